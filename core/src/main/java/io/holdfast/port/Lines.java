package io.holdfast.port;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The lines of a stored text, taken one by one; what is left over at the end is what nobody here can read. */
final class Lines {
    private static final String RESTORE = "restore the text from a backup";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final SortedMap<String, String> left = new TreeMap<>();
    private int count;

    private Lines() {}

    static Lines of(String text) {
        Lines lines = new Lines();
        int begin = 0;
        while (begin < text.length()) {
            int end = text.indexOf('\n', begin);
            if (end < 0) {
                throw structure(lines.count + 1, "", "a line break at the end", "a text that is cut off");
            }
            lines.add(text.substring(begin, end));
            begin = end + 1;
        }
        return lines;
    }

    private void add(String line) {
        count++;
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw structure(count, "", "a name, = and a value", equals < 0 ? "no =" : "no name");
        }
        String name = line.substring(0, equals);
        Integer before = numbers.putIfAbsent(name, count);
        if (before != null) {
            throw structure(count, name, "each name once", "it on line " + before + " as well");
        }
        left.put(name, unescaped(name, line.substring(equals + 1)));
    }

    private String unescaped(String name, String value) {
        if (value.indexOf('\\') < 0 && value.indexOf('\r') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r') {
                throw structure(count, name, "a carriage return to be written as \\r", "a bare one");
            }
            plain.append(c == '\\' ? meant(name, ++i < value.length() ? value.charAt(i) : ' ') : c);
        }
        return plain.toString();
    }

    private char meant(String name, char escape) {
        return switch (escape) {
            case '\\' -> '\\';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> throw structure(count, name, "\\\\, \\n or \\r", "a backslash before something else");
        };
    }

    /** Takes the first line, which says what all this is. */
    void takeHead(String form, int version) {
        String found = left.remove(form);
        if (found == null || first(form) != 1) {
            throw structure(1, form, form + "=" + version + " on the first line", "another line");
        }
        if (found.equals(Integer.toString(version))) {
            return;
        }
        throw StoredFormException.at(
                1,
                form,
                "form " + version,
                Sheet.quoted(found),
                "if a newer release wrote it, read it with that one, else " + RESTORE);
    }

    String take(String name, String expected) {
        String value = left.remove(name);
        if (value == null) {
            throw structure(count + 1, name, expected, "no such line");
        }
        return value;
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    /** {@return what was not taken} */
    Map<String, String> left() {
        return Map.copyOf(left);
    }

    /** {@return the number of the first line of a value, the first of all for the whole} */
    int first(String name) {
        return numbers.entrySet().stream()
                .filter(line -> line.getKey().equals(name) || line.getKey().startsWith(name + "."))
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(1);
    }

    /** Makes a value, and tells where if it refuses its parts. */
    <V> V checked(String name, Supplier<V> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw StoredFormException.at(
                            first(name),
                            name,
                            "values that go together",
                            "that they don't (" + e.getMessage() + ")",
                            RESTORE)
                    .because(e);
        }
    }

    static StoredFormException structure(int line, String name, String expected, String found) {
        return StoredFormException.at(line, name, expected, found, RESTORE);
    }
}
