package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import io.holdfast.codec.JsonValue.Scalar;
import io.holdfast.internal.Text;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Texts by texts, as an object in the order of its names. */
record MapCodec(Codec<String> text) implements Codec<Map<String, String>> {
    /**
     * How many entries a set or a map may have. Names that are made to have one hash cost the sets and maps of the JDK a
     * time that grows with the square of their number.
     */
    static final int MAX_ENTRIES = 1_000;

    @Override
    public void write(Map<String, String> value, Pointer at, JsonWriter out, UnknownMembers unknown) {
        requireFew(value.size());
        NavigableMap<String, JsonValue> storable = new TreeMap<>();
        new TreeMap<>(value).forEach((name, one) -> storable.put(Text.storable(name), new Scalar(Kind.STRING, one)));
        out.value(new JsonValue.Members(storable));
    }

    @Override
    public Map<String, String> read(JsonValue json, Pointer at, UnknownMembers unknown) {
        if (!(json instanceof JsonValue.Members object)) {
            throw StoredFormException.corrupt(at, "an object", json.described());
        }
        requireFew(object.members().size(), at);
        Map<String, String> texts = new TreeMap<>();
        // a name may be what a person typed, so that no message holds one
        object.members().forEach((name, value) -> texts.put(name, text.read(value, at, unknown)));
        return texts;
    }

    @Override
    public void describe(String at, BiConsumer<String, String> each) {
        each.accept(at, "an object");
        text.describe(Pointer.join(at, "*"), each);
    }

    static void requireFew(int entries) {
        if (entries > MAX_ENTRIES) {
            throw new IllegalArgumentException("expected at most " + MAX_ENTRIES + " entries to store but found "
                    + entries + "; keep fewer of them in one value");
        }
    }

    static void requireFew(int entries, Pointer at) {
        if (entries > MAX_ENTRIES) {
            throw StoredFormException.corrupt(at, "at most " + MAX_ENTRIES + " entries", Integer.toString(entries));
        }
    }
}
