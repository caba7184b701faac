package io.holdfast.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that the first form wrote: every later release must read them. They are never written anew; {@code
 * -Dholdfast.corpus=write} adds those of a form that has none yet.
 */
final class StoredFormCorpusTest {
    private static final Path FIRST = Path.of("src", "test", "resources", "stored", "v1");
    private static final Path NAMES = Path.of("docs", "stored-form.md");
    /** How many of each; of integrations some were added when names were. */
    private static final Map<String, Integer> MOST =
            Map.of("link", 20, "integration", 44, "record", 20, "attendee", 20);

    private static final Pattern INDEX = Pattern.compile("(?<=\\.)[0-9]+(?=\\.|$)");

    private static final Map<String, UnaryOperator<String>> THERE_AND_BACK = Map.of(
            "link", text -> StoredForm.write(StoredForm.readLink(text)),
            "integration", text -> StoredForm.write(StoredForm.readIntegration(text)),
            "record", text -> StoredForm.write(StoredForm.readRecord(text)),
            "attendee", text -> StoredForm.write(StoredForm.readAttendee(text)));

    private static final Map<String, IntFunction<String>> SAMPLES = Map.of(
            "link", seed -> StoredForm.write(new StoredValues(seed).link()),
            "integration", seed -> StoredForm.write(new StoredValues(seed).integration()),
            "record", seed -> StoredForm.write(new StoredValues(seed).transition()),
            "attendee", seed -> StoredForm.write(new StoredValues(seed).attendee()));

    @ParameterizedTest
    @MethodSource("texts")
    void aTextOfTheFirstFormReadsAndIsWrittenTheSame(Path file) throws IOException {
        String text = Files.readString(file);
        String kind = file.getFileName().toString().replaceFirst("-.*", "");

        assertThat(THERE_AND_BACK.getOrDefault(kind, none -> "no such kind").apply(text))
                .isEqualTo(text);
    }

    @Test
    void togetherTheyUseEveryName() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : texts().toList()) {
            Files.readAllLines(file)
                    .forEach(line ->
                            used.add(INDEX.matcher(line.replaceFirst("=.*", "")).replaceAll("#")));
        }
        Set<String> declared =
                StoredKind.ALL.stream().flatMap(kind -> kind.names().stream()).collect(Collectors.toSet());

        assertThat(used).containsAll(declared);
    }

    @Test
    void theDocumentListsEveryName() throws IOException {
        String expected = document();
        if ("write".equals(System.getProperty("holdfast.docs"))) {
            Files.writeString(NAMES, expected);
        }

        assertThat(NAMES)
                .as("core/docs/stored-form.md is not what the code says; it should read:%n%s", expected)
                .hasContent(expected);
    }

    static Stream<Path> texts() throws IOException {
        if ("write".equals(System.getProperty("holdfast.corpus"))) {
            write();
        }
        List<Path> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(FIRST)) {
            files.sorted().forEach(texts::add);
        }
        return texts.stream();
    }

    private static void write() throws IOException {
        Files.createDirectories(FIRST);
        for (Map.Entry<String, IntFunction<String>> sample : SAMPLES.entrySet()) {
            for (int i = 1; i <= MOST.getOrDefault(sample.getKey(), 0); i++) {
                Path file = FIRST.resolve("%s-%02d.txt".formatted(sample.getKey(), i));
                if (!Files.exists(file)) {
                    Files.writeString(file, sample.getValue().apply(seed(i)));
                }
            }
        }
    }

    /** Small seeds begin alike, and all made severed integrations. */
    private static int seed(int number) {
        return number <= 20 ? number : number * 1_000_003;
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # The stored form

                This page is generated from the code; a test fails when the two differ.

                A link, an integration, a line of the history and an attendee each have one text, for stores that keep texts. A line is a name, `=` and a value. The first line names the form and its version, the last one, `lines`, counts all lines. What is absent has no line. `#` stands for an index from 0; the entries of a set and of a map stand in the order of their texts. In a value a backslash, a line feed, a carriage return and any other control character, line separator or lone surrogate are written as `\\\\`, `\\n`, `\\r` and `\\u0000`. Instants are ISO-8601 in UTC, to the nanosecond.

                These names are frozen: none is ever taken away or given another meaning. A name that a release does not know is carried along and written back; a word that it does not know, a phase say, is an error that tells it.
                """);
        for (StoredKind<?, ?> kind : StoredKind.ALL) {
            text.append("\n## ").append(kind.names().get(0)).append("\n\n```text\n");
            kind.names().forEach(name -> text.append(name).append('\n'));
            text.append("```\n");
        }
        return text.toString();
    }
}
