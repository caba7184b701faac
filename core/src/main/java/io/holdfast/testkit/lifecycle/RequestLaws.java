package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.recovery.Rebinding;
import io.holdfast.recovery.RecoveryAdvice;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.transition.UserRequest;
import java.util.List;
import java.util.Optional;

/** The laws of what persons are advised and ask for: what is advised works, and what is accepted is done. */
final class RequestLaws {
    private RequestLaws() {}

    static final List<Law> ALL = List.of(
            Law.always("the recovery advised is never refused and never ignored", RequestLaws::adviceHelps),
            Law.always("after what is advised comes what was announced", RequestLaws::nextAdviceIsAsAnnounced),
            Law.always("what a page offers is taken, as the engine asks it", RequestLaws::offersWhatIsTaken),
            Law.ofMoves("an accepted request does what it promises", RequestLaws::doesWhatItPromises));

    private static boolean adviceHelps(Observation seen) {
        RecoveryPlan plan = seen.plan();
        return switch (seen.explanation().advice().action()) {
            case NONE -> seen.explanation().status() == SyncStatus.ACTIVE;
            case WAIT -> seen.link().due().isPresent();
            case RETRY -> seen.moves(new UserRequest.RetryRequested(Actor.HOST));
            case RESUME -> seen.moves(new UserRequest.ResumeRequested(Actor.HOST));
            case RECONNECT ->
                plan.step() == RecoveryPlan.Step.PROCEED
                        && plan.candidates().stream().allMatch(own -> seen.moves(rebinding(seen, own)));
            case MOVE ->
                plan.step() == RecoveryPlan.Step.MOVE
                        && plan.moves().stream().allMatch(other -> seen.moves(rebinding(seen, other)));
            // to connect an account that is connected would change nothing
            case RECONNECT_INTEGRATION ->
                plan.step() == RecoveryPlan.Step.GO_TO_INTEGRATIONS
                        && plan.bound().filter(RecoveryPlan.Bound::connected).isEmpty();
            case CONTACT_SUPPORT -> false;
        };
    }

    private static boolean nextAdviceIsAsAnnounced(Observation seen) {
        RecoveryAdvice advice = seen.explanation().advice();
        Optional<RecoveryAction> next = switch (advice.action()) {
            case RESUME ->
                Optional.of(seen.after(new UserRequest.ResumeRequested(Actor.HOST))
                                .action())
                        .filter(then -> then != RecoveryAction.NONE && then != RecoveryAction.WAIT);
            case RECONNECT_INTEGRATION -> Optional.of(seen.afterAuthorising().action());
            case NONE, WAIT, RETRY, RECONNECT, MOVE, CONTACT_SUPPORT -> advice.after();
        };
        return next.equals(advice.after());
    }

    private static boolean offersWhatIsTaken(Observation seen) {
        return seen.explanation().accepts(Command.MOVE) != seen.plan().moves().isEmpty()
                && seen.plan().moves().stream().allMatch(other -> seen.moves(rebinding(seen, other)))
                && (!seen.explanation().accepts(Command.RETRY)
                        || seen.moves(new UserRequest.RetryRequested(Actor.HOST)))
                && (!seen.explanation().accepts(Command.RESYNC)
                        || seen.moves(new UserRequest.ResyncRequested(Actor.HOST)))
                && (!seen.explanation().accepts(Command.RECONNECT)
                        || seen.plan().candidates().stream().allMatch(own -> seen.moves(rebinding(seen, own))));
    }

    private static UserRequest rebinding(Observation seen, RecoveryPlan.Candidate with) {
        List<Integration> known = seen.state().integrations();
        Integration to = known.stream()
                .filter(one -> one.id().equals(with.integration()))
                .findFirst()
                .orElseThrow();
        return Rebinding.request(Actor.HOST, seen.link(), to, known, with.move());
    }

    /** Whatever is to be read is due afterwards; only what a Reconnect on hold has bound waits for Resume. */
    private static boolean doesWhatItPromises(DecisionTaken told) {
        SyncLink after = told.after();
        boolean due = after.due().isPresent();
        return switch (told.trigger().kind()) {
            case RETRY_REQUESTED -> due && told.runsAfter(run -> run.kind() == SyncRun.Kind.IMPORT);
            case RESYNC_REQUESTED, APPLY_REMOVALS_REQUESTED -> due;
            case RECONNECT_REQUESTED ->
                after.phase() == SyncPhase.IMPORTING
                        && after.binding().equals(((UserRequest.ReconnectRequested) told.trigger()).to())
                        && due != after.suspended();
            case SUSPEND_REQUESTED -> after.suspended() && !due;
            case RESUME_REQUESTED -> !after.suspended();
            case KEEP_ATTENDEES_REQUESTED ->
                after.bookkeeping().absences().kept().isPresent();
            default -> true;
        };
    }
}
