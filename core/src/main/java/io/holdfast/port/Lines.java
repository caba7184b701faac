package io.holdfast.port;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of a stored text, taken one by one; what is left over at the end is what nobody here can read. */
final class Lines {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\\\|n|r|u[0-9a-f]{4})?");

    private final Map<String, Integer> numbers = new HashMap<>();
    private final SortedMap<String, String> left = new TreeMap<>();
    private final Predicate<String> known;
    private int count;

    private Lines(Predicate<String> known) {
        this.known = known;
    }

    /** Splits a text; only a known name is ever told, because another may be the middle of a person's text. */
    static Lines of(String text, Predicate<String> known) {
        Lines lines = new Lines(known);
        int begin = 0;
        while (begin < text.length()) {
            int end = text.indexOf('\n', begin);
            if (end < 0) {
                throw StoredFormException.corrupt(
                        lines.count + 1, "", "a line break at the end", "a text that is cut off");
            }
            lines.add(text.substring(begin, end));
            begin = end + 1;
        }
        return lines;
    }

    private void add(String line) {
        count++;
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw StoredFormException.corrupt(count, "", "a name, = and a value", "no =");
        }
        String name = line.substring(0, equals);
        if (!NAME.matcher(name).matches()) {
            throw StoredFormException.corrupt(count, "", "a name of letters, digits, dots and dashes", "another text");
        }
        Integer before = numbers.putIfAbsent(name, count);
        if (before != null) {
            throw corrupt(name, "each name once", "it on line " + before + " as well");
        }
        left.put(name, unescaped(name, line.substring(equals + 1)));
    }

    private String unescaped(String name, String value) {
        if (value.indexOf('\r') >= 0) {
            throw corrupt(name, "a carriage return to be written as \\r", "a bare one");
        }
        return value.indexOf('\\') < 0
                ? value
                : ESCAPE.matcher(value).replaceAll(found -> Matcher.quoteReplacement(meant(name, found.group(1))));
    }

    private String meant(String name, @Nullable String escape) {
        if (escape == null) {
            throw corrupt(name, "\\\\, \\n, \\r or \\u and four digits", "a backslash before something else");
        }
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 'u' -> Character.toString(Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }

    private StoredFormException corrupt(String name, String expected, String found) {
        return StoredFormException.corrupt(count, known.test(name) ? name : "", expected, found);
    }

    /** Takes the first line, which says what all this is. */
    void takeHead(String form, int version) {
        String found = left.remove(form);
        if (found == null || first(form) != 1) {
            throw StoredFormException.corrupt(1, form, form + "=" + version + " on the first line", "another line");
        }
        if (!found.equals(Integer.toString(version))) {
            throw StoredFormException.newer(1, form, "form " + version, Sheet.quoted(found));
        }
    }

    /** Takes the line that counts all lines, itself included, so that none can be lost unnoticed. */
    void takeCount(String name) {
        String found = take(name, "the number of lines");
        if (!found.equals(Integer.toString(count))) {
            throw StoredFormException.corrupt(first(name), name, count + " lines, as there are", Sheet.quoted(found));
        }
    }

    String take(String name, String expected) {
        String value = left.remove(name);
        if (value == null) {
            throw StoredFormException.corrupt(count + 1, name, expected, "no such line");
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
            throw StoredFormException.corrupt(
                            first(name), name, "values that go together", "that they don't (" + e.getMessage() + ")")
                    .because(e);
        }
    }
}
