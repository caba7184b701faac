package io.holdfast.policy;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * How often an event or channel itself is looked at, without its attendees: its title, dates and state. A full scan looks as well;
 * looks are what is asked between full scans, and what is left once its attendees are no longer read.
 */
@Value.Immutable
public interface LookPolicy {
    /** {@return how often, while it is on; up to a sixth sooner, so that links don't keep step; default 1 h} */
    @Value.Default
    default Duration interval() {
        return Duration.ofHours(1);
    }

    /** {@return how often, once its attendees are no longer polled; default 7 days} */
    @Value.Default
    default Duration intervalAtRest() {
        return Duration.ofDays(7);
    }

    /**
     * {@return the time until the next look at what is on}
     *
     * @param seed of the link
     */
    default Duration next(long seed) {
        return interval().minus(Spread.within(interval().dividedBy(6), seed));
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link LookPolicy}. */
    final class Builder extends ImmutableLookPolicy.Builder {
        Builder() {}
    }

    /** Refuses intervals of nothing, and one at rest that is shorter than while it is on. */
    @Value.Check
    default void check() {
        Margins.positive("the interval of looks", interval());
        Margins.atLeast("the interval of looks at rest", intervalAtRest(), "the interval of looks", interval());
    }
}
