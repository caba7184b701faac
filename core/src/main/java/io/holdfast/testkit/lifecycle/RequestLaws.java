package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Actor;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.transition.UserRequest;
import java.util.List;
import java.util.Optional;

/** The laws of what persons are advised and ask for: what is advised works, and what is accepted is done. */
final class RequestLaws {
    private RequestLaws() {}

    static final List<Law> ALL = List.of(
            Law.always("the recovery advised is never refused and never ignored", RequestLaws::adviceHelps),
            Law.ofMoves("an accepted request does what it promises", RequestLaws::doesWhatItPromises));

    private static boolean adviceHelps(Observation seen) {
        RecoveryAction action = seen.explanation().advice().action();
        return switch (action) {
            case NONE -> seen.explanation().status() == SyncStatus.ACTIVE;
            case WAIT -> seen.link().due().isPresent();
            case RETRY -> seen.moves(new UserRequest.RetryRequested(Actor.HOST));
            case RESUME -> seen.moves(new UserRequest.ResumeRequested(Actor.HOST));
            case RECONNECT ->
                seen.plan().candidates().stream().allMatch(candidate -> seen.moves(reconnect(seen, candidate)));
            case RECONNECT_INTEGRATION -> seen.plan().step() == RecoveryPlan.Step.GO_TO_INTEGRATIONS;
            case CONTACT_SUPPORT -> false;
        };
    }

    private static UserRequest reconnect(Observation seen, RecoveryPlan.Candidate candidate) {
        return new UserRequest.ReconnectRequested(
                Actor.HOST, candidate.binding(), Optional.empty(), seen.state().isBoundSevered(), candidate.move());
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
