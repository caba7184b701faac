package io.holdfast.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value that is built from an object, each of its members declared once; writing and reading both follow the
 * declaration. Other members are of a newer release and are carried along.
 *
 * @param <T> the value
 * @param <B> what builds it
 */
record ObjectCodec<T, B>(Map<String, Field<T, ?>> fields, Function<Members, B> fill, Function<B, T> build)
        implements Codec<T> {
    /** One member of an object. */
    record Field<T, V>(String name, Codec<V> codec, Function<T, V> getter) {
        private void write(T whole, Pointer at, JsonWriter out, UnknownMembers unknown) {
            V value = getter.apply(whole);
            if (!codec.isAbsent(value)) {
                out.name(name);
                codec.write(value, at.member(name), out, unknown);
            }
        }
    }

    /** The members of one object that is read. */
    record Members(Map<String, JsonValue> values, Pointer at, UnknownMembers unknown) {
        <V> V get(Field<?, V> field) {
            JsonValue json = values.get(field.name);
            Pointer member = at.member(field.name);
            return json == null ? field.codec.absent(member) : field.codec.read(json, member, unknown);
        }
    }

    static <T, B> ObjectCodec<T, B> of(Supplier<B> builder, Function<B, T> build) {
        return new ObjectCodec<>(Map.of(), members -> builder.get(), build);
    }

    /** {@return this codec with one more member} */
    <V> ObjectCodec<T, B> with(String name, Codec<V> codec, Function<T, V> getter, BiConsumer<B, V> set) {
        Field<T, V> field = new Field<>(name, codec, getter);
        Map<String, Field<T, ?>> more = new LinkedHashMap<>(fields);
        more.put(name, field);
        return new ObjectCodec<>(
                more,
                members -> {
                    B made = fill.apply(members);
                    set.accept(made, members.get(field));
                    return made;
                },
                build);
    }

    @Override
    public void write(T value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        out.raw("{");
        fields.values().forEach(field -> field.write(value, at, out, unknown));
        unknown.write(at, fields::containsKey, out);
        out.end('}');
    }

    @Override
    public T read(JsonValue json, Pointer at, UnknownMembers unknown) {
        if (!(json instanceof JsonValue.Members object)) {
            throw StoredFormException.corrupt(at, "an object", json.described());
        }
        object.members().forEach((name, value) -> {
            if (!fields.containsKey(name)) {
                unknown.keep(at.toString(), name, value);
            }
        });
        try {
            return build.apply(fill.apply(new Members(object.members(), at, unknown)));
        } catch (IllegalArgumentException e) {
            // its words may hold values
            StoredFormException told = StoredFormException.corrupt(at, "members that go together", "some that don't");
            told.initCause(e);
            throw told;
        }
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        each.accept(at, "an object");
        fields.forEach((name, field) -> field.codec.describe(Pointer.join(at, name), each));
    }
}
