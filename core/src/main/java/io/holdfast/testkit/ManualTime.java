package io.holdfast.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A wall clock and a running clock that stand still until a test moves them: both as time passes, the wall clock alone as if it
 * were set. Safe for use by several threads.
 */
public final class ManualTime implements InstantSource, LongSupplier {
    private volatile Instant now;
    private volatile long nanos;

    private ManualTime(Instant start) {
        now = start;
    }

    /**
     * {@return a clock}
     *
     * @param start what it says first
     */
    public static ManualTime at(Instant start) {
        return new ManualTime(start);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** {@return nanoseconds that have passed, as the running clock counts them} */
    @Override
    public long getAsLong() {
        return nanos;
    }

    /**
     * {@return what the clock says now that it was moved}
     *
     * @param by how far; not backwards
     * @throws IllegalArgumentException if it would go backwards
     */
    public synchronized Instant tick(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("expected the clock to move on but found " + by);
        }
        now = now.plus(by);
        nanos += by.toNanos();
        return now;
    }

    /**
     * {@return what the wall clock says now that it was set; no time has passed}
     *
     * @param by how far it jumps, forwards or backwards
     */
    public synchronized Instant jump(Duration by) {
        now = now.plus(by);
        return now;
    }
}
