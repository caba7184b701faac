package io.holdfast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which claims ended when, as far as it takes to tell what was read long ago from what was read a moment ago. Two marks are
 * enough: the last one, and one that was as old as a consistency window when the last was set.
 *
 * @param last the last mark
 * @param before the mark before the last
 */
public record SettledReads(Optional<Mark> last, Optional<Mark> before) {
    /** Of a link of which no run has completed. */
    public static final SettledReads NONE = new SettledReads(Optional.empty(), Optional.empty());

    /**
     * The end of a claim. What claims of this fence or a lower one have written was written before it.
     *
     * @param fence the fence of the claim
     * @param at when it ended, by the clock of the node that carried it out
     */
    public record Mark(long fence, Instant at) {
        public Mark {
            Objects.requireNonNull(at, "at");
        }

        private boolean isAfter(Instant instant) {
            return at.isAfter(instant);
        }
    }

    public SettledReads {
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(before, "before");
    }

    /**
     * {@return the marks after a claim has ended} A mark that lies ahead is of a clock that was wrong, and is dropped.
     *
     * @param fence the fence of the claim
     * @param now when it ended
     * @param window the provider's consistency window
     */
    public SettledReads endedAt(long fence, Instant now, Duration window) {
        Optional<Mark> sound = last.filter(mark -> !mark.isAfter(now));
        boolean stands = sound.filter(mark -> mark.isAfter(now.minus(window))).isPresent();
        return stands ? this : new SettledReads(Optional.of(new Mark(fence, now)), sound.or(() -> before));
    }

    /**
     * {@return the highest fence all of whose writes were done by then; 0 if that is known of none}
     *
     * @param instant a consistency window ago
     */
    public long doneBy(Instant instant) {
        return Stream.of(last, before)
                .flatMap(Optional::stream)
                .filter(mark -> !mark.isAfter(instant))
                .mapToLong(Mark::fence)
                .max()
                .orElse(0);
    }
}
