package io.holdfast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.SyncException;
import io.holdfast.model.SyncFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of a text that is shown: whatever comes from outside, a line stays a line. */
final class TextLaws {
    private static final String FORGING = "\r\n\t\u0000\u001b\u007f\u0085\u009b\u061c\u200e\u200f\u2028\u2029"
            + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ud83d\ude00\udb40\udc41";

    @Property
    void aShownTextIsOneLineThatTurnsAndPaintsNothing(@ForAll("texts") String text) {
        String shown = Text.escaped(text);

        assertThat(shown).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(shown.lines().count()).isLessThanOrEqualTo(1);
        assertThat(new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(shown);
    }

    @Property
    void aShownTextIsShownAsItIs(@ForAll("texts") String text) {
        assertThat(Text.escaped(Text.escaped(text))).isEqualTo(Text.escaped(text));
    }

    @Property
    void whateverIsThrownOrToldIsShown(@ForAll("texts") String text) {
        Throwable unknown = new SyncException(text) {
            private static final long serialVersionUID = 1L;
        };
        SyncFailure failure = SyncFailure.of(FailureKind.MALFORMED, "HF-1", text, text, Instant.EPOCH);

        assertThat(unknown).hasMessage(Text.escaped(text));
        assertThat(failure.message()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }

    @Example
    void whatShowsStaysAndTheRestIsWrittenOut() {
        assertThat(Text.escaped("Zoë 名 🎉 a\\n")).isEqualTo("Zoë 名 🎉 a\\n");
        assertThat(Text.escaped("a\r\nb\u001b[31m\u202ec\ud83d\udb40\udc41"))
                .isEqualTo("a\\u000d\\u000ab\\u001b[31m\\u202ec\\ud83d\\ue0041");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> forging =
                Arbitraries.of(FORGING.chars().mapToObj(c -> (char) c).collect(Collectors.toList()));
        return Arbitraries.oneOf(forging, forging, Arbitraries.chars().all())
                .list()
                .ofMaxSize(12)
                .map(TextLaws::joined);
    }

    private static String joined(List<Character> characters) {
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
    }
}
