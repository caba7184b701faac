package io.holdfast.codec;

import java.util.function.Function;

/** One member of an object. */
record Field<T, V>(String name, Codec<V> codec, Function<T, V> getter) {
    static <T, V> Field<T, V> field(String name, Codec<V> codec, Function<T, V> getter) {
        return new Field<>(name, codec, getter);
    }

    void write(T whole, Pointer at, JsonWriter out, UnknownMembers unknown) {
        codec.writeMember(name, getter.apply(whole), at, out, unknown);
    }

    V read(JsonValue.Members whole, Pointer at, UnknownMembers unknown) {
        return codec.readMember(whole.members().get(name), at.member(name), unknown);
    }
}
