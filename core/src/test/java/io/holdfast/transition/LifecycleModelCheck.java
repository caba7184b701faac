package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncPhase;
import io.holdfast.testkit.lifecycle.Answer;
import io.holdfast.testkit.lifecycle.Exploration;
import io.holdfast.testkit.lifecycle.LifecycleExplorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole space of the life cycle, searched once, against the laws and against the table; every day only the states that are
 * nearest to the birth of a link.
 */
@Tag("proof")
@Tag("sample")
final class LifecycleModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int NEAREST = 19_000;

    private static Exploration found =
            Exploration.builder().states(0).decisions(0).build();

    @BeforeAll
    static void search() throws IOException {
        if (!WHOLE) {
            found = LifecycleExplorer.create().atMost(NEAREST).explore();
            return;
        }
        found = LifecycleExplorer.create().explore();
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("explorer.txt"),
                found.summary() + "\n"
                        + found.laws().stream()
                                .map(law -> "  law: " + law + "\n")
                                .collect(Collectors.joining()));
    }

    @Test
    void noLawIsBrokenInAnyState() {
        assertThat(found.violations()).isEmpty();
        assertThat(found.states()).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void everyCellAnswers() {
        assertThat(found.cellsCovered()).isEqualTo(found.cells());
    }

    @Test
    void everyRowIsMetInEachCellThatItSpansAndLeadsWhereItSays() {
        List<String> wrong = new ArrayList<>();
        for (SyncPhase phase : SyncPhase.values()) {
            for (TriggerKind kind : TriggerKind.values()) {
                for (TransitionRule row : TransitionTable.LIFE_CYCLE.cell(phase, kind)) {
                    Set<SyncPhase> met = targets(phase, kind, row.reason());
                    if (!met.equals(declared(phase, row))) {
                        wrong.add(phase + " x " + kind + ", \"" + row.reason() + "\": declares " + declared(phase, row)
                                + ", met " + met);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theTableSaysNothingElse() {
        assertThat(found.answers())
                .allSatisfy(answer -> assertThat(TransitionTable.LIFE_CYCLE.cell(answer.phase(), answer.trigger()))
                        .anySatisfy(row -> {
                            assertThat(row.reason()).isEqualTo(answer.reason());
                            assertThat(row.verdict() instanceof TransitionRule.Move)
                                    .isEqualTo(answer.moved());
                        }));
    }

    private static Set<SyncPhase> targets(SyncPhase phase, TriggerKind kind, String reason) {
        return found.answers().stream()
                .filter(answer -> answer.phase() == phase
                        && answer.trigger() == kind
                        && answer.reason().equals(reason))
                .map(Answer::target)
                .collect(Collectors.toSet());
    }

    private static Set<SyncPhase> declared(SyncPhase phase, TransitionRule row) {
        return row.verdict() instanceof TransitionRule.Move move ? move.targets(phase) : EnumSet.of(phase);
    }
}
