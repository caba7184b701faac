package io.holdfast.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts that say the same in another layout. */
final class Layouts {
    private static final List<String> SPACES = List.of("", "", " ", "\n", "\t", "\r\n  ");

    private Layouts() {}

    /** {@return a text with its members in another order, white space anywhere and any character escaped} */
    static String shuffled(String json, long seed) {
        StringBuilder text = new StringBuilder();
        print(JsonReader.read(json, name -> false), new Random(seed), text);
        return text.toString();
    }

    private static void print(JsonValue value, Random random, StringBuilder text) {
        space(random, text);
        if (value instanceof JsonValue.Members object) {
            List<Map.Entry<String, JsonValue>> members =
                    new ArrayList<>(object.members().entrySet());
            Collections.shuffle(members, random);
            text.append('{');
            String comma = "";
            for (Map.Entry<String, JsonValue> member : members) {
                text.append(comma);
                space(random, text);
                string(member.getKey(), random, text);
                space(random, text);
                text.append(':');
                print(member.getValue(), random, text);
                comma = ",";
            }
            space(random, text);
            text.append('}');
        } else if (value instanceof JsonValue.Items array) {
            text.append('[');
            String comma = "";
            for (JsonValue item : array.items()) {
                text.append(comma);
                print(item, random, text);
                comma = ",";
            }
            space(random, text);
            text.append(']');
        } else if (value instanceof JsonValue.Scalar scalar) {
            if (scalar.kind() == JsonValue.Kind.STRING) {
                string(scalar.text(), random, text);
            } else {
                text.append(scalar.text());
            }
        }
        space(random, text);
    }

    private static void string(String value, Random random, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/' && random.nextBoolean()) {
                text.append("\\/");
            } else if (c < ' ' || c == '"' || c == '\\' || random.nextInt(9) == 0) {
                text.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static void space(Random random, StringBuilder text) {
        text.append(SPACES.get(random.nextInt(SPACES.size())));
    }

    /** {@return a text with a member a line, for a page} */
    static String indented(String json) {
        StringBuilder text = new StringBuilder();
        String indent = "\n";
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            quoted ^= c == '"' && json.charAt(i - 1) != '\\';
            if (quoted || "{[]},:".indexOf(c) < 0) {
                text.append(c);
            } else if (c == '{' || c == '[') {
                indent += "  ";
                text.append(c).append(indent);
            } else if (c == '}' || c == ']') {
                indent = indent.substring(0, indent.length() - 2);
                text.append(indent).append(c);
            } else {
                text.append(c).append(c == ',' ? indent : " ");
            }
        }
        return text.toString();
    }
}
