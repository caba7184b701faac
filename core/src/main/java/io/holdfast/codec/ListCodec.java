package io.holdfast.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Values in an array. */
record ListCodec<V>(Codec<V> codec) implements Codec<List<V>> {
    static <V> Codec<List<V>> list(Codec<V> codec) {
        return new ListCodec<>(codec);
    }

    @Override
    public void write(List<V> values, Pointer at, JsonWriter out, UnknownMembers unknown) {
        out.beginArray();
        for (int i = 0; i < values.size(); i++) {
            codec.write(values.get(i), at.item(i), out, unknown);
        }
        out.endArray();
    }

    @Override
    public List<V> read(JsonValue json, Pointer at, UnknownMembers unknown) {
        if (!(json instanceof JsonValue.Items array)) {
            throw StoredFormException.corrupt(at, "an array", json.described());
        }
        List<V> values = new ArrayList<>();
        for (JsonValue item : array.items()) {
            values.add(codec.read(item, at.item(values.size()), unknown));
        }
        return List.copyOf(values);
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        each.accept(at, "an array");
        codec.describe(Pointer.join(at, "*"), each);
    }
}
