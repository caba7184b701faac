package io.holdfast.codec;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A value that is made from one that may be absent; then its member is absent. */
record OptionalCodec<V, W>(Codec<V> codec, Function<Optional<V>, W> made, Function<W, Optional<V>> unmade)
        implements Codec<W> {
    /** {@return the codec of a value that is made from this one} */
    <X> Codec<X> as(Function<W, X> further, Function<X, W> back) {
        return new OptionalCodec<>(codec, made.andThen(further), back.andThen(unmade));
    }

    @Override
    public void write(W value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        codec.write(unmade.apply(value).orElseThrow(), at, out, unknown);
    }

    @Override
    public W read(JsonValue json, Pointer at, UnknownMembers unknown) {
        return made.apply(Optional.of(codec.read(json, at, unknown)));
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        codec.describe(at, (pointer, what) -> each.accept(pointer, pointer.equals(at) ? "optional, " + what : what));
    }

    @Override
    public boolean isAbsent(W value) {
        return unmade.apply(value).isEmpty();
    }

    @Override
    public W absent(Pointer at) {
        return made.apply(Optional.empty());
    }
}
