package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryAdvice;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.recovery.RecoveryRules;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.function.Predicate;

/** One state, as a law sees it. */
record Observation(WorldState state, Explanation explanation, RecoveryPlan plan, Decider machine, SyncPolicy policy) {
    static Observation at(WorldState state, Decider machine, SyncPolicy policy) {
        return new Observation(
                state,
                RecoveryRules.explain(state.link(), state.integrations(), policy, state.now()),
                RecoveryRules.plan(state.link(), state.integrations(), policy, state.now()),
                machine,
                policy);
    }

    SyncLink link() {
        return state.link();
    }

    boolean in(SyncPhase phase) {
        return link().phase() == phase;
    }

    boolean runs(Predicate<SyncRun> claim) {
        return link().run().filter(claim).isPresent();
    }

    boolean moves(Trigger trigger) {
        return moves(trigger, state.now());
    }

    /** What a page advises once this was decided, nothing else having changed. */
    RecoveryAdvice after(Trigger trigger) {
        SyncLink next = machine.decide(link(), trigger, policy, state.now()).link();
        return at(state.moved(next), machine, policy).explanation().advice();
    }

    /** What a page advises once the account that the link is bound to is authorised again. */
    RecoveryAdvice afterAuthorising() {
        return at(state.withBound(state.bound().next()), machine, policy)
                .explanation()
                .advice();
    }

    /**
     * Whether the trigger that the link's due instant announces moves it at that instant, and not before. When a worker is
     * lost no clock decides: whoever tells has watched its lease. And to a clock that is further behind the last decision than
     * clocks may differ, what is due at once is due at once.
     */
    boolean dueAnnouncesAMove() {
        if (link().due().isEmpty()) {
            return true;
        }
        Instant due = link().due().get();
        Trigger announced = SyncStateMachine.announced(link())
                .orElseGet(() ->
                        new WorkerReport.RunStarted(link().run().orElseThrow().id(), "an owner"));
        Instant before = due.minusNanos(1);
        boolean watched = announced instanceof WorkerReport.RunLost;
        boolean setBack = link().decidedAt().isAfter(before.plus(policy.decidedAheadAtMost()));
        return moves(announced, due) && (watched || setBack || !moves(announced, before));
    }

    private boolean moves(Trigger trigger, Instant now) {
        return machine.decide(link(), trigger, policy, now) instanceof Decision.Moved;
    }
}
