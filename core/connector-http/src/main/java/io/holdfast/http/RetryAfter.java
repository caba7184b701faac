package io.holdfast.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long an answer asks to wait: {@code Retry-After} (RFC 9110, 10.2.3: seconds, or a date). */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * Reads the header. A date counts from the {@code Date} of the same answer, so no clock is asked.
     *
     * @param headers the headers of an answer
     * @return the wait, which a date in the past makes negative; empty without a header that can be read
     */
    public static Optional<Duration> told(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(value -> parsed(value.trim(), headers));
    }

    /**
     * Keeps a wait between nothing and the longest.
     *
     * @param wait any wait
     * @param longest the longest that is believed
     * @return the wait, or the nearer end
     */
    public static Duration limited(Duration wait, Duration longest) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private static Optional<Duration> parsed(String value, HttpHeaders headers) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        Optional<Instant> until = Dates.http(value);
        Optional<Instant> now = headers.firstValue("Date").flatMap(Dates::http);
        return until.flatMap(at -> now.map(from -> Duration.between(from, at)));
    }
}
