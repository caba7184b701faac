package io.holdfast.codec;

import java.util.Locale;

/**
 * Writes JSON (RFC 8259) without white space, on one line. U+FFFD stands for U+0000 and lone surrogates, which {@code
 * jsonb} refuses.
 */
final class JsonWriter {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder text = new StringBuilder();

    void beginObject() {
        raw("{");
    }

    void endObject() {
        text.append('}');
    }

    void beginArray() {
        raw("[");
    }

    void endArray() {
        text.append(']');
    }

    void name(String name) {
        string(name);
        text.append(':');
    }

    void string(String value) {
        raw("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (isPairAt(value, i)) {
                        text.append(c).append(value.charAt(++i));
                    } else {
                        character(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private void character(char c) {
        if (isRefused(c)) {
            text.append(REPLACEMENT);
        } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }

    /** Writes what is JSON already. */
    void raw(String json) {
        if (text.length() > 0 && "{[:".indexOf(text.charAt(text.length() - 1)) < 0) {
            text.append(',');
        }
        text.append(json);
    }

    String text() {
        return text.toString();
    }

    /** {@return a string as it is read again} */
    static String storable(String value) {
        StringBuilder storable = new StringBuilder(value);
        for (int i = 0; i < value.length(); i++) {
            if (isPairAt(value, i)) {
                i++;
            } else if (isRefused(value.charAt(i))) {
                storable.setCharAt(i, REPLACEMENT);
            }
        }
        return storable.toString();
    }

    /** {@return whether a character that belongs to no pair is one that stores refuse} */
    static boolean isRefused(char c) {
        return c == 0 || Character.isSurrogate(c);
    }

    /** {@return the one text of a value, however it was laid out and ordered when it was read} */
    static String write(JsonValue value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.text();
    }

    private void value(JsonValue value) {
        if (value instanceof JsonValue.Members object) {
            beginObject();
            object.members().forEach((name, member) -> {
                name(name);
                value(member);
            });
            endObject();
        } else if (value instanceof JsonValue.Items array) {
            beginArray();
            array.items().forEach(this::value);
            endArray();
        } else if (value instanceof JsonValue.Scalar scalar) {
            if (scalar.kind() == JsonValue.Kind.STRING) {
                string(scalar.text());
            } else {
                raw(scalar.text());
            }
        }
    }

    /** {@return whether a character and the next one are a surrogate pair} */
    static boolean isPairAt(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }
}
