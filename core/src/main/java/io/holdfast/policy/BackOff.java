package io.holdfast.policy;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import org.immutables.value.Value;

/** How long to wait after a failed attempt: growing, capped, and spread so that many links don't return together. */
@Value.Immutable
public interface BackOff {
    /** {@return the wait after the first attempt} */
    Duration first();

    /** {@return what each further wait is multiplied by, 1 or more and finite} */
    @Value.Default
    default double factor() {
        return 2;
    }

    /** {@return the longest wait} */
    Duration cap();

    /** {@return the share of a wait that may be taken off it, from 0 to 1} */
    @Value.Default
    default double jitter() {
        return 0.2;
    }

    /** {@return the same share for the first wait; the whole of it spreads best what failed in one instant} */
    @Value.Default
    default double firstJitter() {
        return jitter();
    }

    /**
     * Computes a wait. A pure function: same arguments, same wait, on every node.
     *
     * @param attempt the attempt that failed, from 1
     * @param seed spreads links that failed together
     * @return of the first wait any part that its jitter leaves; of a later one between (1 - jitter) times the wait of this attempt and all of it, never above the cap
     */
    default Duration after(int attempt, long seed) {
        double grown = first().toMillis() * Math.pow(factor(), Math.max(0, attempt - 1));
        double wait = Math.min(grown, (double) cap().toMillis());
        double off = wait * (attempt <= 1 ? firstJitter() : jitter()) * Spread.share(seed + attempt);
        return Duration.ofMillis((long) (wait - off));
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link BackOff}. */
    final class Builder extends ImmutableBackOff.Builder {
        Builder() {}
    }

    /** Refuses waits that don't grow, and jitter beyond the whole. */
    @Value.Check
    default void check() {
        Margins.positive("the first wait", first());
        Margins.atLeast("the longest wait", cap(), "the first wait", first());
        Preconditions.that(
                factor() >= 1 && Double.isFinite(factor()), "expected a factor of 1 or more but found " + factor());
        Preconditions.that(jitter() >= 0 && jitter() <= 1, "expected a jitter from 0 to 1 but found " + jitter());
        Preconditions.that(
                firstJitter() >= 0 && firstJitter() <= 1,
                "expected a first jitter from 0 to 1 but found " + firstJitter());
    }
}
