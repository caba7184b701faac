package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncPhase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table's shape, against one written by hand: a letter per row of a cell, Move, Ignore or Refuse, from the top. */
final class TransitionTableTest {
    // spotless:off
    @ParameterizedTest
    @CsvSource({
        // trigger             IMPORTING    IMPORT_FAILED  LIVE         SYNC_FAILED  DISCONNECTED
        "RETRY_REQUESTED,      RMMIII,      RM,            RI,          RM,          RR",
        "RECONNECT_REQUESTED,  RRRRRIMMMR,  RRRRRMMM,      RRRRRIMMMR,  RRRRRMMM,    RRRRRMMM",
        "RESYNC_REQUESTED,     RI,          RR,            RMIMIMIMM,   RR,          RR",
        "SUSPEND_REQUESTED,    IMM,         IM,            IMM,         IM,          IM",
        "RESUME_REQUESTED,     MI,          MI,            MMI,         MI,          MI",
        "RUN_STARTED,          MII,         I,             MII,         I,           I",
        "PAGE_APPLIED,         MI,          I,             MI,          I,           I",
        "LEASE_RENEWED,        MI,          I,             MI,          I,           I",
        "RUN_COMPLETED,        MMI,         I,             MI,          I,           I",
        "RUN_YIELDED,          MMI,         I,             MMI,         I,           I",
        "RUN_FAILED,           MMMMMMMI,    I,             MMMMMMI,     I,           I",
        "RUN_LOST,             MMII,        I,             MMII,        I,           I",
        "CHANGE_SIGNALLED,     IMI,         I,             IMMIMIM,     I,           I",
        "CREDENTIAL_SEVERED,   MI,          MI,            MI,          MI,          I",
        "INTEGRATION_PROVEN,   I,           IMI,           I,           IMI,         I",
        "POLL_DUE,             I,           I,             IMMI,        I,           I",
        "AUTO_RETRY_DUE,             I,           IMMI,          I,           IMMI,        I",
    })
    // spotless:on
    void everyCellReadsAsDesigned(
            TriggerKind kind,
            String importing,
            String importFailed,
            String live,
            String syncFailed,
            String disconnected) {
        assertThat(row(kind)).containsExactly(importing, importFailed, live, syncFailed, disconnected);
    }

    @Test
    void aTableWithAMissingCellIsRefused() {
        List<TransitionRule> rules = all();
        rules.removeIf(rule -> rule.covers(SyncPhase.LIVE, TriggerKind.RETRY_REQUESTED)
                && rule.phases().size() == 1);

        assertThatThrownBy(() -> TransitionTable.of(rules))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LIVE x RETRY_REQUESTED");
    }

    @Test
    void aTableWithADoubledCellIsRefused() {
        List<TransitionRule> rules = all();
        rules.add(TransitionRule.on(EnumSet.of(TriggerKind.POLL_DUE), EnumSet.of(SyncPhase.LIVE))
                .ignore("said twice"));

        assertThatThrownBy(() -> TransitionTable.of(rules)).hasMessageContaining("LIVE x POLL_DUE");
    }

    @Test
    void aRowWithoutAReasonIsRefused() {
        List<TransitionRule> rules = all();
        rules.add(
                0,
                TransitionRule.on(EnumSet.of(TriggerKind.POLL_DUE), EnumSet.of(SyncPhase.LIVE))
                        .when(Guard.SUSPENDED)
                        .ignore(" "));

        assertThatThrownBy(() -> TransitionTable.of(rules)).hasMessageContaining("reason");
    }

    @Test
    void aRowWithoutAGuardAboveOthersIsRefused() {
        List<TransitionRule> rules = all();
        rules.removeIf(rule -> rule.covers(SyncPhase.LIVE, TriggerKind.POLL_DUE));
        rules.add(TransitionRule.on(EnumSet.of(TriggerKind.POLL_DUE), EnumSet.of(SyncPhase.LIVE))
                .ignore("whatever comes"));
        rules.add(TransitionRule.on(EnumSet.of(TriggerKind.POLL_DUE), EnumSet.of(SyncPhase.LIVE))
                .when(Guard.SUSPENDED)
                .ignore("never read"));

        assertThatThrownBy(() -> TransitionTable.of(rules))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "cell LIVE x POLL_DUE: expected exactly one row without a guard, the last, but found 1 among"
                                + " 2 rows");
    }

    @Test
    void twoRowsOfACellWithTheSameReasonAreRefused() {
        List<TransitionRule> rules = all();
        rules.add(
                0,
                TransitionRule.on(EnumSet.of(TriggerKind.AUTO_RETRY_DUE), EnumSet.of(SyncPhase.DISCONNECTED))
                        .when(Guard.SUSPENDED)
                        .ignore("only Reconnect leads out"));

        assertThatThrownBy(() -> TransitionTable.of(rules))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "cell DISCONNECTED x AUTO_RETRY_DUE: expected each row to have a reason of its own but two share"
                                + " one");
    }

    @Test
    void aRowSaysWhereItLeadsOrWhatHelps() {
        TransitionRule.Row row = TransitionRule.on(EnumSet.of(TriggerKind.AUTO_RETRY_DUE), EnumSet.of(SyncPhase.LIVE));
        EnumSet<SyncPhase> failed = EnumSet.of(SyncPhase.IMPORT_FAILED, SyncPhase.SYNC_FAILED);

        assertThat(targets(row.stay(DecisionContext::link, "stays"))).containsExactly(SyncPhase.LIVE);
        assertThat(targets(row.to(SyncPhase.IMPORTING, DecisionContext::link, "leads")))
                .containsExactly(SyncPhase.IMPORTING);
        assertThat(targets(row.to(failed, DecisionContext::link, "leads"))).isEqualTo(failed);
        assertThat(row.refuse(RecoveryAction.WAIT, "not now").verdict())
                .isEqualTo(new TransitionRule.Refuse(RecoveryAction.WAIT));
    }

    @Test
    void theRowsAreThoseThatAreWrittenDown() {
        List<TransitionRule> rules = all();

        assertThat(TransitionTable.of(rules).rows()).isEqualTo(rules);
        assertThat(TransitionTable.LIFE_CYCLE.rows().get(0).reason()).isEqualTo("the link is on hold; resume it first");
    }

    private static Set<SyncPhase> targets(TransitionRule rule) {
        return ((TransitionRule.Move) rule.verdict()).targets(SyncPhase.LIVE);
    }

    private static List<String> row(TriggerKind kind) {
        List<String> cells = new ArrayList<>();
        for (SyncPhase phase : SyncPhase.values()) {
            cells.add(TransitionTable.LIFE_CYCLE.cell(phase, kind).stream()
                    .map(rule -> rule.verdict().getClass().getSimpleName().substring(0, 1))
                    .collect(Collectors.joining()));
        }
        return cells;
    }

    private static List<TransitionRule> all() {
        List<TransitionRule> rules = new ArrayList<>();
        for (SyncPhase phase : SyncPhase.values()) {
            for (TriggerKind kind : TriggerKind.values()) {
                for (TransitionRule rule : TransitionTable.LIFE_CYCLE.cell(phase, kind)) {
                    rules.add(new TransitionRule(
                            EnumSet.of(kind), EnumSet.of(phase), rule.guards(), rule.verdict(), rule.reason()));
                }
            }
        }
        return rules;
    }
}
