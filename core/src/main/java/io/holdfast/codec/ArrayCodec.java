package io.holdfast.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Values in an array. */
record ArrayCodec<V, C>(Codec<V> codec, Function<C, Collection<V>> unmade, BiFunction<List<V>, Pointer, C> made)
        implements Codec<C> {
    @Override
    public void write(C values, Pointer at, JsonWriter out, UnknownMembers unknown) {
        out.raw("[");
        int index = 0;
        for (V value : unmade.apply(values)) {
            codec.write(value, at.item(index++), out, unknown);
        }
        out.end(']');
    }

    @Override
    public C read(JsonValue json, Pointer at, UnknownMembers unknown) {
        if (!(json instanceof JsonValue.Items array)) {
            throw StoredFormException.corrupt(at, "an array", json.described());
        }
        List<V> values = new ArrayList<>();
        for (JsonValue item : array.items()) {
            values.add(codec.read(item, at.item(values.size()), unknown));
        }
        return made.apply(values, at);
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        each.accept(at, "an array");
        codec.describe(Pointer.join(at, "*"), each);
    }
}
