package io.holdfast.transition;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.KeptPlace;
import io.holdfast.model.LastRun;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a run that does not go well makes of a link: it waits, tries again or gives up. Pure, as {@link LinkTransitions}. */
final class FailureTransitions {
    /** Failures of the place itself: to go on there would only meet them again. */
    private static final Set<FailureKind> PLACE_BROKE = EnumSet.of(FailureKind.CURSOR_REFUSED, FailureKind.MALFORMED);

    private FailureTransitions() {}

    static SyncLink handBack(DecisionContext s) {
        WorkerReport.RunYielded report = s.trigger(WorkerReport.RunYielded.class);
        SyncRun.Builder run = s.runBuilder();
        if (report.waitsFor() == SyncRun.Wait.PROVIDER_ASKED) {
            count(s, report.due(), run);
        }
        return handedBack(s, run.due(report.due()).waitsFor(report.waitsFor()).lease(Optional.empty()));
    }

    static SyncLink waitAsAsked(DecisionContext s) {
        WorkerReport.RunFailed report = s.trigger(WorkerReport.RunFailed.class);
        Instant due = s.now()
                .plus(s.policy().retry().providerWait(report.waitAtLeast().orElse(Duration.ZERO)));
        SyncRun.Builder run = s.runBuilder();
        count(s, due, run);
        return handedBack(
                s,
                run.due(due)
                        .waitsFor(SyncRun.Wait.PROVIDER_ASKED)
                        .lease(Optional.empty())
                        .lastFailure(report.failure()));
    }

    /** What the provider asks to wait is no time of the run, and does not age its place. */
    private static void count(DecisionContext s, Instant due, SyncRun.Builder run) {
        if (due.isAfter(s.now())) {
            Duration asked = Duration.between(s.now(), due);
            run.askedToWait(s.run().askedToWait().plus(asked))
                    .placeRested(s.run().placeRested().plus(asked));
        }
    }

    static SyncLink scanAnew(DecisionContext s) {
        return handedBack(
                s,
                retried(s, s.trigger(WorkerReport.RunFailed.class).failure())
                        .checkpoint(Optional.empty())
                        .due(s.now())
                        .waitsFor(SyncRun.Wait.NOW));
    }

    static SyncLink backOff(DecisionContext s) {
        return backOff(s, s.trigger(WorkerReport.RunFailed.class).failure(), Duration.ZERO);
    }

    /** The run has stood still while its lease was watched, which counts as waiting. */
    static SyncLink backOffAfterLoss(DecisionContext s) {
        return backOff(s, loss(s), s.policy().leaseWatch());
    }

    static SyncLink waitForConfirmation(DecisionContext s) {
        return handedBack(
                s,
                retried(s, s.trigger(WorkerReport.RunFailed.class).failure())
                        .goneSince(s.run().goneSince().orElse(s.now()))
                        .due(goneIsConfirmedAt(s))
                        .waitsFor(SyncRun.Wait.BACK_OFF));
    }

    static SyncLink giveUp(DecisionContext s) {
        SyncFailure failure = s.trigger(WorkerReport.RunFailed.class).failure();
        return ended(s, spentItsTotal(s) ? withoutProgress(s, failure) : failure);
    }

    static SyncLink giveUpAfterLoss(DecisionContext s) {
        SyncFailure loss = loss(s);
        return ended(s, spentItsTotal(s) ? withoutProgress(s, loss) : loss);
    }

    static SyncLink giveUpOverdue(DecisionContext s) {
        SyncFailure failure = s.trigger(WorkerReport.RunFailed.class).failure();
        if (!failure.kind().retryable()) {
            return ended(s, failure);
        }
        return ended(
                s,
                Guard.isPageless(s)
                        ? failure.retold(
                                FailureKind.NO_PROGRESS,
                                "no new page came for " + s.policy().retry().maxPageless() + "; the last failure was "
                                        + failure.kind() + ": ")
                        : withoutProgress(s, failure));
    }

    static SyncLink giveUpYielded(DecisionContext s) {
        RetryPolicy retry = s.policy().retry();
        String expected = Guard.isPageless(s)
                ? "expected a new page within " + retry.maxPageless() + " but none came"
                : "expected the run to end within " + retry.maxRunDuration() + " but it has not";
        String message = expected + "; press Retry to begin anew";
        return ended(s, SyncFailure.of(FailureKind.NO_PROGRESS, reference(s), message, s.now()));
    }

    /** When a remote event or channel that is gone may count as gone: one consistency window after it was first heard. */
    static Instant goneIsConfirmedAt(DecisionContext s) {
        Duration window = s.trigger(WorkerReport.RunFailed.class).waitAtLeast().orElse(Duration.ZERO);
        return s.run().goneSince().orElse(s.now()).plus(window);
    }

    private static SyncLink backOff(DecisionContext s, SyncFailure failure, Duration waited) {
        Duration left = s.policy()
                .retry()
                .backOff()
                .after(s.run().attempt(), s.link().seed())
                .minus(waited);
        Instant due = left.isNegative() ? s.now() : s.now().plus(left);
        SyncRun.Builder run = retried(s, failure).due(due).waitsFor(SyncRun.Wait.BACK_OFF);
        return handedBack(s, wasMalformedAsAWhole(s, failure) ? run.checkpoint(Optional.empty()) : run);
    }

    /** Nothing is left to read on it, so to go on there would only meet the same again. */
    private static boolean wasMalformedAsAWhole(DecisionContext s, SyncFailure failure) {
        return failure.kind() == FailureKind.MALFORMED
                && s.run()
                        .checkpoint()
                        .filter(place -> place.cursor().isEmpty())
                        .isPresent();
    }

    private static SyncRun.Builder retried(DecisionContext s, SyncFailure failure) {
        SyncRun.Builder run = s.runBuilder();
        run.attempt(s.run().attempt() + 1)
                .failures(s.run().failures() + 1)
                .lastFailure(failure)
                .lease(Optional.empty());
        return run;
    }

    private static SyncLink handedBack(DecisionContext s, SyncRun.Builder run) {
        return s.next(kept -> kept.fence(s.nextVersion()))
                .run(run.build())
                .remote(remote(s))
                .build();
    }

    /** The failure rule: no import of this link ever completed, or one did. */
    private static SyncLink ended(DecisionContext s, SyncFailure failure) {
        SyncLink link = s.link();
        SyncPhase failed = link.importedAt().isPresent() ? SyncPhase.SYNC_FAILED : SyncPhase.IMPORT_FAILED;
        Incident incident = grown(s, failure);
        return s.enter(failed, kept -> {
                    LinkTransitions.idle(s, kept);
                    kept.place(place(s, incident));
                })
                .remote(remote(s))
                .run(Optional.empty())
                .lastRun(LastRun.builder()
                        .kind(s.run().kind())
                        .startedAt(s.run().startedAt().orElse(s.now()))
                        .endedAt(s.now())
                        .tally(s.run().checkpoint().map(Checkpoint::tally).orElse(Tally.NONE))
                        .failure(failure)
                        .build())
                .incident(incident)
                .build();
    }

    /**
     * Where an automatic recovery goes on: at the place of a full scan, unless it is the place that broke, or a person wants
     * everything to be read again. A person's Retry begins anew.
     */
    private static Optional<KeptPlace> place(DecisionContext s, Incident incident) {
        boolean broke = s.trigger() instanceof WorkerReport.RunFailed report
                && PLACE_BROKE.contains(report.failure().kind());
        boolean goesOn = incident.autoRetryAt().isPresent()
                && !broke
                && !s.link().bookkeeping().pendingWork().resyncWanted();
        return s.run()
                .checkpoint()
                .filter(checkpoint -> goesOn && checkpoint.read().isFull())
                .map(checkpoint -> new KeptPlace(checkpoint, s.run().furthest()));
    }

    private static Incident grown(DecisionContext s, SyncFailure failure) {
        boolean asked = s.run().urgency() == SyncRun.Urgency.PERSON;
        Incident grown =
                s.link().incident().map(open -> open.repeated(failure, asked)).orElse(Incident.opened(failure));
        Optional<Instant> autoRetryAt = RecoveryTransitions.nextTurn(s, grown);
        return grown.autoRetryAt().equals(autoRetryAt)
                ? grown
                : grown.toBuilder().autoRetryAt(autoRetryAt).build();
    }

    /** What the failed attempt had seen of the event or channel, or else what was known before. */
    static Optional<RemoteFacts> remote(DecisionContext s) {
        Optional<RemoteFacts> seen =
                s.trigger() instanceof WorkerReport.RunFailed failed ? failed.remote() : Optional.empty();
        return s.remote(seen);
    }

    private static SyncFailure loss(DecisionContext s) {
        String message = "expected the worker of this run to renew its lease but it fell silent, attempt "
                + s.run().attempt() + "; nothing is lost, the run goes on at its checkpoint";
        return SyncFailure.of(FailureKind.LOST, reference(s), message, s.now());
    }

    /** A run that spent its budget although pages came fails for that, not for its last stumble. */
    private static SyncFailure withoutProgress(DecisionContext s, SyncFailure failure) {
        return s.run().furthest() == 0
                ? failure
                : failure.retold(
                        FailureKind.NO_PROGRESS,
                        "the run spent its budget although pages came; its last failure was " + failure.kind() + ": ");
    }

    private static boolean spentItsTotal(DecisionContext s) {
        return s.run().failures() + 1 >= s.policy().retry().maxFailures();
    }

    private static String reference(DecisionContext s) {
        return SyncFailure.reference(s.link().seed());
    }
}
