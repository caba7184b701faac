package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;

/**
 * When a live link is polled although nobody asked. Three instants, not one: a poll must not put off a full scan, nor a
 * consistency recheck.
 *
 * @param pollAt when changes are read next
 * @param fullScanAt when everything is read next
 * @param recheck what is read a second time, and when
 */
public record PollSchedule(
        Optional<Instant> pollAt, Optional<Instant> fullScanAt, Optional<ConsistencyRecheck> recheck) {
    /** None: nothing of this link changes any more, or nothing tells. */
    public static final PollSchedule NONE = new PollSchedule(Optional.empty(), Optional.empty(), Optional.empty());

    /** {@return the earliest of the three} */
    public Optional<Instant> next() {
        return earlier(earlier(pollAt(), fullScanAt()), recheck().map(ConsistencyRecheck::at));
    }

    /**
     * {@return whether the earliest of the three has come}
     *
     * @param now the instant of asking
     */
    public boolean isDue(Instant now) {
        return hasCome(next(), now);
    }

    /**
     * {@return whether changes are to be read: the poll's instant has come}
     *
     * @param now the instant of asking
     */
    public boolean isPollDue(Instant now) {
        return hasCome(pollAt(), now);
    }

    /**
     * {@return whether everything is to be read: the full scan's instant has come}
     *
     * @param now the instant of asking
     */
    public boolean isFullScanDue(Instant now) {
        return hasCome(fullScanAt(), now);
    }

    /**
     * {@return whether the recheck is to be done: its instant has come}
     *
     * @param now the instant of asking
     */
    public boolean isRecheckDue(Instant now) {
        return hasCome(recheck().map(ConsistencyRecheck::at), now);
    }

    private static boolean hasCome(Optional<Instant> at, Instant now) {
        return at.isPresent() && !at.get().isAfter(now);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isAfter(other.get()) ? other : one;
    }
}
