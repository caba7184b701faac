package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import io.holdfast.internal.Text;
import java.util.Locale;

/**
 * Writes JSON (RFC 8259) without white space, on one line. U+FFFD stands for U+0000 and lone surrogates, which {@code
 * jsonb} refuses.
 */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder();

    void end(char bracket) {
        text.append(bracket);
    }

    void name(String name) {
        string(name);
        text.append(':');
    }

    void string(String value) {
        raw("\"");
        String storable = Text.storable(value);
        for (int i = 0; i < storable.length(); i++) {
            char c = storable.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    void scalar(Kind kind, String value) {
        if (kind == Kind.STRING) {
            string(value);
        } else {
            raw(value);
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

    /** {@return the one text of a value, however it was laid out and ordered when it was read} */
    static String write(JsonValue value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.text();
    }

    void value(JsonValue value) {
        if (value instanceof JsonValue.Members object) {
            raw("{");
            object.members().forEach((name, member) -> {
                name(name);
                value(member);
            });
            end('}');
        } else if (value instanceof JsonValue.Items array) {
            raw("[");
            array.items().forEach(this::value);
            end(']');
        } else if (value instanceof JsonValue.Scalar scalar) {
            scalar(scalar.kind(), scalar.text());
        }
    }
}
