package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's snippets are those that this module compiles. */
final class ReadmeTest {
    /** A snippet: its first line, and the class that has it. */
    enum Snippet {
        FIRST_IMPORT("EventbriteConnector eventbrite = EventbriteConnector.create();", FirstImport.class),
        CONNECT_EVENTBRITE("EventbriteOauth oauth = EventbriteOauth.create(app);", ConnectAccount.class),
        CONNECT_LUMA("LumaConnector luma = LumaConnector.create();", ConnectLuma.class),
        REAUTHORISE("String told = engine.integrations().renew(account.id(), credential).fold(", Reauthorise.class),
        MISSING_ATTENDEES(
                "engine.links().view(link.id()).alert().flatMap(Alert::question).ifPresent(asked -> {",
                MissingAttendees.class),
        RECEIVE_DELIVERIES("Webhooks webhooks = engine.webhooks();", ReceiveDeliveries.class),
        IMPORT_CHANNEL(
                "CandidatePage channels = engine.integrations().candidates(account.id(), SubjectKind.CHANNEL,"
                        + " Cursor.START);",
                ImportChannel.class);

        private final String first;
        private final Class<?> compiledIn;

        Snippet(String first, Class<?> compiledIn) {
            this.first = first;
            this.compiledIn = compiledIn;
        }

        String text() throws IOException {
            return block(first);
        }
    }

    private static final Path ROOT = Path.of("..", "..");

    @ParameterizedTest
    @EnumSource
    void eachSnippetIsCompiledAndHasAtMostTwelveLines(Snippet snippet) throws IOException {
        List<String> lines = lines(block(snippet.first));

        assertThat(lines).hasSizeBetween(1, 12);
        assertThat(compiled(snippet.compiledIn)).containsSubsequence(lines);
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

    private static List<String> compiled(Class<?> type) throws IOException {
        Path source = Path.of("src", "main", "java", "io", "holdfast", "quickstart", type.getSimpleName() + ".java");
        try (Stream<String> lines = Files.lines(source)) {
            return lines.map(String::strip).toList();
        }
    }
}
