package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A value that is one string, number or flag.
 *
 * @param expected what it is, for whoever finds something else
 * @param kind which of the three
 * @param newer whether another text seems to be a newer release's
 * @param reads makes it from its text
 * @param writes gives its only text
 */
record ScalarCodec<V>(
        String expected, Kind kind, Predicate<String> newer, Function<String, V> reads, Function<V, String> writes)
        implements Codec<V> {
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]*");

    static final ScalarCodec<String> TEXT = string("a text", Function.identity(), Function.identity());
    static final ScalarCodec<Long> LONG =
            new ScalarCodec<>("a whole number", Kind.NUMBER, ScalarCodec::never, Long::valueOf, Object::toString);
    static final ScalarCodec<Integer> INT = new ScalarCodec<>(
            "a whole number of at most " + Integer.MAX_VALUE,
            Kind.NUMBER,
            ScalarCodec::never,
            Integer::valueOf,
            Object::toString);
    static final ScalarCodec<Boolean> FLAG =
            new ScalarCodec<>("true or false", Kind.FLAG, ScalarCodec::never, Boolean::valueOf, Object::toString);
    static final ScalarCodec<Instant> INSTANT =
            string("an instant such as 2026-01-31T08:00:00Z", Instant::parse, Instant::toString);
    static final ScalarCodec<ZoneId> ZONE = string("a time zone that this JVM knows", ZoneId::of, ZoneId::getId);
    static final Codec<OptionalLong> OPTIONAL_LONG = OptionalCodec.optional(LONG)
            .as(
                    boxed -> boxed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                    number -> number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty());

    static <V> ScalarCodec<V> string(String expected, Function<String, V> reads, Function<V, String> writes) {
        return new ScalarCodec<>(expected, Kind.STRING, ScalarCodec::never, reads, writes);
    }

    static <E extends Enum<E>> ScalarCodec<E> word(Class<E> type) {
        return new ScalarCodec<>(
                "one of " + Arrays.toString(type.getEnumConstants()),
                Kind.STRING,
                WORD.asMatchPredicate(),
                text -> Enum.valueOf(type, text),
                Enum::name);
    }

    /** {@return the codec of a text that is always the same} */
    static ScalarCodec<String> constant(String text) {
        return string('"' + text + '"', found -> text, Function.identity());
    }

    /** {@return the codec of the version of a form, which grows when an older release could not read the texts of a newer one} */
    static ScalarCodec<Integer> version(int version) {
        return new ScalarCodec<>(
                "form " + version, Kind.NUMBER, text -> text.matches("[1-9][0-9]*"), text -> version, Object::toString);
    }

    private static boolean never(String text) {
        return false;
    }

    String text(V value) {
        return writes.apply(value);
    }

    @Override
    public void write(V value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        if (kind == Kind.STRING) {
            out.string(text(value));
        } else {
            out.raw(text(value));
        }
    }

    @Override
    public V read(JsonValue json, Pointer at, UnknownMembers unknown) {
        if (!(json instanceof JsonValue.Scalar scalar) || scalar.kind() != kind) {
            throw StoredFormException.corrupt(at, expected, json.described());
        }
        V value;
        try {
            value = reads.apply(scalar.text());
        } catch (IllegalArgumentException | DateTimeException quotesTheText) {
            throw refused(scalar, at);
        }
        if (!text(value).equals(scalar.text())) {
            throw refused(scalar, at);
        }
        return value;
    }

    private StoredFormException refused(JsonValue.Scalar found, Pointer at) {
        return newer.test(found.text())
                ? StoredFormException.newer(at, expected, "another one")
                : StoredFormException.corrupt(at, expected, "another one");
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        each.accept(at, expected);
    }
}
