package io.holdfast.port;

import java.util.Optional;
import java.util.function.Consumer;

/** A value that may be absent; then it has no line. */
record Maybe<V>(Shape<V> shape) implements Shape<Optional<V>> {
    static <V> Maybe<V> maybe(Shape<V> shape) {
        return new Maybe<>(shape);
    }

    @Override
    public void write(String name, Optional<V> value, Sheet sheet) {
        value.ifPresent(present -> shape.write(name, present, sheet));
    }

    @Override
    public Optional<V> read(String name, Lines lines) {
        return shape.isThere(name, lines) ? Optional.of(shape.read(name, lines)) : Optional.empty();
    }

    /** What may be absent proves nothing of what it is a part of: its line may be left over from another release. */
    @Override
    public boolean isThere(String name, Lines lines) {
        return false;
    }

    @Override
    public void names(String name, Consumer<String> each) {
        shape.names(name, each);
    }
}
