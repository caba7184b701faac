package io.holdfast.port;

import java.util.function.Consumer;
import java.util.function.Function;

/** A value that is made from one that has a shape. */
record Made<V, W>(Shape<V> shape, Function<V, W> made, Function<W, V> unmade) implements Shape<W> {
    @Override
    public void write(String name, W value, Sheet sheet) {
        shape.write(name, unmade.apply(value), sheet);
    }

    @Override
    public W read(String name, Lines lines) {
        V value = shape.read(name, lines);
        return lines.checked(name, () -> made.apply(value));
    }

    @Override
    public boolean isThere(String name, Lines lines) {
        return shape.isThere(name, lines);
    }

    @Override
    public void names(String name, Consumer<String> each) {
        shape.names(name, each);
    }
}
