package io.holdfast.engine.pace;

import java.time.Duration;

/** What one lane may spend: it flows in at a pace, a few seconds' worth of it is saved up at most, and it begins with nothing. */
final class Allowance {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();
    private static final double ROUNDING = 1e-6;

    private final double savedSeconds;
    private double calls;
    private long asOf;

    Allowance(Duration saved, long now) {
        savedSeconds = saved.toNanos() / SECOND;
        asOf = now;
    }

    /** Takes in what has come since the last time; one call more may always be saved up, however slow the pace is. */
    void flow(double perSecond, long now) {
        double most = 1 + perSecond * savedSeconds;
        calls = Math.min(most, calls + perSecond * Math.max(0, now - asOf) / SECOND);
        asOf = now;
    }

    /** What is spent beyond it is waited for by those who come next. */
    void spend() {
        calls -= 1;
    }

    /** How long until it suffices for one who has so many before him, and at most so long. */
    Duration until(int before, double perSecond, Duration most) {
        double missing = before + 1 - calls;
        double nanos = missing < ROUNDING ? 0 : Math.ceil(missing / Math.max(perSecond, ROUNDING) * SECOND);
        return nanos < most.toNanos() ? Duration.ofNanos((long) nanos) : most;
    }
}
