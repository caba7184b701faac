package io.holdfast.luma;

import io.holdfast.http.Dates;
import io.holdfast.http.RetryAfter;
import io.holdfast.model.Quota;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@code X-RateLimit-*} tell of the one budget of a calendar, whoever spends it. */
final class Budgets {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** As seconds this is the year 5138, as milliseconds 1973. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private Budgets() {}

    static List<Quota> read(HttpHeaders headers) {
        OptionalLong limit = number(headers, "x-ratelimit-limit");
        OptionalLong remaining = number(headers, "x-ratelimit-remaining");
        if (limit.orElse(0) == 0 || remaining.isEmpty()) {
            return List.of();
        }
        long used = Math.max(0, limit.getAsLong() - remaining.getAsLong());
        return List.of(new Quota(Quota.Bucket.TOKEN, limit.getAsLong(), used, resetsIn(headers)));
    }

    /** Whether it counts seconds or milliseconds is not told, so what is no end of such a window is not believed. */
    private static Duration resetsIn(HttpHeaders headers) {
        return RetryAfter.told(headers)
                .or(() -> untilReset(headers))
                .filter(wait -> !wait.isNegative() && wait.compareTo(LONGEST) <= 0)
                .orElse(WINDOW);
    }

    private static Optional<Duration> untilReset(HttpHeaders headers) {
        OptionalLong reset = number(headers, "x-ratelimit-reset");
        if (reset.isEmpty()) {
            return Optional.empty();
        }
        Instant end = reset.getAsLong() < LEAST_MILLIS
                ? Instant.ofEpochSecond(reset.getAsLong())
                : Instant.ofEpochMilli(reset.getAsLong());
        return headers.firstValue("Date").flatMap(Dates::http).map(now -> Duration.between(now, end));
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        Optional<String> digits =
                headers.firstValue(name).map(String::strip).filter(value -> value.matches("[0-9]{1,15}"));
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits.get()));
    }
}
