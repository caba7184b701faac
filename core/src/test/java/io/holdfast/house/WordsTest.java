package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Refusal;
import io.holdfast.message.Message;
import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Who;
import io.holdfast.presentation.Alert;
import io.holdfast.presentation.Indicator;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.Warning;
import io.holdfast.recovery.IntegrationHealth;
import io.holdfast.recovery.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each text that people are told has a key, each key a text in both languages, and there is none that nothing says. */
final class WordsTest {
    /** What the page of a link has a button for that bears no other word. */
    private static final Set<Command> OF_A_LINK = EnumSet.of(
            Command.RETRY,
            Command.RECONNECT,
            Command.MOVE,
            Command.RESYNC,
            Command.SUSPEND,
            Command.RESUME,
            Command.APPLY_REMOVALS,
            Command.KEEP_ATTENDEES,
            Command.VERIFY,
            Command.REMOVE);

    /** Which constants stand for the star in a key. */
    private static final Map<String, Collection<? extends Enum<?>>> CONSTANTS = Map.ofEntries(
            Map.entry(
                    "advice.resume.*",
                    List.of(
                            RecoveryAction.RETRY,
                            RecoveryAction.RECONNECT,
                            RecoveryAction.RECONNECT_INTEGRATION,
                            RecoveryAction.MOVE)),
            Map.entry("actor.*", List.of(Actor.Kind.values())),
            Map.entry("actor.*.by", List.of(Actor.Kind.values())),
            Map.entry("alert.*", List.of(Alert.Kind.values())),
            Map.entry("alert.step.move.*", List.of(SubjectKind.values())),
            Map.entry("alert.step.reconnect.*", List.of(SubjectKind.values())),
            Map.entry("badge.*", List.of(SyncStatus.values())),
            Map.entry("button.*", OF_A_LINK),
            Map.entry("dialog.bound.*", List.of(SubjectKind.values())),
            Map.entry("dialog.bound.idle.*", List.of(SubjectKind.values())),
            Map.entry("dialog.move.reads.*", List.of(SubjectKind.values())),
            Map.entry("dialog.not-asked.*", List.of(SubjectKind.values())),
            Map.entry("dialog.not-visible.*", List.of(SubjectKind.values())),
            Map.entry("dialog.reconnect.*", List.of(SubjectKind.values())),
            Map.entry("dialog.tag.*", List.of(ReconnectDialog.Standing.values())),
            Map.entry("dialog.visible.*", List.of(SubjectKind.values())),
            Map.entry("failure.*.long", List.of(FailureKind.values())),
            Map.entry("failure.*.short", List.of(FailureKind.values())),
            Map.entry("health.*", List.of(IntegrationHealth.Condition.values())),
            Map.entry("indicator.*", List.of(Indicator.Kind.values())),
            Map.entry("obstacle.*", List.of(ImportObstacle.values())),
            Map.entry("refusal.*", List.of(Refusal.Code.values())),
            Map.entry(
                    "refusal.*.named",
                    List.of(
                            Refusal.Code.OTHER_ACCOUNT,
                            Refusal.Code.REMOTE_NOT_VISIBLE,
                            Refusal.Code.ANOTHER_ACCOUNT_CONNECTED)),
            Map.entry("pace.*", EnumSet.complementOf(EnumSet.of(Pace.LIVE))),
            Map.entry("run.*", List.of(SyncRun.Kind.values())),
            Map.entry("severance.*", List.of(Severance.Cause.values())),
            Map.entry("severance.*.mended", EnumSet.complementOf(EnumSet.of(Severance.Cause.DISCONNECTED_IN_SETTINGS))),
            Map.entry("this.*", List.of(SubjectKind.values())),
            Map.entry("warning.*", List.of(Warning.Kind.values())),
            Map.entry("warning.*.short", List.of(Warning.Kind.values())),
            Map.entry("who.*", List.of(Who.values())));

    private static final Pattern VALUE = Pattern.compile("\\{(\\d)");

    private final Bundles bundles = Bundles.read();
    private SaidTexts said = new SaidTexts(Set.of(), Set.of(), Set.of());

    @BeforeEach
    void readTheSources() throws IOException {
        said = SaidTexts.read(bundles.english().keySet().stream()
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet()));
    }

    @Test
    void whateverIsSaidHasATextInBothLanguagesAndEachTextIsSaid() {
        assertThat(said.families())
                .as("keys with a star; name here which constants stand for it")
                .isEqualTo(CONSTANTS.keySet());
        assertThat(said.reasons()).hasSizeGreaterThan(110);
        assertThat(bundles.german().keySet())
                .as("keys in German")
                .isEqualTo(bundles.english().keySet());
        assertThat(missing()).as("keys without a text").isEmpty();
        assertThat(unused()).as("texts that nothing says").isEmpty();
    }

    @Test
    void aTextTakesTheSameValuesInBothLanguagesAndHidesNothingBehindAnApostrophe() {
        bundles.english().forEach((key, text) -> {
            String german = bundles.german().getOrDefault(key, "");
            assertThat(values(german)).as(key).isEqualTo(values(text));
            for (String format : List.of(text, german)) {
                assertThat(new MessageFormat(format, Locale.ROOT).toPattern())
                        .as(key)
                        .isNotBlank();
                assertThat(format.replace("''", "")).as(key).doesNotContain("'");
            }
        });
    }

    @Test
    void theWordsAreSuchAsAPageSays() {
        assertThat(bundles.english().values())
                .allSatisfy(
                        text -> assertThat(text).doesNotContainPattern("(?i)\\b(please|oops|successful(ly)?)\\b|!"));
        assertThat(bundles.german().values())
                .allSatisfy(text -> assertThat(text).doesNotContainPattern("(?i)\\b(bitte|erfolgreich)\\b|!"));
    }

    @Test
    void thePageSaysAReasonAsTheTableDoesWithACapitalAndAFullStop() {
        assertThat(said.reasons())
                .allSatisfy(reason -> assertThat(
                                Message.sentence("reason", reason).text(Locale.ENGLISH))
                        .isEqualTo(reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + "."));
    }

    @Test
    void noReaderOfGermanFindsEnglish() throws IOException {
        List<String> same = bundles.english().entrySet().stream()
                .filter(text -> text.getValue().equals(bundles.german().get(text.getKey())))
                .filter(text -> !Bundles.fragments(text.getValue(), 1).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        GermanWalk walk = GermanWalk.made();
        List<String> found = walk.english(bundles.english().values());

        assertThat(same).as("keys with one text for both").isEmpty();
        assertThat(walk.messages()).hasSizeGreaterThan(80);
        assertThat(found).as("English that a reader of German is told").isEmpty();
        Files.writeString(
                Files.createDirectories(Path.of("target", "evidence")).resolve("words.txt"),
                String.format(
                        Locale.ENGLISH,
                        "words: %,d keys, each in 2 languages, unused %d, missing %d, English in German %d of %,d texts that are"
                                + " said of %,d states%n",
                        bundles.english().size(),
                        unused().size(),
                        missing().size(),
                        same.size() + found.size(),
                        walk.messages().size(),
                        walk.links()));
    }

    private Set<String> missing() {
        Set<String> missing = new TreeSet<>(said.keys(CONSTANTS));
        missing.removeAll(bundles.english().keySet());
        return missing;
    }

    private Set<String> unused() {
        Set<String> unused = new TreeSet<>(bundles.english().keySet());
        unused.removeAll(said.keys(CONSTANTS));
        return unused;
    }

    private static Set<String> values(String format) {
        return VALUE.matcher(format)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
