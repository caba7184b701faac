package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncPhase;
import org.junit.jupiter.api.Test;

/** The table as a reader sees it. */
final class TransitionDiagramTest {
    @Test
    void thePictureShowsEachPhaseAndWhatLeadsFromOneToAnother() {
        assertThat(TransitionDiagram.mermaid()).isEqualTo("""
                        stateDiagram-v2
                            direction LR
                            state "PENDING<br/>importing" as IMPORTING
                            state "PENDING<br/>import failed" as IMPORT_FAILED
                            state "ACTIVE<br/>live" as LIVE
                            state "FAILED<br/>sync failed" as SYNC_FAILED
                            state "DISCONNECTED<br/>credential severed" as DISCONNECTED
                            [*] --> IMPORTING: Import event
                            IMPORTING --> IMPORT_FAILED: first import gives up
                            IMPORTING --> LIVE: all was read
                            IMPORTING --> SYNC_FAILED: run gives up
                            IMPORTING --> DISCONNECTED: credential severed
                            IMPORT_FAILED --> IMPORTING: Retry, Reconnect, by itself
                            IMPORT_FAILED --> DISCONNECTED: credential severed
                            LIVE --> IMPORTING: Reconnect
                            LIVE --> SYNC_FAILED: run gives up
                            LIVE --> DISCONNECTED: credential severed
                            SYNC_FAILED --> IMPORTING: Retry, Reconnect, by itself
                            SYNC_FAILED --> DISCONNECTED: credential severed
                            DISCONNECTED --> IMPORTING: Reconnect
                            classDef pending fill:#fff3cd,stroke:#b58900,color:#3d3000
                            classDef active fill:#d4edda,stroke:#28a745,color:#0b3d17
                            classDef failed fill:#f8d7da,stroke:#c82333,color:#4a0d12
                            classDef disconnected fill:#e2e3e5,stroke:#6c757d,color:#25282b
                            class IMPORTING pending
                            class IMPORT_FAILED pending
                            class LIVE active
                            class SYNC_FAILED failed
                            class DISCONNECTED disconnected
                        """);
    }

    @Test
    void theListHasALineForEachRowInTheOrderOfTheTable() {
        String[] lines = TransitionDiagram.markdown().split("\n", -1);

        assertThat(lines).hasSize(TransitionTable.LIFE_CYCLE.rows().size() + 3);
        assertThat(lines[0]).isEqualTo("| what happens | in | if | then | because |");
        assertThat(lines[1]).isEqualTo("|---|---|---|---|---|");
        assertThat(lines[2])
                .isEqualTo(
                        "| retry requested | any phase | suspended | **refuse**; helps: RESUME | the link is on hold;"
                                + " resume it first |");
        assertThat(lines[3])
                .isEqualTo(
                        "| retry requested | IMPORTING | waits for back-off | **move**, phase stays | a person asked,"
                                + " so the wait ends now |");
        assertThat(lines)
                .contains(
                        "| reconnect requested | any phase | other account | **refuse**; helps: RECONNECT | that"
                                + " integration is another account; connect the one from before again, or move the link |",
                        "| run failed | IMPORTING | current *and* its own time is spent, or no page came for too long | **move** →"
                                + " IMPORT_FAILED, SYNC_FAILED | the attempt failed, and the run's own time is spent or no page came for too long"
                                + " |",
                        "| run started, page applied, lease renewed, removals begun, run completed, run yielded, run failed, run"
                                + " lost | IMPORT_FAILED, SYNC_FAILED, DISCONNECTED |  | ignore | late: the run it speaks of has"
                                + " ended |",
                        "| credential severed | DISCONNECTED |  | ignore | disconnected already |");
    }

    @Test
    void eachRowOfOneCellSaysSomethingElse() {
        for (SyncPhase phase : SyncPhase.values()) {
            for (TriggerKind kind : TriggerKind.values()) {
                assertThat(TransitionTable.LIFE_CYCLE.cell(phase, kind))
                        .isNotEmpty()
                        .extracting(TransitionRule::reason)
                        .doesNotHaveDuplicates();
            }
        }
    }
}
