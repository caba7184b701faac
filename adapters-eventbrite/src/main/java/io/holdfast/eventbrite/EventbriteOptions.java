package io.holdfast.eventbrite;

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
        if (!OptionRules.isPlain(baseUri()) || !baseUri().getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "expected a base URI with a host, a slash at its end, and no user, query or fragment; pass one like"
                            + " https://www.eventbriteapi.com/v3/");
        }
        OptionRules.encrypted(baseUri());
        OptionRules.exchanges(this);
    }
}
