package io.holdfast.port;

import java.util.function.Consumer;
import java.util.function.Function;

/** One named part of a value. */
record Part<T, V>(String name, Shape<V> shape, Function<T, V> getter) {
    static <T, V> Part<T, V> part(String name, Shape<V> shape, Function<T, V> getter) {
        return new Part<>(name, shape, getter);
    }

    void write(String whole, T value, Sheet sheet) {
        shape.write(Shape.join(whole, name), getter.apply(value), sheet);
    }

    V read(String whole, Lines lines) {
        return shape.read(Shape.join(whole, name), lines);
    }

    boolean isThere(String whole, Lines lines) {
        return shape.isThere(Shape.join(whole, name), lines);
    }

    void names(String whole, Consumer<String> each) {
        shape.names(Shape.join(whole, name), each);
    }
}
