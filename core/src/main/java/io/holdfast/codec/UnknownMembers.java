package io.holdfast.codec;

import io.holdfast.model.UnknownFields;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Members of a newer release, by the object they stand in: found when a text is read, put back when it is written. */
final class UnknownMembers {
    private final NavigableMap<String, NavigableMap<String, String>> byObject = new TreeMap<>();

    /**
     * Takes what a value carries along.
     *
     * @throws IllegalArgumentException if that is no JSON by JSON pointers
     */
    static UnknownMembers of(UnknownFields unknownFields) {
        UnknownMembers members = new UnknownMembers();
        unknownFields.values().forEach((pointer, json) -> {
            if (!pointer.startsWith("/")) {
                throw refused("a JSON pointer for each");
            }
            try {
                JsonValue value = JsonReader.read(json, name -> false);
                members.keep(Pointer.parentOf(pointer), Pointer.nameOf(pointer), value);
            } catch (StoredFormException broken) {
                throw refused("JSON");
            }
        });
        return members;
    }

    private static IllegalArgumentException refused(String expected) {
        return new IllegalArgumentException("expected unknown members to be " + expected
                + " but found something else; leave what a value carries along as it was read");
    }

    /** Keeps a member of an object. */
    void keep(String object, String name, JsonValue value) {
        byObject.computeIfAbsent(object, none -> new TreeMap<>()).put(name, JsonWriter.write(value));
    }

    /** Writes the members of an object. */
    void write(Pointer object, Predicate<String> known, JsonWriter out) {
        if (byObject.isEmpty()) {
            return;
        }
        byObject.getOrDefault(object.toString(), Collections.emptyNavigableMap())
                .forEach((name, json) -> {
                    if (known.test(name)) {
                        throw refused("of names that this release doesn't know");
                    }
                    out.name(name);
                    out.raw(json);
                });
    }

    /** {@return what a value carries along} */
    UnknownFields unread() {
        NavigableMap<String, String> values = new TreeMap<>();
        byObject.forEach(
                (object, members) -> members.forEach((name, json) -> values.put(Pointer.join(object, name), json)));
        Entries.requireFew(values.size(), Pointer.ROOT);
        return values.isEmpty() ? UnknownFields.NOTHING : new UnknownFields(values);
    }
}
