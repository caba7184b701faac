package io.holdfast.codec;

import java.util.function.BiConsumer;

/** How a value stands in a stored text. */
interface Codec<V> {
    /** Writes a value. */
    void write(V value, Pointer at, JsonWriter out, UnknownMembers unknown);

    /** Reads a value. */
    V read(JsonValue json, Pointer at, UnknownMembers unknown);

    /** Tells the pointer of each member that such a value may have and what it is, with {@code *} for an index or a name. */
    void describe(String at, BiConsumer<String, String> each);

    /** {@return whether a value is told by leaving its member out} */
    default boolean isAbsent(V value) {
        return false;
    }

    /** {@return the value that is told by leaving its member out} */
    default V absent(Pointer at) {
        throw StoredFormException.corrupt(at, "a member", "none");
    }
}
