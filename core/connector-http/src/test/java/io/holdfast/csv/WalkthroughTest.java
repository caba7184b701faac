package io.holdfast.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.contract.ProviderConnectorContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an author of a connector reads is what is compiled here. */
final class WalkthroughTest {
    private static final Path PAPER = Path.of("..", "docs", "writing-a-connector.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "io", "holdfast", "csv");
    private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");
    private static final int SNIPPETS = 13;

    @Test
    void eachSnippetStandsInTheCompiledSourceLineByLine() throws IOException {
        List<String> sources = sources();
        List<String> snippets = SNIPPET.matcher(Files.readString(PAPER))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf('\n') + 1, block.length() - 3))
                .map(WalkthroughTest::stripped)
                .toList();

        assertThat(snippets).hasSize(SNIPPETS);
        assertThat(snippets)
                .allSatisfy(snippet -> assertThat(sources)
                        .as("a source that has the lines\n%s", snippet)
                        .anyMatch(source -> source.contains(snippet)));
    }

    @Test
    void itSaysHowManyChecksThereAre() throws IOException {
        int checks = ProviderConnectorContract.checks(CsvWorld::new).size();

        assertThat(Files.readString(PAPER)).contains("to the same " + checks + " checks over HTTP");
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(stripped(Files.readString(file)));
            }
            return texts;
        }
    }

    private static String stripped(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
