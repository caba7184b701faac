package io.holdfast.codec;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A value that a function makes from all members of an object. */
final class TupleCodec<T> implements Codec<T> {
    private final Fields<T> fields;
    private final Maker<T> maker;

    private TupleCodec(List<Field<T, ?>> fields, Maker<T> maker) {
        this.fields = Fields.of(fields);
        this.maker = maker;
    }

    /** Reads the members and makes the value. */
    private interface Maker<T> {
        T make(JsonValue.Members whole, Pointer at, UnknownMembers unknown);
    }

    /** Makes a value from three members. */
    interface Three<A, B, C, T> {
        T of(A a, B b, C c);
    }

    /** Makes a value from four members. */
    interface Four<A, B, C, D, T> {
        T of(A a, B b, C c, D d);
    }

    /** Makes a value from five members. */
    interface Five<A, B, C, D, E, T> {
        T of(A a, B b, C c, D d, E e);
    }

    static <T, A> TupleCodec<T> of(Field<T, A> a, Function<A, T> make) {
        return new TupleCodec<>(List.of(a), (json, at, unknown) -> {
            A one = a.read(json, at, unknown);
            return Codec.checked(at, () -> make.apply(one));
        });
    }

    static <T, A, B> TupleCodec<T> of(Field<T, A> a, Field<T, B> b, BiFunction<A, B, T> make) {
        return new TupleCodec<>(List.of(a, b), (json, at, unknown) -> {
            A one = a.read(json, at, unknown);
            B two = b.read(json, at, unknown);
            return Codec.checked(at, () -> make.apply(one, two));
        });
    }

    static <T, A, B, C> TupleCodec<T> of(Field<T, A> a, Field<T, B> b, Field<T, C> c, Three<A, B, C, T> make) {
        return new TupleCodec<>(List.of(a, b, c), (json, at, unknown) -> {
            A one = a.read(json, at, unknown);
            B two = b.read(json, at, unknown);
            C three = c.read(json, at, unknown);
            return Codec.checked(at, () -> make.of(one, two, three));
        });
    }

    static <T, A, B, C, D> TupleCodec<T> of(
            Field<T, A> a, Field<T, B> b, Field<T, C> c, Field<T, D> d, Four<A, B, C, D, T> make) {
        return new TupleCodec<>(List.of(a, b, c, d), (json, at, unknown) -> {
            A one = a.read(json, at, unknown);
            B two = b.read(json, at, unknown);
            C three = c.read(json, at, unknown);
            D four = d.read(json, at, unknown);
            return Codec.checked(at, () -> make.of(one, two, three, four));
        });
    }

    static <T, A, B, C, D, E> TupleCodec<T> of(
            Field<T, A> a, Field<T, B> b, Field<T, C> c, Field<T, D> d, Field<T, E> e, Five<A, B, C, D, E, T> make) {
        return new TupleCodec<>(List.of(a, b, c, d, e), (json, at, unknown) -> {
            A one = a.read(json, at, unknown);
            B two = b.read(json, at, unknown);
            C three = c.read(json, at, unknown);
            D four = d.read(json, at, unknown);
            E five = e.read(json, at, unknown);
            return Codec.checked(at, () -> make.of(one, two, three, four, five));
        });
    }

    @Override
    public void write(T value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        fields.write(value, at, out, unknown);
    }

    @Override
    public T read(JsonValue json, Pointer at, UnknownMembers unknown) {
        return maker.make(fields.open(json, at, unknown), at, unknown);
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        fields.describe(at, each);
    }
}
