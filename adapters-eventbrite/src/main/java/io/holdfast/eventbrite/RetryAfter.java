package io.holdfast.eventbrite;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a 429 asks to wait: {@code Retry-After} (RFC 9110, 10.2.3: seconds, or a date), else the reset of a spent
 * bucket in {@code x-rate-limit}, else a guess.
 */
final class RetryAfter {
    private static final Duration GUESS = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern BUCKET = Pattern.compile("(\\d{1,9})/(\\d{1,9})(?: reset=(\\d{1,9})s)?");

    private RetryAfter() {}

    static Duration of(HttpHeaders headers) {
        Duration wait = headers.firstValue("Retry-After")
                .flatMap(value -> parsed(value.trim(), headers))
                .or(() -> headers.firstValue("x-rate-limit").flatMap(RetryAfter::resetOfSpent))
                .orElse(GUESS);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Duration> parsed(String value, HttpHeaders headers) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        Optional<Instant> until = Dates.http(value);
        Optional<Instant> now = headers.firstValue("Date").flatMap(Dates::http);
        return until.flatMap(at -> now.map(from -> Duration.between(from, at)));
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
