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
        OptionRules.exchanges(this);
    }
}
