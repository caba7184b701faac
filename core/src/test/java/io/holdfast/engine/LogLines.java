package io.holdfast.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines that were logged since this was made. */
final class LogLines {
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));

    private final long before = size();

    private static long size() {
        try {
            return Files.size(LOG);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Those of a level that hold a text. */
    List<String> of(String level, String text) {
        return all().lines()
                .filter(line -> line.contains("] " + level + " ") && line.contains(text))
                .toList();
    }

    String all() {
        try (InputStream in = Files.newInputStream(LOG)) {
            in.skipNBytes(before);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
