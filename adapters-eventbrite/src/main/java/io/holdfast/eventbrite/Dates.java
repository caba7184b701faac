package io.holdfast.eventbrite;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** The provider's dates, read leniently: no page fails for a date. */
final class Dates {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Dates() {}

    /** With an offset or {@code Z}; one without is taken as UTC, as organizations have it. */
    static Optional<Instant> lenient(String text) {
        return tried(() -> OffsetDateTime.parse(text).toInstant())
                .or(() -> tried(() -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)));
    }

    /** A date of HTTP (RFC 9110, 5.6.7). */
    static Optional<Instant> http(String text) {
        return tried(() ->
                ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    /** As the provider takes them: UTC, whole seconds. */
    static String written(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Optional<Instant> tried(Supplier<Instant> parse) {
        try {
            return Optional.of(parse.get()).filter(at -> !at.isBefore(EARLIEST) && !at.isAfter(LATEST));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
