package io.holdfast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Up to where the provider's changes have been read, by the provider's clock. Two are kept: a list served by two
 * replicas omits rows between pages, so each change is covered by two reads.
 *
 * @param last the last one
 * @param before the one before the last
 * @param readBackAt when the last read began that went back beyond an outage, or read everything; by our clock
 */
public record Watermarks(Optional<Instant> last, Optional<Instant> before, Optional<Instant> readBackAt) {
    /** Nothing read yet. */
    public static final Watermarks NONE = new Watermarks(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * {@return the watermarks after a read of all changes}
     *
     * @param asOf the provider's time in the first answer of that read
     */
    public Watermarks advancedTo(Instant asOf) {
        return new Watermarks(Optional.of(asOf), last(), readBackAt());
    }

    /**
     * {@return the watermarks after a read that has ended}
     *
     * @param end its last checkpoint
     * @param back how far before the last watermark a read of changes begins that goes back beyond an outage
     */
    public Watermarks after(Checkpoint end, Duration back) {
        boolean goesBack = end.read()
                .since()
                .map(since ->
                        last().filter(mark -> !since.isAfter(mark.minus(back))).isPresent())
                .orElse(true);
        Watermarks next = advancedTo(end.asOf());
        return goesBack ? next.readBack(end.begunAt()) : next;
    }

    /**
     * {@return the same, after a read that went back beyond an outage}
     *
     * @param at when it began, by our clock
     */
    public Watermarks readBack(Instant at) {
        return new Watermarks(last(), before(), Optional.of(at));
    }

    /**
     * {@return where the next read of changes begins, overlap not yet taken off: the watermark before the last, or further
     * back where that is due, because a list of changes may have lied; empty before any read}
     *
     * @param now when it begins
     * @param interval how often it goes further back
     * @param back how far before the last watermark it then goes at least
     */
    public Optional<Instant> readFrom(Instant now, Duration interval, Duration back) {
        Optional<Instant> usual = before().or(this::last);
        boolean done = readBackAt()
                .filter(at -> !at.isAfter(now) && at.plus(interval).isAfter(now))
                .isPresent();
        return done
                ? usual
                : usual.map(mark -> earlier(mark, last().orElse(mark).minus(back)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isAfter(other) ? other : one;
    }
}
