package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's snippet is the one that this module compiles. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void theFirstSnippetIsCompiledAndHasAtMostTwelveLines() throws IOException {
        List<String> snippet = snippet();

        assertThat(snippet).hasSizeBetween(1, 12);
        assertThat(compiled()).containsSubsequence(snippet);
    }

    @Test
    void bothCommandsAreOneShellLineEach() throws IOException {
        for (String heading : List.of("## Run it", "## Test it")) {
            assertThat(block(heading, "```sh")).as(heading).hasSize(1);
        }
    }

    private static List<String> snippet() throws IOException {
        return block("## Use it", "```java");
    }

    private static List<String> block(String heading, String fence) throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md")).stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.equals(fence))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .map(String::strip)
                .toList();
    }

    private static List<String> compiled() throws IOException {
        Path source = Path.of("src", "main", "java", "io", "holdfast", "quickstart", "FirstImport.java");
        try (Stream<String> lines = Files.lines(source)) {
            return lines.map(String::strip).toList();
        }
    }
}
