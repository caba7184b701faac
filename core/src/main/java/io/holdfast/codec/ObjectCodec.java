package io.holdfast.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value that a builder makes from an object, each of its members declared once; writing and reading both follow the
 * declaration.
 *
 * @param <T> the value
 * @param <B> its builder
 */
final class ObjectCodec<T, B> implements Codec<T> {
    private final Supplier<B> builder;
    private final Function<B, T> build;
    private final Fields<T> fields;
    private final List<Setter<T, B, ?>> setters;

    private ObjectCodec(Supplier<B> builder, Function<B, T> build, Fields<T> fields, List<Setter<T, B, ?>> setters) {
        this.builder = builder;
        this.build = build;
        this.fields = fields;
        this.setters = setters;
    }

    private record Setter<T, B, V>(Field<T, V> field, BiConsumer<B, V> set) {
        void read(JsonValue.Members whole, Pointer at, UnknownMembers unknown, B made) {
            set.accept(made, field.read(whole, at, unknown));
        }
    }

    static <T, B> ObjectCodec<T, B> of(Supplier<B> builder, Function<B, T> build) {
        return new ObjectCodec<>(builder, build, Fields.of(List.of()), List.of());
    }

    /** {@return this codec with one more member} */
    <V> ObjectCodec<T, B> with(String name, Codec<V> codec, Function<T, V> getter, BiConsumer<B, V> set) {
        Field<T, V> field = Field.field(name, codec, getter);
        List<Setter<T, B, ?>> more = new ArrayList<>(setters);
        more.add(new Setter<>(field, set));
        return new ObjectCodec<>(builder, build, fields.with(field), List.copyOf(more));
    }

    @Override
    public void write(T value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        fields.write(value, at, out, unknown);
    }

    @Override
    public T read(JsonValue json, Pointer at, UnknownMembers unknown) {
        JsonValue.Members object = fields.open(json, at, unknown);
        B made = builder.get();
        setters.forEach(setter -> setter.read(object, at, unknown, made));
        return Codec.checked(at, () -> build.apply(made));
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        fields.describe(at, each);
    }
}
