package io.holdfast.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an answer asks to wait: {@code Retry-After} (RFC 9110, 10.2.3: seconds, or a date). */
public final class RetryAfter {
    /** Some write a fraction. */
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.0*([1-9]\\d*)?0*)?");

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
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            // a part of a second is one more: who comes back early is refused again
            long more = seconds.group(2) == null ? 0 : 1;
            return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1)) + more));
        }
        Optional<Instant> until = Dates.http(value);
        Optional<Instant> now = headers.firstValue("Date").flatMap(Dates::http);
        return until.flatMap(at -> now.map(from -> Duration.between(from, at)));
    }
}
