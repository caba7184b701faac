package io.holdfast.propertychecks;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.presentation.StatusView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryRules;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** What holds for our own listener, whatever happens to a link. */
final class AlertLaws {
    /** Where somebody must act: an import or a sync gave up, or the credential is severed. */
    private static final Set<SyncPhase> NEEDS_SOMEBODY =
            EnumSet.of(SyncPhase.IMPORT_FAILED, SyncPhase.SYNC_FAILED, SyncPhase.DISCONNECTED);

    private Instant now = Histories.START;

    @Property
    void anAlertIsShownExactlyWhileSomebodyMustAct(@ForAll("histories") List<Histories.Happening> history) {
        now = Histories.START;
        AlertBoard board = new AlertBoard(
                link -> StatusView.of(link, explained(link), List.of(Histories.bound(link)), command -> true));
        Decision.Moved birth = Histories.birth();
        SyncLink link = birth.next();
        board.transitioned(link, birth.record().orElseThrow());
        Set<SyncPhase> phases = EnumSet.of(link.phase());
        for (Histories.Happening happening : history) {
            now = Histories.later(now);
            Decision decision = SyncStateMachine.decide(link, happening.to(link, now), Histories.POLICY, now);
            link = decision.link();
            phases.add(link.phase());
            if (decision instanceof Decision.Moved moved && moved.record().isPresent()) {
                board.transitioned(link, moved.record().get());
            }

            boolean somebody = NEEDS_SOMEBODY.contains(link.phase());
            assertThat(board.alert(link.id()).isPresent()).isEqualTo(somebody);
        }
        Statistics.label("disconnected on the way")
                .collect(phases.contains(SyncPhase.DISCONNECTED))
                .coverage(met -> met.check(true).percentage(share -> share > 20));
        Statistics.label("live on the way")
                .collect(phases.contains(SyncPhase.LIVE))
                .coverage(met -> met.check(true).percentage(share -> share > 20));
    }

    /** Claims and completions come more often than the rest, so that histories get somewhere. */
    @Provide
    Arbitrary<List<Histories.Happening>> histories() {
        Arbitrary<Histories.Happening> work = Arbitraries.of(Histories.Happening.CLAIM, Histories.Happening.COMPLETE);
        return Arbitraries.frequencyOf(Tuple.of(2, work), Tuple.of(1, Arbitraries.of(Histories.Happening.class)))
                .list()
                .ofMaxSize(80);
    }

    private Explanation explained(SyncLink link) {
        return RecoveryRules.explain(link, List.of(Histories.bound(link)), Histories.POLICY, now);
    }
}
