package io.holdfast.eventbrite;

import io.holdfast.http.Dates;
import io.holdfast.http.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a 429 asks to wait: {@code Retry-After}, else the reset of a spent bucket in {@code x-rate-limit}, else the instant
 * of {@code X-RateLimit-Reset}, else a guess.
 */
final class RateLimit {
    private static final Duration GUESS = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern BUCKET = Pattern.compile("(\\d{1,9})/(\\d{1,9})(?: reset=(\\d{1,9})s)?");

    private RateLimit() {}

    static Duration wait(HttpHeaders headers) {
        Duration wait = RetryAfter.told(headers)
                .or(() -> headers.firstValue("x-rate-limit").flatMap(RateLimit::resetOfSpent))
                .or(() -> resetAt(headers))
                .orElse(GUESS);
        return RetryAfter.limited(wait, LONGEST);
    }

    /** Seconds since 1970; counted from the {@code Date} of the same answer, so no clock is asked. */
    private static Optional<Duration> resetAt(HttpHeaders headers) {
        Optional<Instant> reset = headers.firstValue("X-RateLimit-Reset")
                .filter(value -> value.matches("\\d{9,11}"))
                .map(value -> Instant.ofEpochSecond(Long.parseLong(value)));
        Optional<Instant> now = headers.firstValue("Date").flatMap(Dates::http);
        return reset.flatMap(at -> now.map(from -> Duration.between(from, at))).filter(wait -> !wait.isNegative());
    }

    /** The longest wait among the buckets that are used up; their names may be the token itself, so they are not read. */
    private static Optional<Duration> resetOfSpent(String header) {
        Optional<Duration> longest = Optional.empty();
        Matcher buckets = BUCKET.matcher(header);
        while (buckets.find()) {
            boolean spent = Long.parseLong(buckets.group(1)) >= Long.parseLong(buckets.group(2));
            Optional<Duration> reset =
                    Optional.ofNullable(buckets.group(3)).map(s -> Duration.ofSeconds(Long.parseLong(s)));
            if (spent
                    && reset.isPresent()
                    && longest.map(wait -> wait.compareTo(reset.get()) < 0).orElse(true)) {
                longest = reset;
            }
        }
        return longest;
    }
}
