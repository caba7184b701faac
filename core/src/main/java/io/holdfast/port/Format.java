package io.holdfast.port;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a value stands on one line.
 *
 * @param expected what it is, for whoever finds something else
 * @param reads makes it from its text
 * @param writes gives its only text
 * @param shown whether what is found instead may be quoted; never what a person may have typed
 * @param word whether it is one of a few words, of which a newer release may know more
 */
record Format<V>(String expected, Function<String, V> reads, Function<V, String> writes, boolean shown, boolean word)
        implements Shape<V> {
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]*");

    static final Format<String> TEXT = text("a text", Function.identity(), Function.identity());
    static final Format<Long> LONG = shown("a whole number", Long::valueOf, Object::toString);
    static final Format<Integer> INT =
            shown("a whole number of at most " + Integer.MAX_VALUE, Integer::valueOf, Object::toString);
    static final Format<Boolean> FLAG = shown("true or false", Boolean::valueOf, Object::toString);
    static final Format<Instant> INSTANT =
            shown("an instant such as 2026-01-31T08:00:00Z", Instant::parse, Instant::toString);
    static final Format<ZoneId> ZONE = shown("a time zone that this JVM knows", ZoneId::of, ZoneId::getId);
    static final Shape<OptionalLong> MAYBE_LONG = Maybe.maybe(LONG)
            .as(
                    boxed -> boxed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                    number -> number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty());

    static <V> Format<V> text(String expected, Function<String, V> reads, Function<V, String> writes) {
        return new Format<>(expected, reads, writes, false, false);
    }

    static <E extends Enum<E>> Format<E> name(Class<E> type) {
        return new Format<>(
                "one of " + Arrays.toString(type.getEnumConstants()),
                text -> Enum.valueOf(type, text),
                Enum::name,
                true,
                true);
    }

    private static <V> Format<V> shown(String expected, Function<String, V> reads, Function<V, String> writes) {
        return new Format<>(expected, reads, writes, true, false);
    }

    @Override
    public void write(String name, V value, Sheet sheet) {
        sheet.line(name, writes.apply(value));
    }

    @Override
    public V read(String name, Lines lines) {
        String text = lines.take(name, expected);
        V value;
        try {
            value = reads.apply(text);
        } catch (IllegalArgumentException | DateTimeException quotesTheText) {
            throw refused(name, text, lines);
        }
        if (!writes.apply(value).equals(text)) {
            throw refused(name, text, lines);
        }
        return value;
    }

    private StoredFormException refused(String name, String text, Lines lines) {
        String found = shown ? Sheet.quoted(text) : "another text";
        return word && WORD.matcher(text).matches()
                ? StoredFormException.newer(lines.first(name), name, expected, found)
                : StoredFormException.corrupt(lines.first(name), name, expected, found);
    }

    @Override
    public boolean isThere(String name, Lines lines) {
        return lines.has(name);
    }

    @Override
    public void names(String name, Consumer<String> each) {
        each.accept(name);
    }
}
