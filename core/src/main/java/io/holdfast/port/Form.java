package io.holdfast.port;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value that a builder makes, each of its parts declared once; writing and reading both follow the declaration.
 *
 * @param <T> the value
 * @param <B> its builder
 */
final class Form<T, B> implements Shape<T> {
    private final Supplier<B> builder;
    private final Function<B, T> build;
    private final List<Entry<T, B, ?>> entries;

    private Form(Supplier<B> builder, Function<B, T> build, List<Entry<T, B, ?>> entries) {
        this.builder = builder;
        this.build = build;
        this.entries = entries;
    }

    private record Entry<T, B, V>(Part<T, V> part, BiConsumer<B, V> setter) {
        void read(String whole, Lines lines, B builder) {
            setter.accept(builder, part.read(whole, lines));
        }
    }

    static <T, B> Form<T, B> of(Supplier<B> builder, Function<B, T> build) {
        return new Form<>(builder, build, List.of());
    }

    /** {@return this form with one more part} */
    <V> Form<T, B> with(String name, Shape<V> shape, Function<T, V> getter, BiConsumer<B, V> setter) {
        List<Entry<T, B, ?>> more = new ArrayList<>(entries);
        more.add(new Entry<>(Part.part(name, shape, getter), setter));
        return new Form<>(builder, build, List.copyOf(more));
    }

    @Override
    public void write(String name, T value, Sheet sheet) {
        entries.forEach(entry -> entry.part().write(name, value, sheet));
    }

    @Override
    public T read(String name, Lines lines) {
        return read(name, lines, b -> {});
    }

    T read(String name, Lines lines, Consumer<B> beside) {
        B made = builder.get();
        entries.forEach(entry -> entry.read(name, lines, made));
        beside.accept(made);
        return lines.checked(name, () -> build.apply(made));
    }

    @Override
    public boolean isThere(String name, Lines lines) {
        return entries.stream().anyMatch(entry -> entry.part().isThere(name, lines));
    }

    @Override
    public void names(String name, Consumer<String> each) {
        entries.forEach(entry -> entry.part().names(name, each));
    }
}
