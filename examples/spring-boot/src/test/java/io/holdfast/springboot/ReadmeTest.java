package io.holdfast.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the module's README shows and names stands in its code. */
final class ReadmeTest {
    private static final Path MAIN = Path.of("src", "main", "java", "io", "holdfast", "springboot");
    private static final Pattern METER = Pattern.compile("\"(holdfast\\.[a-z.]+)\"");

    @Test
    void everySnippetIsCompiled() throws IOException {
        List<List<String>> snippets = snippets();

        assertThat(snippets).hasSize(2);
        for (List<String> snippet : snippets) {
            assertThat(sources()).anySatisfy(source -> assertThat(source).containsSubsequence(snippet));
        }
    }

    @Test
    void everyMeterIsNamed() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> meters = METER.matcher(Files.readString(MAIN.resolve("HoldfastMeters.java")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(meters)
                .hasSizeGreaterThan(15)
                .allSatisfy(meter -> assertThat(readme).contains("`" + meter + "`"));
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
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.add(Files.readAllLines(file).stream().map(String::strip).toList());
            }
        }
        return sources;
    }
}
