package io.holdfast.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts calls per hour, of each token and of the one app key. It only informs: nobody is turned away. */
final class RateLimits {
    static final String APP_KEY = "APPK3Y";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Window NEVER_USED = new Window(Instant.MIN, 0);

    private final Map<String, Window> windows = new HashMap<>();
    private final InstantSource clock;
    private final int limit;

    RateLimits(InstantSource clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** As the provider does, with the token itself in it: whoever logs this header leaks it. */
    synchronized String spend(String token) {
        Instant now = clock.instant();
        return spend("token:" + token, now) + ", " + spend("key:" + APP_KEY, now);
    }

    private String spend(String bucket, Instant now) {
        Window last = windows.getOrDefault(bucket, NEVER_USED);
        Window window = now.isBefore(last.end) ? new Window(last.end, last.used + 1) : new Window(now.plus(HOUR), 1);
        windows.put(bucket, window);
        long reset = Duration.between(now, window.end).toSeconds();
        return bucket + " " + Math.min(window.used, limit) + "/" + limit + " reset=" + reset + "s";
    }

    private record Window(Instant end, int used) {}
}
