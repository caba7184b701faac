package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Severance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walkthrough speaks the words of the pages: what it quotes is what a reader finds there. */
final class RecoveringDocTest {
    private static final Path DOCUMENT = Path.of("docs", "recovering.md");
    private static final Pattern LABEL = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern SENTENCE = Pattern.compile("“(.+?)”");

    @Test
    void eachLabelAndEachSentenceThatItQuotesIsATextOfThePages() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<Pattern> texts = Bundles.read().english().values().stream()
                .filter(text -> !Bundles.fragments(text, 1).isEmpty())
                .map(RecoveringDocTest::filled)
                .toList();

        assertThat(Stream.of(LABEL, SENTENCE)
                        .flatMap(quote -> quote.matcher(document).results().map(found -> found.group(1))))
                .hasSizeGreaterThan(30)
                .allSatisfy(quoted ->
                        assertThat(texts).anyMatch(text -> text.matcher(quoted).matches()));
    }

    @Test
    void itNamesEachKindOfFailureAndWhateverEndsAConnection() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(FailureKind.values())
                .allSatisfy(kind -> assertThat(document).contains("**" + text("failure.*.short", kind) + "**"));
        assertThat(Severance.Cause.values())
                .allSatisfy(cause -> assertThat(document).contains("“" + text("severance.*", cause) + "”"));
    }

    private static String text(String keys, Enum<?> constant) {
        return Message.named(keys, constant).text(Locale.ENGLISH);
    }

    /** Where a text takes a value, the document says an example. */
    private static Pattern filled(String text) {
        return Pattern.compile(Stream.of(Bundles.PLACEHOLDER.split(text.replace("''", "'"), -1))
                .map(Pattern::quote)
                .reduce((before, after) -> before + ".+" + after)
                .orElse(""));
    }
}
