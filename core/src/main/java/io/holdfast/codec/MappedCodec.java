package io.holdfast.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that is made from one that has a codec. */
record MappedCodec<V, W>(Codec<V> codec, Function<V, W> made, Function<W, V> unmade) implements Codec<W> {
    @Override
    public void write(W value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        codec.write(unmade.apply(value), at, out, unknown);
    }

    @Override
    public W read(JsonValue json, Pointer at, UnknownMembers unknown) {
        V value = codec.read(json, at, unknown);
        return Codec.checked(at, () -> made.apply(value));
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        codec.describe(at, each);
    }

    @Override
    public void writeMember(String name, W value, Pointer object, JsonWriter out, UnknownMembers unknown) {
        codec.writeMember(name, unmade.apply(value), object, out, unknown);
    }

    @Override
    public W readMember(@Nullable JsonValue json, Pointer at, UnknownMembers unknown) {
        V value = codec.readMember(json, at, unknown);
        return Codec.checked(at, () -> made.apply(value));
    }
}
