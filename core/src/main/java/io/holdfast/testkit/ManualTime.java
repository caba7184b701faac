package io.holdfast.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Safe for use by several threads. */
public final class ManualTime implements InstantSource {
    private volatile Instant now;

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
        return now;
    }
}
