package io.holdfast.message;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our words for messages, as one reader has them.
 *
 * @param words texts by key
 * @param locale how numbers and instants are written
 * @param zone where the reader's clock hangs
 */
record Wording(ResourceBundle words, Locale locale, ZoneId zone) {
    private static final String WORDS = "io.holdfast.message.messages";

    /**
     * Never the locale of this machine: who reads is not who runs it. A language without words has British dates, which nobody
     * misreads: the day, the month by name, twenty-four hours.
     */
    static Wording of(Locale locale, ZoneId zone) {
        String language = locale.getLanguage();
        return language.equals(Locale.GERMAN.getLanguage())
                ? new Wording(ResourceBundle.getBundle(WORDS, Locale.GERMAN), locale, zone)
                : new Wording(
                        ResourceBundle.getBundle(WORDS, Locale.ROOT),
                        language.equals(Locale.ENGLISH.getLanguage()) ? locale : Locale.UK,
                        zone);
    }

    String text(Message message) {
        return words.containsKey(message.key())
                ? new MessageFormat(words.getString(message.key()), locale)
                        .format(message.arguments().stream().map(this::shown).toArray())
                : ownWords(message.key());
    }

    /** A number stays one: the format writes it and chooses by it. */
    private Object shown(Object argument) {
        if (argument instanceof Message message) {
            return text(message);
        }
        if (argument instanceof Instant instant) {
            return shown(instant);
        }
        return argument instanceof Duration duration ? shown(duration) : argument;
    }

    private String shown(Instant instant) {
        String text = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(instant);
        return zone.normalized().equals(ZoneOffset.UTC) ? text + " UTC" : text;
    }

    /** The two largest units that it has. */
    private String shown(Duration duration) {
        String text = Stream.of(
                        Message.of("duration.days", duration.toDaysPart()),
                        Message.of("duration.hours", duration.toHoursPart()),
                        Message.of("duration.minutes", duration.toMinutesPart()),
                        Message.of("duration.seconds", duration.toSecondsPart()))
                .filter(part -> !part.arguments().equals(List.of(0L)))
                .limit(2)
                .map(this::text)
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? text(Message.of("duration.seconds", 0)) : text;
    }

    /** The last part of a key without a text, as a sentence. */
    private static String ownWords(String key) {
        String words = key.substring(key.lastIndexOf('.') + 1).replace('-', ' ');
        return words.isEmpty() ? key : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
