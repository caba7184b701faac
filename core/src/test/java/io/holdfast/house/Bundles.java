package io.holdfast.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts of both languages as they are written down, by key.
 *
 * @param english those of {@code messages.properties}
 * @param german those of {@code messages_de.properties}
 */
record Bundles(Map<String, String> english, Map<String, String> german) {
    private static final Path FOLDER = Path.of("src", "main", "resources", "io", "holdfast", "message");
    /** A value, which may be a choice with values of its own. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    static Bundles read() {
        return new Bundles(texts("messages.properties"), texts("messages_de.properties"));
    }

    /** A key that is there twice throws: the first of two texts would never be read. */
    private static Map<String, String> texts(String file) {
        try (Stream<String> lines = Files.lines(FOLDER.resolve(file))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf('=')),
                            line -> line.substring(line.indexOf('=') + 1),
                            (one, other) -> {
                                throw new IllegalStateException(file + ": expected a key once but found it with \""
                                        + one + "\" and with \"" + other + "\"");
                            },
                            TreeMap::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The words of a text between its values, as a reader sees them; those of at least so many words. */
    static List<String> fragments(String text, int words) {
        return Stream.of(PLACEHOLDER.split(text))
                .map(fragment -> fragment.replace("''", "'").strip())
                .filter(fragment -> WORD.matcher(fragment).results().count() >= words)
                .toList();
    }
}
