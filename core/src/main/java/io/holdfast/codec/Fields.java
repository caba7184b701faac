package io.holdfast.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** All members of an object; others are of a newer release and are carried along. */
final class Fields<T> {
    private final List<Field<T, ?>> fields;
    private final Set<String> names;

    private Fields(List<Field<T, ?>> fields) {
        this.fields = fields;
        this.names = fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    }

    static <T> Fields<T> of(List<Field<T, ?>> fields) {
        return new Fields<>(fields);
    }

    Fields<T> with(Field<T, ?> field) {
        List<Field<T, ?>> more = new ArrayList<>(fields);
        more.add(field);
        return new Fields<>(List.copyOf(more));
    }

    void write(T whole, Pointer at, JsonWriter out, UnknownMembers unknown) {
        out.beginObject();
        fields.forEach(field -> field.write(whole, at, out, unknown));
        unknown.write(at, names::contains, out);
        out.endObject();
    }

    /** Takes a value for an object, and keeps the members of it that are unknown. */
    JsonValue.Members open(JsonValue json, Pointer at, UnknownMembers unknown) {
        if (!(json instanceof JsonValue.Members object)) {
            throw StoredFormException.corrupt(at, "an object", json.described());
        }
        object.members().forEach((name, value) -> {
            if (!names.contains(name)) {
                unknown.keep(at, name, value);
            }
        });
        return object;
    }

    void describe(String at, BiConsumer<String, String> each) {
        each.accept(at, "an object");
        fields.forEach(field -> field.codec().describe(Pointer.join(at, field.name()), each));
    }
}
