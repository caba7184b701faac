package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import io.holdfast.internal.Text;
import java.time.DateTimeException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A value that is one string, number or flag: what is expected, for whoever finds something else; how it is made from its
 * text, and its only text; and whether another text seems to be a newer release's.
 */
record ScalarCodec<V>(
        String expected, Kind kind, Function<String, V> reads, Function<V, String> writes, Predicate<String> newer)
        implements Codec<V> {
    ScalarCodec(String expected, Kind kind, Function<String, V> reads, Function<V, String> writes) {
        this(expected, kind, reads, writes, text -> false);
    }

    /** {@return the text of a value as it is read again} */
    String storable(V value) {
        return Text.storable(writes.apply(value));
    }

    @Override
    public void write(V value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        out.scalar(kind, writes.apply(value));
    }

    @Override
    public V read(JsonValue json, Pointer at, UnknownMembers unknown) {
        if (!(json instanceof JsonValue.Scalar scalar) || scalar.kind() != kind) {
            throw StoredFormException.corrupt(at, expected, json.described());
        }
        try {
            V value = reads.apply(scalar.text());
            if (writes.apply(value).equals(scalar.text())) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException quotesTheText) {
            // told below
        }
        throw newer.test(scalar.text())
                ? StoredFormException.newer(at, expected, "another one")
                : StoredFormException.corrupt(at, expected, "another one");
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        each.accept(at, expected);
    }
}
