package io.holdfast.codec;

import io.holdfast.codec.ObjectCodec.Field;
import io.holdfast.codec.ObjectCodec.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The codecs of values that a function makes from all members of an object: of two to five of them. */
final class TupleCodec {
    private TupleCodec() {}

    interface Three<A, B, C, T> {
        T of(A a, B b, C c);
    }

    interface Four<A, B, C, D, T> {
        T of(A a, B b, C c, D d);
    }

    interface Five<A, B, C, D, E, T> {
        T of(A a, B b, C c, D d, E e);
    }

    static <T, A, B> Codec<T> of(Field<T, A> a, Field<T, B> b, BiFunction<A, B, T> make) {
        return of(List.of(a, b), in -> make.apply(in.get(a), in.get(b)));
    }

    static <T, A, B, C> Codec<T> of(Field<T, A> a, Field<T, B> b, Field<T, C> c, Three<A, B, C, T> make) {
        return of(List.of(a, b, c), in -> make.of(in.get(a), in.get(b), in.get(c)));
    }

    static <T, A, B, C, D> Codec<T> of(
            Field<T, A> a, Field<T, B> b, Field<T, C> c, Field<T, D> d, Four<A, B, C, D, T> make) {
        return of(List.of(a, b, c, d), in -> make.of(in.get(a), in.get(b), in.get(c), in.get(d)));
    }

    static <T, A, B, C, D, E> Codec<T> of(
            Field<T, A> a, Field<T, B> b, Field<T, C> c, Field<T, D> d, Field<T, E> e, Five<A, B, C, D, E, T> make) {
        return of(List.of(a, b, c, d, e), in -> make.of(in.get(a), in.get(b), in.get(c), in.get(d), in.get(e)));
    }

    private static <T> Codec<T> of(List<Field<T, ?>> fields, Function<Members, T> make) {
        Map<String, Field<T, ?>> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        return new ObjectCodec<>(byName, make, made -> made);
    }
}
