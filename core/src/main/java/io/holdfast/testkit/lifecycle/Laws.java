package io.holdfast.testkit.lifecycle;

import static io.holdfast.model.SyncPhase.*;

import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.VisibleState;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The laws of the life cycle, each by its own name. */
final class Laws {
    private Laws() {}

    /** Needs all states at once, so that the search sees to it when it has them. */
    static final Law WAYS_BACK = Law.always(
            "ACTIVE can be reached from everywhere, with at most two acts of a person and one Resume", seen -> true);

    /** Holds if nothing is thrown, which the search sees to at each step. */
    static final Law NEVER_THROWS =
            Law.always("a decision is always made, for every trigger in every state", seen -> true);

    private static final List<Law> OF_STATUS_AND_WORK = List.of(
            NEVER_THROWS,
            WAYS_BACK,
            Law.always("one status per link", Laws::hasOneStatus),
            Law.ofMoves("ACTIVE only by a completed import of the current run", Laws::activeByItsOwnImport),
            Law.always(
                    "FAILED and the two refresh kinds only if an import once completed",
                    seen -> seen.link().importedAt().isPresent()
                            || (!seen.in(SYNC_FAILED) && !seen.runs(run -> run.kind() != SyncRun.Kind.IMPORT))),
            Law.always(
                    "IMPORT_FAILED only if no import completed",
                    seen -> !seen.in(IMPORT_FAILED) || seen.link().importedAt().isEmpty()),
            Law.always(
                    "no run in IMPORT_FAILED, SYNC_FAILED and DISCONNECTED",
                    seen -> seen.in(IMPORTING)
                            || seen.in(LIVE)
                            || seen.link().run().isEmpty()),
            Law.always(
                    "an import run exactly while importing",
                    seen -> seen.in(IMPORTING) == seen.runs(run -> run.kind() == SyncRun.Kind.IMPORT)),
            Law.always(
                    "no working run while suspended",
                    seen -> !seen.link().suspended() || !seen.runs(SyncRun::isWorking)),
            Law.ofMoves(
                    "a suspended link changes its status only by a person or a severance",
                    told -> !told.before().suspended()
                            || told.before().status() == told.after().status()
                            || told.is(UserRequest.class)
                            || told.is(Fact.CredentialSevered.class)),
            Law.always(
                    "DISCONNECTED only if the bound connection is severed",
                    seen -> !seen.in(DISCONNECTED) || seen.state().isBoundSevered()),
            Law.always(
                    "a person sees DISCONNECTED exactly while the bound connection is severed",
                    seen -> seen.state().isBoundSevered() == (seen.explanation().status() == SyncStatus.DISCONNECTED)),
            Law.ofMoves(
                    "out of DISCONNECTED only by ReconnectRequested",
                    told -> !told.left(DISCONNECTED) || told.is(UserRequest.ReconnectRequested.class)),
            Law.ofMoves("a late report changes nothing", told -> !told.isLate()),
            Law.ofMoves(
                    "every request, signal, look, severance and sign of life applied twice is ignored the second time",
                    Laws::isIgnoredTheSecondTime),
            Law.ofMoves("no request shortens the provider's wait", Laws::keepsTheProvidersWait),
            Law.ofMoves(
                    "no run starts before it is due",
                    told -> !told.is(WorkerReport.RunStarted.class)
                            || told.ranBefore(
                                    run -> !run.due().isAfter(told.state().now()))),
            Law.ofDecisions("a signalled change is never forgotten", Laws::remembersTheChange),
            Law.ofMoves("a wanted resync is never forgotten", Laws::remembersTheResync),
            Law.always("a live link without a run has a next poll while its provider delivers", Laws::isPolledAgain),
            Law.always("due() always announces a move", Observation::dueAnnouncesAMove),
            Law.always(
                    "a link to which something is owed is due, one that waits for a person is not", Laws::isDueIfOwed),
            Law.ofMoves(
                    "only ResumeRequested lifts a suspension",
                    told -> !told.before().suspended()
                            || told.after().suspended()
                            || told.is(UserRequest.ResumeRequested.class)),
            Law.ofMoves("nobody fails because a run was never started", Laws::failsOnlyAtWork),
            Law.always("attempts never pass the budget", Laws::isWithinBudget),
            Law.ofDecisions("the version grows by exactly one per move", Laws::growsByOne),
            Law.ofMoves("the fence only grows, and leaving a worker raises it", Laws::fencesOff),
            Law.ofMoves("replaying the history gives what a person sees", Laws::recordsWhatIsSeen),
            Law.ofMoves("replaying the journal gives the stored link", Laws::replays),
            Law.ofDecisions(
                    "every cell answers with a reason",
                    told -> !told.decision().reason().isBlank()));

    static final List<Law> ALL = Stream.of(
                    OF_STATUS_AND_WORK, RequestLaws.ALL, DueLaws.ALL, RecoveryLaws.ALL, AbsenceLaws.ALL)
            .flatMap(List::stream)
            .toList();

    private static boolean hasOneStatus(Observation seen) {
        SyncStatus shown = seen.explanation().status();
        return seen.link().status() == seen.link().phase().status()
                && (shown == seen.link().status() || shown == SyncStatus.DISCONNECTED);
    }

    private static boolean activeByItsOwnImport(DecisionTaken told) {
        return !told.entered(LIVE)
                || (told.trigger() instanceof WorkerReport.RunCompleted completed
                        && completed.fence() == told.before().bookkeeping().fence()
                        && told.ranBefore(run ->
                                run.id() == completed.run() && run.isWorking() && run.kind() == SyncRun.Kind.IMPORT));
    }

    private static boolean isIgnoredTheSecondTime(DecisionTaken told) {
        boolean applies = told.is(UserRequest.class)
                || told.is(Fact.ChangeSignalled.class)
                || told.is(Fact.LookDue.class)
                || told.is(Fact.RemoteSeen.class)
                || told.is(Fact.RemoteSignalled.class)
                || told.is(Fact.CredentialSevered.class)
                || told.is(Fact.IntegrationProven.class);
        return !applies || !(told.again() instanceof Decision.Moved);
    }

    /** Another connection is another matter: what one was asked to wait for says nothing of the other. */
    private static boolean keepsTheProvidersWait(DecisionTaken told) {
        Optional<Instant> asked = told.before()
                .run()
                .filter(run -> !run.isWorking() && run.waitsFor() == SyncRun.Wait.PROVIDER_ASKED)
                .map(SyncRun::due)
                .filter(due -> due.isAfter(told.state().now()));
        return asked.isEmpty()
                || !told.is(UserRequest.class)
                || !told.before().binding().equals(told.after().binding())
                || told.runsAfter(run -> !run.isWorking() && !run.due().isBefore(asked.get()));
    }

    /** What is remembered, and what a run was told, is kept until a run that was told it completes, or everything is read. */
    private static boolean remembersTheChange(DecisionTaken told) {
        if (recoversByReading(told.after().phase())) {
            return true;
        }
        if (told.trigger() instanceof Fact.ChangeSignalled signal) {
            return remembers(told, signal.hints()) || isToldBeforeItBegins(told, signal.hints());
        }
        Optional<Hints> pendingWork = told.before().bookkeeping().pendingWork().change();
        Optional<Hints> toRead = told.is(WorkerReport.RunCompleted.class)
                ? Optional.empty()
                : told.before().run().flatMap(SyncRun::hints);
        return pendingWork
                        .filter(hints -> !remembers(told, hints) && !isTold(told, hints))
                        .isEmpty()
                && toRead.filter(hints -> !isTold(told, hints)).isEmpty();
    }

    private static boolean remembers(DecisionTaken told, Hints hints) {
        return told.covers(told.after().bookkeeping().pendingWork().change(), Optional.of(hints));
    }

    private static boolean isToldBeforeItBegins(DecisionTaken told, Hints hints) {
        return told.runsAfter(run -> !run.hasBegun()) && isTold(told, hints);
    }

    private static boolean isTold(DecisionTaken told, Hints hints) {
        return told.runsAfter(
                run -> run.kind() != SyncRun.Kind.CATCH_UP || told.covers(run.hints(), Optional.of(hints)));
    }

    private static boolean remembersTheResync(DecisionTaken told) {
        boolean wanted = told.before().bookkeeping().pendingWork().resyncWanted()
                || told.is(UserRequest.ResyncRequested.class)
                || (told.ranBefore(run -> run.kind() == SyncRun.Kind.RESYNC)
                        && !told.is(WorkerReport.RunCompleted.class));
        return !wanted
                || told.after().bookkeeping().pendingWork().resyncWanted()
                || told.runsAfter(run -> run.kind() != SyncRun.Kind.CATCH_UP)
                || recoversByReading(told.after().phase());
    }

    /** Whatever leads out of it reads everything. */
    private static boolean recoversByReading(SyncPhase phase) {
        return phase == IMPORT_FAILED || phase == SYNC_FAILED || phase == DISCONNECTED;
    }

    private static boolean isPolledAgain(Observation seen) {
        return !seen.in(LIVE)
                || seen.link().run().isPresent()
                || seen.link().isSilent()
                || seen.link().bookkeeping().polls().next().isPresent();
    }

    private static boolean isDueIfOwed(Observation seen) {
        boolean autoRetries =
                seen.link().incident().flatMap(Incident::autoRetryAt).isPresent();
        boolean owed = !seen.link().suspended() && (seen.link().run().isPresent() || seen.in(LIVE) || autoRetries);
        return seen.link().due().isPresent() == owed;
    }

    private static boolean failsOnlyAtWork(DecisionTaken told) {
        boolean failed = told.entered(IMPORT_FAILED) || told.entered(SYNC_FAILED);
        return !failed || (told.is(WorkerReport.Fenced.class) && told.ranBefore(SyncRun::isWorking));
    }

    private static boolean isWithinBudget(Observation seen) {
        RetryPolicy retry = seen.policy().retry();
        return !seen.runs(run -> run.attempt() > retry.maxAttempts() || run.failures() >= retry.maxFailures());
    }

    private static boolean growsByOne(DecisionTaken told) {
        return told.moved()
                ? told.after().version() == told.before().version() + 1
                : told.after().equals(told.before());
    }

    private static boolean fencesOff(DecisionTaken told) {
        boolean left = WorldState.claim(told.before()).isPresent()
                && !WorldState.claim(told.before()).equals(WorldState.claim(told.after()));
        return left
                ? told.after().bookkeeping().fence() == told.after().version()
                : told.after().bookkeeping().fence()
                        >= told.before().bookkeeping().fence();
    }

    private static boolean recordsWhatIsSeen(DecisionTaken told) {
        VisibleState before = VisibleState.of(told.before());
        VisibleState after = VisibleState.of(told.after());
        Optional<TransitionRecord> record = ((Decision.Moved) told.decision()).record();
        if (before.equals(after)) {
            return record.isEmpty();
        }
        boolean closes = before.incident().isPresent() && after.incident().isEmpty();
        return record.isPresent()
                && record.get().before().equals(Optional.of(before))
                && record.get().after().equals(after)
                && record.get().version() == told.after().version()
                && record.get().recovered() == closes;
    }

    private static boolean replays(DecisionTaken told) {
        Decision.Moved moved = (Decision.Moved) told.decision();
        return moved.trigger().equals(Optional.of(told.trigger()))
                && told.machine()
                        .decide(told.before(), told.trigger(), told.policy(), moved.at())
                        .equals(moved);
    }
}
