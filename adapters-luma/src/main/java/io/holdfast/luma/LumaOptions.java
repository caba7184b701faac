package io.holdfast.luma;

import io.holdfast.http.ExchangeOptions;
import io.holdfast.http.OptionRules;
import java.net.URI;
import java.time.InstantSource;
import org.immutables.value.Value;

/** What a host may choose of the Luma connector. All has a default. */
@Value.Immutable
public interface LumaOptions extends ExchangeOptions {
    /**
     * {@return where the API answers: {@code https://public-api.luma.com/}, or the base of a sandbox; every request goes
     * to this host and no other}
     */
    @Value.Default
    default URI baseUri() {
        return URI.create("https://public-api.luma.com/");
    }

    /**
     * {@return how many requests a minute one calendar may cost; default 120. Luma allows a calendar 200 and blocks it for
     * a minute beyond, all its integrations together, so leave room for the others; several nodes share what is left}
     */
    @Value.Default
    default int requestsPerMinute() {
        return 120;
    }

    /** {@return the clock by which requests are counted; the system's by default} */
    @Value.Default
    default InstantSource time() {
        return InstantSource.system();
    }

    /** {@return what the connector calls itself; default {@code holdfast-luma}} */
    @Value.Default
    @Override
    default String userAgent() {
        return "holdfast-luma";
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link LumaOptions}. */
    final class Builder extends ImmutableLumaOptions.Builder {
        Builder() {}
    }

    /** Refuses what would send the key elsewhere or in the clear, and exchanges without time, room or number. */
    @Value.Check
    default void check() {
        OptionRules.base(baseUri(), "https://public-api.luma.com/");
        OptionRules.exchanges(this);
        if (requestsPerMinute() < 1) {
            throw new IllegalArgumentException(
                    "expected at least one request per minute but found " + requestsPerMinute());
        }
    }
}
