package io.holdfast.codec;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** A set of strings, as an array in their order. */
record SetCodec<V>(ScalarCodec<V> codec) implements Codec<Set<V>> {
    @Override
    public void write(Set<V> values, Pointer at, JsonWriter out, UnknownMembers unknown) {
        MapCodec.requireFew(values.size());
        // two may have become one when they were made storable
        Set<V> sorted = new TreeSet<>(Comparator.comparing(value -> JsonWriter.storable(codec.text(value))));
        sorted.addAll(values);
        new ListCodec<>(codec).write(List.copyOf(sorted), at, out, unknown);
    }

    @Override
    public Set<V> read(JsonValue json, Pointer at, UnknownMembers unknown) {
        List<V> values = new ListCodec<>(codec).read(json, at, unknown);
        MapCodec.requireFew(values.size(), at);
        Set<V> sorted = new TreeSet<>(Comparator.comparing(codec::text));
        if (!values.stream().allMatch(sorted::add)) {
            throw StoredFormException.corrupt(at, "each item once", "one twice");
        }
        return Set.copyOf(sorted);
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        new ListCodec<>(codec).describe(at, each);
    }
}
