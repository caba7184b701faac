package io.holdfast.port;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a value stands in a stored text beneath a name: on one line, on several, or on none.
 *
 * @param <V> the value
 */
interface Shape<V> {
    /** Writes the value's lines. */
    void write(String name, V value, Sheet sheet);

    /** Takes the value's lines. */
    V read(String name, Lines lines);

    /** {@return whether a line is there that such a value always has} */
    boolean isThere(String name, Lines lines);

    /** Tells every name that such a value may have, with {@code #} for an index. */
    void names(String name, Consumer<String> each);

    /** {@return the same lines, for a value that is made from this one} */
    default <W> Shape<W> as(Function<V, W> made, Function<W, V> unmade) {
        return new Made<>(this, made, unmade);
    }

    /** {@return the name of a part} */
    static String join(String name, String part) {
        return name.isEmpty() ? part : name + "." + part;
    }
}
