package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import io.holdfast.internal.Text;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259), and nothing beyond it. It refuses U+0000 and lone surrogates as well, which {@code jsonb} refuses,
 * and a name that an object has twice.
 */
final class JsonReader {
    /** Characters of a text. */
    static final int MAX_LENGTH = 16 * 1024 * 1024;

    /** Objects and arrays within each other. */
    static final int MAX_DEPTH = 32;

    /** Stands for the end; outside of strings no text has this character. */
    private static final char END = '\u0000';

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern NULL = Pattern.compile("null");

    private final String text;
    private final Predicate<String> known;
    private int at;

    private JsonReader(String text, Predicate<String> known) {
        this.text = text;
        this.known = known;
    }

    /**
     * Reads a whole text.
     *
     * @param known whether a message may show a name; another may be the middle of a person's text
     * @throws StoredFormException if it is not JSON
     */
    static JsonValue read(String text, Predicate<String> known) {
        if (text.length() > MAX_LENGTH) {
            throw StoredFormException.corrupt(
                    Pointer.ROOT, "at most " + MAX_LENGTH + " characters", text.length() + " characters");
        }
        JsonReader reader = new JsonReader(text, known);
        JsonValue value = reader.value(Pointer.ROOT, 0);
        if (reader.peek() != END) {
            throw reader.corrupt(Pointer.ROOT, "the end of the text", "more");
        }
        return value;
    }

    private JsonValue value(Pointer where, int depth) {
        char first = peek();
        if (depth == MAX_DEPTH && (first == '{' || first == '[')) {
            throw corrupt(where, "at most " + MAX_DEPTH + " objects and arrays within each other", "more");
        }
        return switch (first) {
            case '{' -> object(where, depth + 1);
            case '[' -> array(where, depth + 1);
            case '"' -> new JsonValue.Scalar(Kind.STRING, string(where));
            case 't', 'f' -> scalar(Kind.FLAG, FLAG, where);
            case 'n' -> scalar(Kind.NULL, NULL, where);
            default -> scalar(Kind.NUMBER, NUMBER, where);
        };
    }

    private JsonValue object(Pointer where, int depth) {
        NavigableMap<String, JsonValue> members = new TreeMap<>();
        at++;
        if (!skipped('}')) {
            do {
                if (peek() != '"') {
                    throw corrupt(where, "the name of a member", found());
                }
                String name = string(where);
                Pointer member = known.test(name) ? where.member(name) : where.closed();
                if (!skipped(':')) {
                    throw corrupt(member, "a colon", found());
                }
                if (members.put(name, value(member, depth)) != null) {
                    throw corrupt(member, "each member once", "one twice");
                }
            } while (skipped(','));
            require('}', where, "a comma or the end of the object");
        }
        return new JsonValue.Members(members);
    }

    private JsonValue array(Pointer where, int depth) {
        List<JsonValue> items = new ArrayList<>();
        at++;
        if (!skipped(']')) {
            do {
                items.add(value(where.item(items.size()), depth));
            } while (skipped(','));
            require(']', where, "a comma or the end of the array");
        }
        return new JsonValue.Items(items);
    }

    private String string(Pointer where) {
        StringBuilder string = new StringBuilder();
        at++;
        int plain = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                string.append(text, plain, at++);
                if (!Text.isStorable(string.toString())) {
                    throw corrupt(where, "no U+0000 and no lone surrogate", "one");
                }
                return string.toString();
            }
            if (c < ' ') {
                throw corrupt(where, "a control character to be escaped", "a bare one");
            }
            if (c == '\\') {
                string.append(text, plain, at++).append(escaped(where));
                plain = at;
            } else {
                at++;
            }
        }
        throw corrupt(where, "the end of a string", found());
    }

    private char escaped(Pointer where) {
        char c = at < text.length() ? text.charAt(at) : END;
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal(where);
            default -> throw corrupt(where, "an escape of RFC 8259", "another one");
        };
    }

    private char hexadecimal(Pointer where) {
        int c = 0;
        for (int end = at + 4; at < end; at++) {
            if (at == text.length() || !HexFormat.isHexDigit(text.charAt(at))) {
                throw corrupt(where, "four hexadecimal digits", "another character");
            }
            c = c * 16 + HexFormat.fromHexDigit(text.charAt(at));
        }
        return (char) c;
    }

    private JsonValue scalar(Kind kind, Pattern pattern, Pointer where) {
        Matcher token = pattern.matcher(text).region(at, text.length());
        if (!token.lookingAt()) {
            throw corrupt(where, "a JSON value", found());
        }
        at = token.end();
        return new JsonValue.Scalar(kind, token.group());
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** {@return the next character that is no white space} */
    private char peek() {
        while (is(' ') || is('\n') || is('\r') || is('\t')) {
            at++;
        }
        if (at == text.length()) {
            return END;
        }
        // so that a bare U+0000 is not taken for the end
        return text.charAt(at) == END ? '?' : text.charAt(at);
    }

    private boolean skipped(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char c, Pointer where, String expected) {
        if (!skipped(c)) {
            throw corrupt(where, expected, found());
        }
    }

    private String found() {
        return at >= text.length() ? "the end of the text" : "another character";
    }

    private StoredFormException corrupt(Pointer where, String expected, String found) {
        return StoredFormException.corrupt(
                where, expected, found + " at character " + (Math.min(at, text.length()) + 1));
    }
}
