package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Hints;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import java.util.Optional;
import java.util.function.Predicate;

/** One decision in a scene, as a law sees it. */
record DecisionTaken(WorldState state, Trigger trigger, Decision decision, Decider machine, SyncPolicy policy) {
    SyncLink before() {
        return state.link();
    }

    SyncLink after() {
        return decision.link();
    }

    boolean moved() {
        return decision instanceof Decision.Moved;
    }

    boolean entered(SyncPhase phase) {
        return before().phase() != phase && after().phase() == phase;
    }

    boolean left(SyncPhase phase) {
        return before().phase() == phase && after().phase() != phase;
    }

    boolean is(Class<? extends Trigger> kind) {
        return kind.isInstance(trigger);
    }

    boolean ranBefore(Predicate<SyncRun> claim) {
        return before().run().filter(claim).isPresent();
    }

    boolean runsAfter(Predicate<SyncRun> claim) {
        return after().run().filter(claim).isPresent();
    }

    /** Whether a run that was told the one reads the other as well. */
    boolean covers(Optional<Hints> known, Optional<Hints> hints) {
        return hints.isEmpty()
                || known.filter(all -> all.and(hints.get(), policy.maxNames()).equals(all))
                        .isPresent();
    }

    /** Whether the report is of the last worker whose run was taken from it. */
    boolean isLate() {
        return trigger instanceof WorkerReport.Fenced report
                && state.late()
                        .filter(claim -> claim.run() == report.run() && claim.fence() == report.fence())
                        .isPresent();
    }

    /** The same trigger once more, at the same instant. */
    Decision again() {
        return machine.decide(after(), trigger, policy, state.now());
    }
}
