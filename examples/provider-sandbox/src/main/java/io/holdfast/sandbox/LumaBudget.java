package io.holdfast.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts requests per minute, of each calendar whoever asks, and blocks for a minute whoever goes beyond. */
final class LumaBudget {
    static final Duration BLOCK = Duration.ofMinutes(1);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Spent NEVER_USED = new Spent(0, 0, Instant.MIN, false);

    private final Map<String, Spent> spent = new HashMap<>();
    private final InstantSource clock;

    LumaBudget(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Spent spend(String bucket, int limit) {
        Instant now = clock.instant();
        Spent last = spent.getOrDefault(bucket, NEVER_USED);
        boolean over = !now.isBefore(last.reset);
        Spent next = over
                ? new Spent(limit, 1, now.plus(WINDOW), false)
                : last.blocked || last.used == limit
                        ? new Spent(limit, limit, last.blocked ? last.reset : now.plus(BLOCK), true)
                        : new Spent(limit, last.used + 1, last.reset, false);
        spent.put(bucket, next);
        return next;
    }

    /** What was spent of a window, which ends with {@code reset}, as a block does. */
    record Spent(int limit, int used, Instant reset, boolean blocked) {
        int remaining() {
            return limit - used;
        }
    }
}
