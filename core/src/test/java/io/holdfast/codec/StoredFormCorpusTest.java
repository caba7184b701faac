package io.holdfast.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Severance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that the first form wrote: every later release must read them. They are never written anew; {@code
 * -Dholdfast.corpus=write} adds those that are missing.
 */
final class StoredFormCorpusTest {
    static final Map<String, StoredForm<?>> FORMS = new LinkedHashMap<>();

    private static final Path FIRST = Path.of("src", "test", "resources", "stored", "v1");
    private static final Path PAGE = Path.of("docs", "stored-form.md");
    private static final int OF_EACH = 30;

    private static final Map<String, LongFunction<String>> SAMPLES = Map.of(
            "link", seed -> StoredForm.LINK.write(new StoredValues(seed).link()),
            "integration", seed -> StoredForm.INTEGRATION.write(new StoredValues(seed).integration()),
            "record", seed -> StoredForm.RECORD.write(new StoredValues(seed).transition()),
            "attendee", seed -> StoredForm.ATTENDEE.write(new StoredValues(seed).attendee()));

    private static final Map<String, String> EXAMPLES = Map.of(
            "link", StoredForm.LINK.write(StoredExamples.link()),
            "integration", StoredForm.INTEGRATION.write(StoredExamples.integration()),
            "record", StoredForm.RECORD.write(StoredExamples.record()),
            "attendee", StoredForm.ATTENDEE.write(StoredExamples.attendee()));

    /** Each says what came to a form later than its first texts. */
    private static final Map<String, String> MORE_EXAMPLES = Map.of(
            "integration-webhooks", StoredForm.INTEGRATION.write(StoredExamples.hearing()),
            "integration-listed", StoredForm.INTEGRATION.write(StoredExamples.listed()),
            "integration-forbidden", severed(Severance.Cause.FORBIDDEN),
            "integration-expired", severed(Severance.Cause.EXPIRED),
            "link-most-rows", StoredForm.LINK.write(StoredExamples.link()),
            "link-removals", StoredForm.LINK.write(StoredExamples.linkWithRemovals()),
            "link-keeps-existing", StoredForm.LINK.write(StoredExamples.linkThatKeepsExisting()),
            "link-short", StoredForm.LINK.write(StoredExamples.linkWithShortList()),
            "link-cancelled", StoredForm.LINK.write(StoredExamples.cancelledLink()),
            "link-stretched", StoredForm.LINK.write(StoredExamples.stretchedLink()));

    private static String severed(Severance.Cause cause) {
        return StoredForm.INTEGRATION.write(StoredExamples.severed(cause));
    }

    static {
        FORMS.put("link", StoredForm.LINK);
        FORMS.put("integration", StoredForm.INTEGRATION);
        FORMS.put("record", StoredForm.RECORD);
        FORMS.put("attendee", StoredForm.ATTENDEE);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextOfTheFirstFormReadsInAnyLayoutAndIsWrittenTheSame(Path file) throws IOException {
        String text = Files.readString(file);
        StoredForm<?> form = form(file);

        assertThat(thereAndBack(form, text)).isEqualTo(text);
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(thereAndBack(form, Layouts.shuffled(text, seed))).isEqualTo(text);
        }
    }

    private static <T> String thereAndBack(StoredForm<T> form, String text) {
        return form.write(form.read(text));
    }

    @Test
    void togetherTheyUseEveryMember() throws IOException {
        for (Map.Entry<String, StoredForm<?>> form : FORMS.entrySet()) {
            Set<String> missing = new TreeSet<>(form.getValue().members().keySet());
            for (Path file : texts().toList()) {
                if (form(file) == form.getValue()) {
                    use(JsonReader.read(Files.readString(file), name -> false), "", missing);
                }
            }
            assertThat(missing).as("members of no text of %s", form.getKey()).isEmpty();
        }
    }

    private static void use(JsonValue value, String at, Set<String> missing) {
        missing.remove(at);
        if (value instanceof JsonValue.Members object) {
            object.members().forEach((name, member) -> {
                use(member, Pointer.join(at, name), missing);
                use(member, Pointer.join(at, "*"), missing);
            });
        } else if (value instanceof JsonValue.Items array) {
            array.items().forEach(item -> use(item, Pointer.join(at, "*"), missing));
        }
    }

    @Test
    void thePageListsEveryMember() throws IOException {
        String expected = page();
        if ("write".equals(System.getProperty("holdfast.docs"))) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("core/docs/stored-form.md is not what the code says; it should read:%n%s", expected)
                .hasContent(expected);
    }

    static StoredForm<?> form(Path file) {
        String kind = file.getFileName().toString().replaceFirst("-.*", "");
        StoredForm<?> form = FORMS.get(kind);
        if (form == null) {
            throw new AssertionError("expected a text of one of " + FORMS.keySet() + " but found " + file);
        }
        return form;
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
        add("integration-kept", StoredForm.INTEGRATION.write(StoredExamples.kept()));
        for (Map.Entry<String, String> example : MORE_EXAMPLES.entrySet()) {
            add(example.getKey(), example.getValue());
        }
        for (String kind : FORMS.keySet()) {
            add(kind + "-example", EXAMPLES.getOrDefault(kind, ""));
            for (int i = 1; i <= OF_EACH; i++) {
                // small seeds begin alike, and all made severed integrations
                String text = SAMPLES.getOrDefault(kind, none -> "").apply(i * 1_000_003L);
                add("%s-%02d".formatted(kind, i), text);
            }
        }
    }

    private static void add(String name, String text) throws IOException {
        Path file = FIRST.resolve(name + ".json");
        if (!Files.exists(file)) {
            Files.writeString(file, text);
        }
    }

    private static String page() {
        StringBuilder text = new StringBuilder("""
                # The stored form

                This page is generated from the code; a test fails when the two differ.

                A link, an integration, an entry of a link's history and an attendee each have one text, for stores that keep texts: `StoredForm.LINK`, `INTEGRATION`, `RECORD` and `ATTENDEE` write it and read it. It is JSON (RFC 8259) on one line, so it may be kept in a column of type `jsonb` or `text`, or as a line of a file.

                - `formVersion` comes first, then `type`. A text of a later form is refused, and `StoredFormException.writtenByNewer()` tells it. So is one with a word that this release does not know, a phase say.
                - Equal values have equal texts: members stand in the order below, sets and maps in the order of their texts.
                - Reading takes members in any order, with any white space and any escapes. A name twice in one object is refused.
                - What is absent has no member; `null` is refused where a member is known.
                - Members that a release does not know are kept in the value and written back into the object they stood in, as long as the value still has that object.
                - Instants are ISO-8601 in UTC, to the nanosecond. Numbers are whole and may need all 64 bits, so read them with a parser that keeps them exact.
                - U+0000 and lone surrogates are refused, because `jsonb` refuses them. In their place U+FFFD is written.
                - A text has at most 16,777,216 characters, at most 32 objects and arrays within each other, and at most 1,000 entries in a set and 1,000 unknown members.
                - An error names the JSON pointer (RFC 6901) of what can't be read, and no value but the id of the link or the integration. A store that lists rows reads each with `StoredForm.row`, which gives a text that can't be read by its id alone, so that it hides no others; keep what rows are found by (id, key, binding, due) beside the text.

                The names are frozen: none is ever taken away or given another meaning. In the lists `*` stands for an index or for any name.
                """);
        FORMS.forEach((kind, form) -> {
            text.append("\n## ").append(kind).append("\n\nAn example, with white space for the page:\n\n```json\n");
            text.append(Layouts.indented(EXAMPLES.getOrDefault(kind, ""))).append("\n```\n\n");
            text.append("| member | what it is |\n|---|---|\n");
            form.members().forEach((pointer, what) -> {
                if (!pointer.isEmpty()) {
                    text.append("| `" + pointer + "` | " + what + " |\n");
                }
            });
        });
        return text.toString();
    }
}
