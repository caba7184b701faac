package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendee;
import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncStatus;
import io.holdfast.proving.Proof;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.VisibleState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a call is told and whatever "who are we?" is answered with: only a credential that is refused four times, the last time
 * twenty-one minutes after the first, is severed; with one account there is no other to compare. Every
 * day a sample of the cells shows it, in the proof each of them.
 */
@Tag("proof")
@Tag("sample")
final class SeveranceMatrixTest {
    /** More than a verdict takes with an answer or two that decide nothing between, less than a run may wait for one. */
    private static final Duration WATCHED = Duration.ofMinutes(40);

    private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(21);
    private static int cells;
    private static int right;
    private static int severed;
    private static int severedWithoutEvidence;

    @AfterAll
    static void writeEvidence() throws IOException {
        if (!Proof.WHOLE) {
            return;
        }
        String why = severedWithoutEvidence == 0
                ? "all by credential evidence"
                : severedWithoutEvidence + " without credential evidence";
        Proof.write(
                "severance-matrix", cells + " cells, " + (cells - right) + " wrong, " + severed + " severed, " + why);
    }

    static Stream<SeveranceCell> cells() {
        return Proof.WHOLE ? SeveranceCells.all() : SeveranceCells.sample();
    }

    @Test
    void theMatrixHasFourHundredCellsAndMore() {
        assertThat(SeveranceCells.all().distinct().count()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void theSampleMeetsEveryStageAnswerAndWord() {
        assertThat(SeveranceCells.sample()
                        .flatMap(cell -> cell.coordinates().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(SeveranceCells.all()
                        .flatMap(cell -> cell.coordinates().stream())
                        .distinct()
                        .toList());
        assertThat(SeveranceCells.sample().count()).isBetween(120L, 220L);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCellEndsAsTheSheetAndTheRulesSay(SeveranceCell cell) {
        cells++;
        SheetRules rules = new SheetRules(cell);
        try (SeveranceWorld world = new SeveranceWorld(EventbriteSandbox.builder())) {
            world.at(cell.stage());
            List<Attendee> before = world.stored();
            world.tell(cell);
            world.pass(WATCHED);
            count(world, rules);

            assertThat(world.ending()).isEqualTo(rules.ending());
            assertThat(world.link().status()).isEqualTo(rules.ending().status());
            assertThat(world.stored()).containsAll(before);
            if (rules.severingQuestion().isPresent()) {
                assertSevered(world, rules);
            } else {
                assertThat(world.integration().status()).isEqualTo(Integration.Status.CONNECTED);
                assertThat(world.askedAt).hasSizeGreaterThanOrEqualTo(rules.questionsAtLeast());
            }
            if (!cell.told().means().suspect) {
                assertThat(world.askedAt).isEmpty();
            }
            if (rules.isSeveredAtOnce()) {
                assertThat(cameFrom(world)).isEqualTo(cell.stage().meanwhile);
            }
        }
        right++;
    }

    /** Nothing was asked after the refusal that severs, and it came no sooner than twenty-one minutes after the first one. */
    private static void assertSevered(SeveranceWorld world, SheetRules rules) {
        int severing = rules.severingQuestion().orElseThrow();
        Instant at = world.integration().severance().map(Severance::at).orElseThrow();
        assertThat(world.integration().status()).isEqualTo(Integration.Status.DISCONNECTED);
        assertThat(world.askedAt).hasSize(severing);
        assertThat(at).isEqualTo(world.askedAt.get(severing - 1));
        assertThat(at)
                .isAfterOrEqualTo(world.askedAt.get(rules.firstRefusal() - 1).plus(BETWEEN_REFUSALS));
        assertThat(world.disconnections()).extracting(TransitionRecord::at).containsExactly(at);
    }

    private static SyncStatus cameFrom(SeveranceWorld world) {
        return world.disconnections().get(0).before().map(VisibleState::status).orElseThrow();
    }

    private static void count(SeveranceWorld world, SheetRules rules) {
        if (world.integration().severance().isPresent()
                || !world.disconnections().isEmpty()) {
            severed++;
            if (rules.severingQuestion().isEmpty()) {
                severedWithoutEvidence++;
            }
        }
    }
}
