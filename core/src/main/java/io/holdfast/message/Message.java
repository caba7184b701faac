package io.holdfast.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A text for people: a key that a host may translate itself, the values that its words are filled with, and our default words in
 * English and German. The values are raw; how a number, an instant or a duration is written depends on the reader.
 *
 * @param key names the text, such as {@code badge.active}
 * @param arguments what the words are filled with, in order: texts as they came, whole numbers, instants, durations and other
 *     messages
 */
public record Message(String key, List<Object> arguments) {
    /**
     * Takes an int for a long.
     *
     * @throws IllegalArgumentException if an argument is of another kind
     */
    public Message {
        arguments = arguments.stream().map(Message::argument).toList();
    }

    /**
     * {@return a message}
     *
     * @param key names the text
     * @param arguments what the words are filled with
     * @throws IllegalArgumentException if an argument is no text, whole number, instant, duration or message
     */
    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    /**
     * {@return the message of a constant} {@code named("failure.*.short", RATE_LIMITED)} is {@code failure.rate-limited.short}.
     *
     * @param keys the keys of all constants of that kind, with a star in the constant's place
     * @param constant which one
     * @param arguments what the words are filled with
     */
    public static Message named(String keys, Enum<?> constant, Object... arguments) {
        String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return of(keys.replace("*", name), arguments);
    }

    /**
     * {@return the message of an English sentence that names its own text} {@code sentence("reason", "on hold already")} is
     * {@code reason.on-hold-already}. Where no text is found, as for the reason that an older release stored, the words of the
     * sentence are shown.
     *
     * @param prefix what kind of sentence it is
     * @param sentence the sentence
     */
    public static Message sentence(String prefix, String sentence) {
        StringBuilder key = new StringBuilder(prefix).append('.');
        boolean gap = false;
        for (char c : sentence.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                key.append(gap ? "-" : "").append(c);
                gap = false;
            } else {
                gap = c != '\'' || gap;
            }
        }
        return of(key.toString());
    }

    /**
     * {@return the text of the message, its instants in UTC}
     *
     * @param locale the reader's; a language that we have no words in reads English
     */
    public String text(Locale locale) {
        return text(locale, ZoneOffset.UTC);
    }

    /**
     * {@return the text of the message}
     *
     * @param locale the reader's; a language that we have no words in reads English
     * @param zone where the reader's clock hangs
     */
    public String text(Locale locale, ZoneId zone) {
        return Wording.of(locale, zone).text(this);
    }

    /** {@return key and arguments, texts left out: one may be the name of a person} */
    @Override
    public String toString() {
        return arguments.stream()
                .map(argument -> argument instanceof String ? "***" : argument.toString())
                .collect(Collectors.joining(", ", key + "(", ")"));
    }

    private static Object argument(Object argument) {
        if (argument instanceof Integer number) {
            return number.longValue();
        }
        if (argument instanceof String
                || argument instanceof Long
                || argument instanceof Instant
                || argument instanceof Duration
                || argument instanceof Message) {
            return argument;
        }
        throw new IllegalArgumentException(
                "expected an argument of a message to be a String, a whole number, an Instant, a Duration or a Message but found a "
                        + argument.getClass().getName() + "; pass the raw value");
    }
}
