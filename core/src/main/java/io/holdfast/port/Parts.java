package io.holdfast.port;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** A value that a function makes from all its parts. */
final class Parts<T> implements Shape<T> {
    private final List<Part<T, ?>> parts;
    private final BiFunction<String, Lines, T> make;

    private Parts(List<Part<T, ?>> parts, BiFunction<String, Lines, T> make) {
        this.parts = parts;
        this.make = make;
    }

    /** Makes a value from three parts. */
    interface Three<A, B, C, T> {
        T of(A a, B b, C c);
    }

    /** Makes a value from four parts. */
    interface Four<A, B, C, D, T> {
        T of(A a, B b, C c, D d);
    }

    /** Makes a value from five parts. */
    interface Five<A, B, C, D, E, T> {
        T of(A a, B b, C c, D d, E e);
    }

    static <T, A> Parts<T> of(Part<T, A> a, Function<A, T> make) {
        return new Parts<>(List.of(a), (at, lines) -> {
            A one = a.read(at, lines);
            return lines.checked(at, () -> make.apply(one));
        });
    }

    static <T, A, B> Parts<T> of(Part<T, A> a, Part<T, B> b, BiFunction<A, B, T> make) {
        return new Parts<>(List.of(a, b), (at, lines) -> {
            A one = a.read(at, lines);
            B two = b.read(at, lines);
            return lines.checked(at, () -> make.apply(one, two));
        });
    }

    static <T, A, B, C> Parts<T> of(Part<T, A> a, Part<T, B> b, Part<T, C> c, Three<A, B, C, T> make) {
        return new Parts<>(List.of(a, b, c), (at, lines) -> {
            A one = a.read(at, lines);
            B two = b.read(at, lines);
            C three = c.read(at, lines);
            return lines.checked(at, () -> make.of(one, two, three));
        });
    }

    static <T, A, B, C, D> Parts<T> of(
            Part<T, A> a, Part<T, B> b, Part<T, C> c, Part<T, D> d, Four<A, B, C, D, T> make) {
        return new Parts<>(List.of(a, b, c, d), (at, lines) -> {
            A one = a.read(at, lines);
            B two = b.read(at, lines);
            C three = c.read(at, lines);
            D four = d.read(at, lines);
            return lines.checked(at, () -> make.of(one, two, three, four));
        });
    }

    static <T, A, B, C, D, E> Parts<T> of(
            Part<T, A> a, Part<T, B> b, Part<T, C> c, Part<T, D> d, Part<T, E> e, Five<A, B, C, D, E, T> make) {
        return new Parts<>(List.of(a, b, c, d, e), (at, lines) -> {
            A one = a.read(at, lines);
            B two = b.read(at, lines);
            C three = c.read(at, lines);
            D four = d.read(at, lines);
            E five = e.read(at, lines);
            return lines.checked(at, () -> make.of(one, two, three, four, five));
        });
    }

    @Override
    public void write(String name, T value, Sheet sheet) {
        parts.forEach(part -> part.write(name, value, sheet));
    }

    @Override
    public T read(String name, Lines lines) {
        return make.apply(name, lines);
    }

    @Override
    public boolean isThere(String name, Lines lines) {
        return parts.stream().anyMatch(part -> part.isThere(name, lines));
    }

    @Override
    public void names(String name, Consumer<String> each) {
        parts.forEach(part -> part.names(name, each));
    }
}
