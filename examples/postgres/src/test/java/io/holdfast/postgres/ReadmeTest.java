package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every snippet of the module's README stands in its code, line by line. */
final class ReadmeTest {
    private static final Path TESTS = Path.of("src", "test", "java", "io", "holdfast", "postgres");

    @Test
    void everySnippetIsCompiled() throws IOException {
        List<List<String>> snippets = snippets();

        assertThat(snippets).hasSize(1);
        for (List<String> snippet : snippets) {
            assertThat(sources()).anySatisfy(source -> assertThat(source).containsSubsequence(snippet));
        }
    }

    private static List<List<String>> snippets() throws IOException {
        List<List<String>> snippets = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.equals("```java")) {
                snippets.add(new ArrayList<>());
                inside = true;
            } else if (line.equals("```")) {
                inside = false;
            } else if (inside) {
                snippets.get(snippets.size() - 1).add(line.strip());
            }
        }
        return snippets;
    }

    private static List<List<String>> sources() throws IOException {
        List<List<String>> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.toList()) {
                sources.add(Files.readAllLines(file).stream().map(String::strip).toList());
            }
        }
        return sources;
    }
}
