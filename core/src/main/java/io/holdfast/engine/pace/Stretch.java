package io.holdfast.engine.pace;

import java.time.Duration;

/**
 * The interval of polls that can be had where more is wanted than a budget allows. In a line that is oldest first everybody waits for
 * the same time: demand by share. So the time that has passed between two reads of a link, smoothed over links, is what each of them can
 * have. Instants are those of the running clock, in nanoseconds. Not safe for use by several threads.
 */
final class Stretch {
    /** Polls that fall together wait up to that although there is room for all of them, or up to this part of their interval. */
    private static final Duration FALL_TOGETHER = Duration.ofMinutes(1);

    private static final double PART = 1.0 / 16;
    /** Who waits, is told to come again before that. */
    private static final Duration LONG = Duration.ofMinutes(9);
    /** Who had to wait within this time shows that there is no room. */
    private static final long TIGHT = Duration.ofMinutes(2).toNanos();
    /** After so long without a wait, and after an interval at least, each link has come without one: there is room for many more. */
    private static final long ROOMY = Duration.ofMinutes(30).toNanos();

    private static final double NEW = 1.0 / 16;
    /** Given back step by step: were it given back at once, all would want it at once. */
    private static final double GIVEN_BACK = 1.0 / 20;

    private static final double GIVEN_BACK_WHERE_ROOMY = 1.0 / 2;
    /** Polls come up to a sixth sooner than promised, and half of that on average. */
    private static final double PROMISED = 12.0 / 11;

    private double had;
    private boolean waited;
    private long waitedAt;
    private long asOf;

    /** Routine was told to come again after that time. */
    void waits(Duration wait, long now) {
        double most = Math.min(Math.max((double) FALL_TOGETHER.toNanos(), had * PART), (double) LONG.toNanos());
        if (wait.toNanos() >= most) {
            shrink(now);
            waited = true;
            waitedAt = now;
        }
    }

    /** A routine read of a link began so long after the read before. */
    void read(Duration since, long now) {
        shrink(now);
        if (waited && now - waitedAt < TIGHT) {
            had = had == 0 ? since.toNanos() : had + (since.toNanos() - had) * NEW;
        }
    }

    /** The shortest interval that can be promised, in whole minutes; zero where there is room. */
    Duration affordable(long now) {
        shrink(now);
        Duration promised = Duration.ofNanos((long) (had * PROMISED));
        return Duration.ofMinutes(promised.plusMinutes(1).minusNanos(1).toMinutes());
    }

    private void shrink(long now) {
        long room = now - Math.max(asOf, waitedAt + TIGHT);
        if (waited && room > 0) {
            had = Math.max(
                    0,
                    had
                            - room
                                    * (now - waitedAt < Math.max((double) ROOMY, had)
                                            ? GIVEN_BACK
                                            : GIVEN_BACK_WHERE_ROOMY));
        }
        asOf = now;
    }
}
