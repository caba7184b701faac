package io.holdfast.webhook;

import java.time.Duration;
import org.immutables.value.Value;

/** What a connector can do with deliveries of its provider. What is declared works; what is not declared is never called. */
@Value.Immutable
public interface WebhookCapabilities {
    /** {@return how many bytes of a body are read; a longer one is refused before anything else; default 64 KiB} */
    @Value.Default
    default int maxBytes() {
        return 65_536;
    }

    /** {@return whether deliveries are signed; where they are not, the secret address alone proves where they come from} */
    @Value.Default
    default boolean signed() {
        return false;
    }

    /** {@return whether subscriptions can be listed, created and removed; if not, a person makes them at the provider} */
    @Value.Default
    default boolean manages() {
        return false;
    }

    /** {@return whether a subscription that stands but does not deliver can be made to again; if not, it is removed and created anew} */
    @Value.Default
    default boolean renews() {
        return false;
    }

    /** {@return how long nothing may come before deliveries no longer count as known to arrive; default a day} */
    @Value.Default
    default Duration expectedSilence() {
        return Duration.ofDays(1);
    }

    /** {@return a builder; what is left out is not declared} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link WebhookCapabilities}. */
    final class Builder extends ImmutableWebhookCapabilities.Builder {
        Builder() {}
    }

    /** Refuses numbers that let nothing through. */
    @Value.Check
    default void check() {
        if (maxBytes() < 1) {
            throw new IllegalArgumentException("expected to read 1 or more bytes of a body but found " + maxBytes());
        }
        if (expectedSilence().isNegative() || expectedSilence().isZero()) {
            throw new IllegalArgumentException(
                    "expected an expected silence of more than zero but found " + expectedSilence());
        }
    }
}
