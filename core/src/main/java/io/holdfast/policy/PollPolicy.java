package io.holdfast.policy;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * How the interval of polls follows what they find. It begins with the connector's suggestion, or else with {@link
 * SyncPolicy#pollInterval()}; it doubles after each poll that found nothing, up to a bound, and is the suggestion again once something
 * changed.
 */
@Value.Immutable
public interface PollPolicy {
    /** {@return how long it grows at most; where it begins with more, it does not grow; default 15 min} */
    @Value.Default
    default Duration longest() {
        return Duration.ofMinutes(15);
    }

    /** {@return how long it grows at most while deliveries of changes are known to arrive; default 60 min} */
    @Value.Default
    default Duration longestWhileHeard() {
        return Duration.ofMinutes(60);
    }

    /** {@return how long before its start an event is polled faster, and until it is over; default 2 days} */
    @Value.Default
    default Duration fasterBeforeStart() {
        return Duration.ofDays(2);
    }

    /** {@return how many times as often as suggested it is polled then; default 2} */
    @Value.Default
    default int timesFaster() {
        return 2;
    }

    /**
     * {@return the bound up to which the interval doubles; it never lies below the interval that it begins with}
     *
     * @param suggested the interval that it begins with where nothing is near
     * @param heard whether deliveries of changes are known to arrive
     * @param near whether the event starts soon or is on
     */
    default Duration bound(Duration suggested, boolean heard, boolean near) {
        Duration usual = near ? suggested : Margins.longest(suggested, longest());
        Duration whileHeard = near ? longest() : longestWhileHeard();
        return heard ? Margins.longest(usual, whileHeard) : usual;
    }

    /**
     * {@return how long until the next poll: one whose interval grew comes up to a sixth sooner than promised, so that links don't
     * keep step; never later}
     *
     * @param promised the interval that is promised
     * @param shortest the one that it begins with
     * @param seed of the link
     */
    default Duration spread(Duration promised, Duration shortest, long seed) {
        return promised.compareTo(shortest) > 0 ? promised.minus(Spread.within(promised.dividedBy(6), seed)) : promised;
    }

    /**
     * {@return how long nothing may have been proven before it shows as delayed: the promised interval and one poll, but ten seconds at
     * least, because a read takes a while itself}
     *
     * @param promised the interval that is promised
     * @param poll the interval that polls begin with
     */
    default Duration delayedAfter(Duration promised, Duration poll) {
        return Margins.longest(promised.plus(poll), Duration.ofSeconds(10));
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PollPolicy}. */
    final class Builder extends ImmutablePollPolicy.Builder {
        Builder() {}
    }

    /** Refuses intervals of nothing, and a bound that webhooks shorten. */
    @Value.Check
    default void check() {
        Margins.positive("the longest interval of polls", longest());
        Margins.atLeast(
                "the longest interval of polls while deliveries arrive",
                longestWhileHeard(),
                "the longest interval of polls",
                longest());
        Margins.atLeast("the time of faster polls before the start", fasterBeforeStart(), "zero", Duration.ZERO);
        Margins.positive("how many times faster it is polled before the start", timesFaster());
    }
}
