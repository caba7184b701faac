package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import io.holdfast.internal.Text;
import java.util.ArrayList;
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

    private static final Pattern PLAIN = Pattern.compile("[^\"\\\\\\x00-\\x1f]*");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{4}");
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern NULL = Pattern.compile("null");

    private final String text;
    private final Predicate<String> known;
    private final Matcher token;
    private int at;

    private JsonReader(String text, Predicate<String> known) {
        this.text = text;
        this.known = known;
        this.token = PLAIN.matcher(text);
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
            case 't', 'f' -> new JsonValue.Scalar(Kind.FLAG, token(FLAG, where, "a JSON value"));
            case 'n' -> new JsonValue.Scalar(Kind.NULL, token(NULL, where, "a JSON value"));
            default -> new JsonValue.Scalar(Kind.NUMBER, token(NUMBER, where, "a JSON value"));
        };
    }

    private JsonValue object(Pointer where, int depth) {
        NavigableMap<String, JsonValue> members = new TreeMap<>();
        each('}', where, () -> {
            require(peek() == '"', where, "the name of a member");
            String name = string(where);
            Pointer member = known.test(name) ? where.member(name) : where.closed();
            require(skipped(':'), member, "a colon");
            if (members.put(name, value(member, depth)) != null) {
                throw corrupt(member, "each member once", "one twice");
            }
        });
        return new JsonValue.Members(members);
    }

    private JsonValue array(Pointer where, int depth) {
        List<JsonValue> items = new ArrayList<>();
        each(']', where, () -> items.add(value(where.item(items.size()), depth)));
        return new JsonValue.Items(items);
    }

    /** Reads what an opening bracket begins, one after the other. */
    private void each(char end, Pointer where, Runnable one) {
        at++;
        if (!skipped(end)) {
            do {
                one.run();
            } while (skipped(','));
            require(skipped(end), where, "a comma or the end");
        }
    }

    private String string(Pointer where) {
        at++;
        StringBuilder string = new StringBuilder(token(PLAIN, where, "a string"));
        while (is('\\')) {
            at++;
            string.append(escaped(where)).append(token(PLAIN, where, "a string"));
        }
        require(is('"'), where, "the end of a string, and control characters to be escaped");
        at++;
        if (!Text.isStorable(string.toString())) {
            throw corrupt(where, "no U+0000 and no lone surrogate", "one");
        }
        return string.toString();
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
            case 'u' -> (char) Integer.parseInt(token(HEXADECIMAL, where, "four hexadecimal digits"), 16);
            default -> throw corrupt(where, "an escape of RFC 8259", "another one");
        };
    }

    private String token(Pattern pattern, Pointer where, String expected) {
        token.usePattern(pattern).region(at, text.length());
        require(token.lookingAt(), where, expected);
        at = token.end();
        return token.group();
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

    private void require(boolean there, Pointer where, String expected) {
        if (!there) {
            throw corrupt(where, expected, at >= text.length() ? "the end of the text" : "another character");
        }
    }

    private StoredFormException corrupt(Pointer where, String expected, String found) {
        return StoredFormException.corrupt(
                where, expected, found + " at character " + (Math.min(at, text.length()) + 1));
    }
}
