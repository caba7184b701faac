package io.holdfast.eventbrite;

import io.holdfast.http.ExchangeOptions;
import io.holdfast.http.OptionRules;
import java.net.URI;
import org.immutables.value.Value;

/** What a host may choose of the Eventbrite connector. All has a default. */
@Value.Immutable
public interface EventbriteOptions extends ExchangeOptions {
    /**
     * {@return where the API answers: {@code https://www.eventbriteapi.com/v3/}, or the base of a sandbox; every request
     * goes to this host and no other}
     */
    @Value.Default
    default URI baseUri() {
        return URI.create("https://www.eventbriteapi.com/v3/");
    }

    /**
     * {@return below which place the addresses in deliveries lie: {@code https://www.eventbriteapi.com/v3/}; a delivery with any
     * other is passed over, and none of them is ever asked}
     */
    @Value.Default
    default URI pointerUri() {
        return URI.create("https://www.eventbriteapi.com/v3/");
    }

    /**
     * {@return up to how many events are subscribed to one by one; default 25. Beyond, their organizations are, of whose orders
     * nobody can say to which event they belong, so a buyer's edit is then seen by the next poll}
     */
    @Value.Default
    default int maxEventSubscriptions() {
        return 25;
    }

    /** {@return what the connector calls itself; default {@code holdfast-eventbrite}} */
    @Value.Default
    @Override
    default String userAgent() {
        return "holdfast-eventbrite";
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link EventbriteOptions}. */
    final class Builder extends ImmutableEventbriteOptions.Builder {
        Builder() {}
    }

    /** Refuses what would send the token elsewhere or in the clear, and exchanges without time or room. */
    @Value.Check
    default void check() {
        OptionRules.base(baseUri(), "https://www.eventbriteapi.com/v3/");
        OptionRules.base(pointerUri(), "https://www.eventbriteapi.com/v3/");
        OptionRules.exchanges(this);
        if (maxEventSubscriptions() < 0) {
            throw new IllegalArgumentException("expected to subscribe to 0 or more events one by one but found "
                    + maxEventSubscriptions() + "; 0 subscribes to organizations alone");
        }
    }
}
