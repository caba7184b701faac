package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;

/**
 * When a live link is polled although nobody asked. Four instants, not one: a poll must not put off a full scan, nor a
 * consistency recheck, and a look must put off none of them.
 *
 * @param pollAt when changes are read next
 * @param fullScanAt when everything is read next
 * @param recheck what is read a second time, and when
 * @param lookAt when the event or channel itself is looked at next, without its attendees
 */
public record PollSchedule(
        Optional<Instant> pollAt,
        Optional<Instant> fullScanAt,
        Optional<ConsistencyRecheck> recheck,
        Optional<Instant> lookAt) {
    /** None: nothing tells of changes. */
    public static final PollSchedule NONE =
            new PollSchedule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** {@return the earliest of the four} */
    public Optional<Instant> next() {
        return earlier(nextRead(), lookAt());
    }

    /** {@return when attendees are read next: the earliest of poll, full scan and recheck} */
    public Optional<Instant> nextRead() {
        return earlier(earlier(pollAt(), fullScanAt()), recheck().map(ConsistencyRecheck::at));
    }

    /**
     * {@return whether attendees are to be read: the earliest of poll, full scan and recheck has come}
     *
     * @param now the instant of asking
     */
    public boolean isReadDue(Instant now) {
        return hasCome(nextRead(), now);
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

    /**
     * {@return whether the event or channel is to be looked at: the look's instant has come}
     *
     * @param now the instant of asking
     */
    public boolean isLookDue(Instant now) {
        return hasCome(lookAt(), now);
    }

    /** {@return whether a look is what is due first; where a read is due at the same instant, that goes first and looks as well} */
    public boolean isLookNext() {
        Optional<Instant> read = nextRead();
        return lookAt().filter(at -> read.isEmpty() || at.isBefore(read.get())).isPresent();
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
