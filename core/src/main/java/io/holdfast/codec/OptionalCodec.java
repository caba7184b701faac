package io.holdfast.codec;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A value that may be absent; then its member is absent. */
record OptionalCodec<V>(Codec<V> codec) implements Codec<Optional<V>> {
    static <V> Codec<Optional<V>> optional(Codec<V> codec) {
        return new OptionalCodec<>(codec);
    }

    @Override
    public void write(Optional<V> value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        codec.write(value.orElseThrow(), at, out, unknown);
    }

    @Override
    public Optional<V> read(JsonValue json, Pointer at, UnknownMembers unknown) {
        return Optional.of(codec.read(json, at, unknown));
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        codec.describe(at, (pointer, what) -> each.accept(pointer, pointer.equals(at) ? "optional, " + what : what));
    }

    @Override
    public void writeMember(String name, Optional<V> value, Pointer object, JsonWriter out, UnknownMembers unknown) {
        value.ifPresent(present -> codec.writeMember(name, present, object, out, unknown));
    }

    @Override
    public Optional<V> readMember(@Nullable JsonValue json, Pointer at, UnknownMembers unknown) {
        return json == null ? Optional.empty() : read(json, at, unknown);
    }
}
