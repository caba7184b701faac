package io.holdfast.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a value stands in a stored text.
 *
 * @param <V> the value
 */
interface Codec<V> {
    /** Writes a value. */
    void write(V value, Pointer at, JsonWriter out, UnknownMembers unknown);

    /** Reads a value. */
    V read(JsonValue json, Pointer at, UnknownMembers unknown);

    /** Tells the pointer of each member that such a value may have and what it is, with {@code *} for an index or a name. */
    void describe(String at, BiConsumer<String, String> each);

    /** Writes a value as a member of an object. */
    default void writeMember(String name, V value, Pointer object, JsonWriter out, UnknownMembers unknown) {
        out.name(name);
        write(value, object.member(name), out, unknown);
    }

    /** Reads a value that is a member of an object, or misses it. */
    default V readMember(@Nullable JsonValue json, Pointer at, UnknownMembers unknown) {
        if (json == null) {
            throw StoredFormException.corrupt(at, "a member", "none");
        }
        return read(json, at, unknown);
    }

    /** {@return the codec of a value that is made from this one} */
    default <W> Codec<W> as(Function<V, W> made, Function<W, V> unmade) {
        return new MappedCodec<>(this, made, unmade);
    }

    /** Makes a value, and tells where if it refuses what it is made of. */
    static <V> V checked(Pointer at, Supplier<V> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            // its words may hold values
            throw StoredFormException.corrupt(at, "members that go together", "some that don't")
                    .because(e);
        }
    }
}
