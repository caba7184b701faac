package io.holdfast.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message keeps its values raw, and each reader has them in words, digits and hours of their own. */
final class MessageTest {
    private static final Instant AT = Instant.parse("2026-11-27T13:32:00Z");
    private static final Message PROGRESS = Message.of("progress.of", 1284, 5000L);
    private static final Message REFUSED = Message.of("warning.refused", AT, AT.plusSeconds(3600));

    private enum Fruit {
        BLOOD_ORANGE
    }

    @Test
    void numbersAreWrittenAsTheReaderWritesThem() {
        assertThat(PROGRESS.text(Locale.UK)).isEqualTo("1,284 of 5,000 read");
        assertThat(PROGRESS.text(Locale.GERMANY)).isEqualTo("1.284 von 5.000 gelesen");
        assertThat(PROGRESS.text(Locale.forLanguageTag("de-CH"))).isEqualTo("1’284 von 5’000 gelesen");
    }

    @Test
    void instantsAreWrittenByTheReadersClock() {
        assertThat(REFUSED.text(Locale.UK, ZoneId.of("Europe/Berlin")))
                .contains("since 27 Nov 2026, 14:32.", "until 27 Nov 2026, 15:32.");
        assertThat(REFUSED.text(Locale.GERMANY, ZoneId.of("Europe/Berlin")))
                .contains("seit 27.11.2026, 14:32 ab", "Bis 27.11.2026, 15:32 wird");
    }

    @Test
    void aReaderWithoutAClockIsToldThatItIsUtc() {
        assertThat(REFUSED.text(Locale.UK)).contains("since 27 Nov 2026, 13:32 UTC.");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s, 0 Sek.",
        "PT40S, 40 s, 40 Sek.",
        "PT2H15M9S, 2 h 15 min, 2 Std. 15 Min.",
        "PT24H, 1 day, 1 Tag",
        "PT336H1S, 14 days 1 s, 14 Tage 1 Sek.",
    })
    void aDurationIsWrittenInItsTwoLargestUnits(Duration duration, String english, String german) {
        assertThat(Message.of("next.begins", duration).text(Locale.ENGLISH)).startsWith(english + " begins");
        assertThat(Message.of("next.begins", duration).text(Locale.GERMAN)).startsWith(german + " beginnt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        alert.attendees-missing | 1 of 4 attendees is missing   | 1 von 4 Teilnehmern fehlt
        button.reconnect-all    | Reconnect 1                   | 1 neu verbinden
        button.disconnect       | Disconnect 1…                 | 1 trennen …
        toast.each.all          | Taken for one.                | Für eine Verknüpfung übernommen.
        """)
    void oneOfACountIsNotSpokenOfAsMany(String key, String english, String german) {
        assertThat(Message.of(key, 1, 4).text(Locale.ENGLISH)).isEqualTo(english);
        assertThat(Message.of(key, 1, 4).text(Locale.GERMAN)).isEqualTo(german);
        assertThat(Message.of(key, 6, 0).text(Locale.ENGLISH)).contains("6").doesNotContain(" is ", " was ");
    }

    @Test
    void aMessageWithinAMessageIsReadInTheSameLanguage() {
        assertThat(Message.of("next.begins", PROGRESS).text(Locale.GERMAN))
                .startsWith("1.284 von 5.000 gelesen beginnt");
    }

    @Test
    void aLocaleWithoutWordsReadsEnglishWhateverTheMachineSpeaks() {
        Locale machine = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(PROGRESS.text(Locale.FRANCE)).isEqualTo("1,284 of 5,000 read");
            assertThat(PROGRESS.text(Locale.ROOT)).isEqualTo("1,284 of 5,000 read");
        } finally {
            Locale.setDefault(machine);
        }
    }

    @Test
    void aTextThatLooksLikeAFormatStaysAsItCame() {
        assertThat(Message.of("next.begins", "{0} isn't '{1}'").text(Locale.ENGLISH))
                .startsWith("{0} isn't '{1}' begins");
    }

    @Test
    void aSentenceNamesItsOwnTextAndIsShownWhereThereIsNone() {
        Message reason = Message.sentence("reason", "a clock, that can't be right: was ahead");

        assertThat(reason.key()).isEqualTo("reason.a-clock-that-cant-be-right-was-ahead");
        assertThat(reason.text(Locale.GERMAN)).isEqualTo("A clock that cant be right was ahead.");
    }

    @Test
    void aConstantNamesItsTextWhereTheStarStands() {
        assertThat(Message.named("fruit.*.short", Fruit.BLOOD_ORANGE, 3))
                .isEqualTo(Message.of("fruit.blood-orange.short", 3L));
    }

    @Test
    void itsTextsAreNotShownWhereALogCouldKeepThem() {
        assertThat(Message.of("line.kept", 3, "Ann Somebody", AT, PROGRESS))
                .hasToString("line.kept(3, ***, 2026-11-27T13:32:00Z, progress.of(1284, 5000))");
    }

    @Test
    void anArgumentOfAnotherKindIsRefusedByItsKindAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.of("line.kept", Optional.of("Ann Somebody")))
                .withMessageContaining("java.util.Optional")
                .withMessageNotContaining("Ann");
    }
}
