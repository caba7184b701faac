package io.holdfast.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Dates of providers, read leniently: no page fails for a date. */
public final class Dates {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final long EARLIEST_SECOND = 1_000_000_000;

    private static final String USUAL = "0000-00-00T00:00:00Z";
    private static final String WITH_MILLIS = "0000-00-00T00:00:00.000Z";

    /** ISO 8601, and what is written for it: a blank before the time or the offset, an offset without its colon. */
    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ][XXXXX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Dates() {}

    /**
     * Reads a date of ISO 8601, and one that is nearly written so.
     *
     * @param text with an offset or {@code Z}; without one it is taken as UTC
     * @return the date; empty if there is none in it, or none of a year from 1 to 9999
     */
    public static Optional<Instant> lenient(CharSequence text) {
        if (!isAs(USUAL, text) && !isAs(WITH_MILLIS, text)) {
            return unusual(text.toString());
        }
        try {
            return kept(usual(text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> unusual(String text) {
        return written(text, ZoneOffset.UTC);
    }

    /**
     * Reads a date that tells no offset, but stands beside the name of its zone.
     *
     * @param text the date; an offset that it tells all the same is believed
     * @param zone the zone
     * @return the date; empty if there is none in it
     */
    public static Optional<Instant> local(String text, ZoneId zone) {
        return written(text, zone);
    }

    private static Optional<Instant> written(String text, ZoneId zone) {
        return tried(Texts.stripped(text), date -> {
            TemporalAccessor read = WRITTEN.parseBest(date, OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime at
                    ? at.toInstant()
                    : LocalDateTime.from(read).atZone(zone).toInstant();
        });
    }

    /** A number of seconds since 1970; one from before 2001 counts something else. */
    static Optional<Instant> seconds(long since1970) {
        return since1970 < EARLIEST_SECOND || since1970 > LATEST.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(since1970));
    }

    /** Each row of a list may have a date, so one that is written as nearly all are is read without a parser. */
    private static boolean isAs(String digits, CharSequence text) {
        if (text.length() != digits.length()) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            char expected = digits.charAt(i);
            char found = text.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(CharSequence text) {
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
        int millis = text.length() == USUAL.length() ? 0 : number(text, 20, 23);
        return Instant.ofEpochSecond(day.toEpochSecond(time, ZoneOffset.UTC), millis * 1_000_000L);
    }

    private static int number(CharSequence text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /**
     * Reads a date of HTTP (RFC 9110, 5.6.7).
     *
     * @param text the value of a header
     * @return the date; empty if there is none in it
     */
    public static Optional<Instant> http(String text) {
        return tried(
                text,
                date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
    }

    /**
     * Reads the name of a time zone.
     *
     * @param name a name such as {@code Europe/Vienna}; null where none was told
     * @return the zone; empty if Java knows none of this name
     */
    public static Optional<ZoneId> zone(@Nullable String name) {
        try {
            return Optional.ofNullable(name).map(ZoneId::of);
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> tried(String text, Function<String, Instant> parse) {
        try {
            return kept(parse.apply(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> kept(Instant at) {
        return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? Optional.empty() : Optional.of(at);
    }
}
