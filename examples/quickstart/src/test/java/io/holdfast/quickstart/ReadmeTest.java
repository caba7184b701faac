package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's snippet is the one that this module compiles. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void theFirstSnippetIsCompiledAndHasAtMostTwelveLines() throws IOException {
        List<String> snippet = lines(block("EventbriteConnector eventbrite = EventbriteConnector.create();"));

        assertThat(snippet).hasSizeBetween(1, 12);
        assertThat(compiled("FirstImport")).containsSubsequence(snippet);
    }

    @Test
    void theSecondSnippetIsCompiledAsWell() throws IOException {
        List<String> snippet = lines(block("EventbriteOauth oauth = EventbriteOauth.create(app);"));

        assertThat(snippet).hasSizeBetween(1, 12);
        assertThat(compiled("ConnectAccount")).containsSubsequence(snippet);
    }

    /** The version that a host is told to depend on is the one that is built here. */
    @Test
    void theDependencyIsOfThisVersion() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String revision = pom.substring(pom.indexOf("<revision>") + 10, pom.indexOf("</revision>"));

        assertThat(block("<dependency>")).contains("<version>" + revision + "</version>", "holdfast-eventbrite");
    }

    @Test
    void eachCommandIsOneShellLine() throws IOException {
        for (String heading : List.of("## Run it", "## Test it", "## Run the sandbox")) {
            assertThat(block(heading, "```sh")).as(heading).hasSize(1);
        }
    }

    /** The fenced block that begins with this line. */
    static String block(String first) throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md")).stream()
                .dropWhile(line -> !line.equals(first))
                .takeWhile(line -> !line.equals("```"))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> lines(String block) {
        return block.lines().map(String::strip).toList();
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

    private static List<String> compiled(String name) throws IOException {
        Path source = Path.of("src", "main", "java", "io", "holdfast", "quickstart", name + ".java");
        try (Stream<String> lines = Files.lines(source)) {
            return lines.map(String::strip).toList();
        }
    }
}
