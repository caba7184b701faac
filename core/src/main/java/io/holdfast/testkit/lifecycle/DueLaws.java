package io.holdfast.testkit.lifecycle;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.KeptPlace;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.ShortListPolicy;
import io.holdfast.transition.Fact;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The laws of what is due: nothing is due at once again, and nothing that is due is put off. */
final class DueLaws {
    private DueLaws() {}

    static final List<Law> ALL = List.of(
            Law.ofMoves("what a completed run sets lies ahead", DueLaws::setsAhead),
            Law.ofMoves(
                    "attendees read by their ids move neither watermark, poll, full scan nor look, and prove nothing",
                    DueLaws::leavesTheRest),
            Law.ofMoves(
                    "who is signalled while everything is read is read by id, or after it",
                    DueLaws::readsWhomItIsToldOf),
            Law.ofMoves("a run that begins does what is due", DueLaws::doesWhatIsDue),
            Law.ofDecisions(
                    "after Resync a full scan is next, unless a hold, a worker or the provider's wait is in its way",
                    DueLaws::scansNext),
            Law.always(
                    "what is on is polled, and what is over or cancelled is looked at for ever", DueLaws::isFollowed),
            Law.ofMoves(
                    "a look touches nothing but what is known of the remote side and when it is read",
                    DueLaws::onlyLooks),
            Law.ofDecisions(
                    "what is said to have changed itself is looked at, whatever run is on meanwhile",
                    DueLaws::looksWhenTold),
            Law.ofDecisions("what is seen to be on again is read at once", DueLaws::isReadAtOnce),
            Law.ofMoves("a first list that is short is read again in time, until that is enough", DueLaws::isReadAgain),
            Law.ofMoves("what the provider asked to wait is no time of the run", DueLaws::isNoTimeOfTheRun),
            Law.ofMoves(
                    "an automatic recovery goes on where the run broke off, whatever else begins begins anew",
                    DueLaws::goesOnWhereItBrokeOff));

    /** What waits for the end of a full scan, and whom it has taken over since its first page and not read, is kept. */
    private static boolean readsWhomItIsToldOf(DecisionTaken told) {
        boolean pages = told.trigger() instanceof WorkerReport.PageApplied;
        boolean scans = told.ranBefore(run -> run.kind() != SyncRun.Kind.CATCH_UP);
        if (!scans || !(pages || told.entered(SyncPhase.LIVE) || told.is(WorkerReport.RunCompleted.class))) {
            return true;
        }
        Set<AttendeeId> read =
                told.trigger() instanceof WorkerReport.PageApplied page ? page.named() : Set.<AttendeeId>of();
        Optional<Hints> owed = told.before()
                .run()
                .filter(run -> run.checkpoint().isPresent())
                .flatMap(SyncRun::hints)
                .flatMap(hints -> hints.without(read));
        return Stream.of(owed, told.before().bookkeeping().pendingWork().change())
                .allMatch(hints -> isKept(told, hints));
    }

    private static boolean isKept(DecisionTaken told, Optional<Hints> hints) {
        boolean scansAnew = told.runsAfter(run -> run.kind() != SyncRun.Kind.CATCH_UP && !run.hasBegun());
        return scansAnew
                || told.covers(told.after().run().flatMap(SyncRun::hints), hints)
                || told.covers(told.after().bookkeeping().pendingWork().change(), hints);
    }

    /** Nor is a recheck done of anybody else. Whom it did not find may bring a full scan forward, which moves nothing else. */
    private static boolean leavesTheRest(DecisionTaken told) {
        if (!(told.trigger() instanceof WorkerReport.RunCompleted completed)
                || !completed.report().named()) {
            return true;
        }
        SyncLink link = told.before();
        PollSchedule before = link.bookkeeping().polls();
        PollSchedule after = told.after().bookkeeping().polls();
        Optional<Instant> scan = completed.report().notFound().isEmpty() ? before.fullScanAt() : after.fullScanAt();
        return after.equals(new PollSchedule(before.pollAt(), scan, after.recheck(), before.lookAt()))
                && before.fullScanAt().isPresent() == scan.isPresent()
                && scan.filter(at -> at.isAfter(before.fullScanAt().orElseThrow()))
                        .isEmpty()
                && told.after()
                        .bookkeeping()
                        .watermarks()
                        .equals(link.bookkeeping().watermarks())
                && told.after().provenAt().equals(link.provenAt())
                && (before.recheck().isEmpty()
                        || told.covers(
                                link.run().flatMap(SyncRun::hints),
                                before.recheck().map(ConsistencyRecheck::hints))
                        || after.recheck().isPresent());
    }

    private static boolean isFollowed(Observation seen) {
        PollSchedule polls = seen.link().bookkeeping().polls();
        boolean over = seen.link()
                .remote()
                .filter(facts -> facts.isOver(seen.state().now()))
                .isPresent();
        return !seen.in(SyncPhase.LIVE)
                || seen.link().isSilent()
                || (polls.lookAt().isPresent()
                        && (over
                                || seen.link().run().isPresent()
                                || polls.pollAt().isPresent()));
    }

    private static boolean onlyLooks(DecisionTaken told) {
        boolean looks =
                told.is(Fact.LookDue.class) || told.is(Fact.RemoteSeen.class) || told.is(Fact.RemoteSignalled.class);
        return !looks
                || told.after().toBuilder(
                                kept -> kept.polls(told.before().bookkeeping().polls()))
                        .remote(told.before().remote())
                        .version(told.before().version())
                        .decidedAt(told.before().decidedAt())
                        .build()
                        .equals(told.before());
    }

    /** The look is due at once, and a run that ends puts off none that fell due after the event was read last. */
    private static boolean looksWhenTold(DecisionTaken told) {
        Instant now = told.state().now();
        Optional<Instant> owed = told.before()
                .bookkeeping()
                .polls()
                .lookAt()
                .filter(at -> !at.isAfter(now))
                .filter(at -> told.before()
                        .remote()
                        .filter(known -> known.readAt().isBefore(at))
                        .isPresent());
        boolean isTold =
                told.is(Fact.RemoteSignalled.class) || (told.is(WorkerReport.RunCompleted.class) && owed.isPresent());
        return !isTold
                || told.before().phase() != SyncPhase.LIVE
                || told.after().isSilent()
                || told.after().bookkeeping().polls().isLookDue(now);
    }

    private static boolean isReadAtOnce(DecisionTaken told) {
        Instant now = told.state().now();
        SyncLink link = told.before();
        boolean on = told.trigger() instanceof Fact.RemoteSeen seen
                && !seen.told().isOver(now)
                && link.remote()
                        .filter(known -> known.isOver(now)
                                && !known.readAt().isAfter(seen.told().readAt()))
                        .isPresent();
        PollSchedule polls = told.after().bookkeeping().polls();
        return !on
                || link.phase() != SyncPhase.LIVE
                || link.suspended()
                || (polls.isPollDue(now) && polls.isFullScanDue(now));
    }

    /** It costs no attempt, and the import does not count as complete before. */
    private static boolean isReadAgain(DecisionTaken told) {
        if (!told.is(WorkerReport.RunCompleted.class) || told.after().phase() == SyncPhase.LIVE) {
            return true;
        }
        ShortListPolicy policy = told.policy().shortLists();
        Instant now = told.state().now();
        return told.after().phase() == SyncPhase.IMPORTING
                && told.after().importedAt().isEmpty()
                && told.runsAfter(run -> run.attempt() == 1
                        && run.due().isAfter(now)
                        && !run.due().isAfter(now.plus(policy.longestWait()))
                        && run.shortReads()
                                .filter(reads -> reads.alike() < policy.enough() && reads.reads() < policy.atMost())
                                .isPresent());
    }

    /** Nor does it age the place. */
    private static boolean isNoTimeOfTheRun(DecisionTaken told) {
        boolean reports = told.is(WorkerReport.RunYielded.class) || told.is(WorkerReport.RunFailed.class);
        boolean waits = reports && told.runsAfter(run -> run.waitsFor() == SyncRun.Wait.PROVIDER_ASKED);
        if (!waits) {
            return true;
        }
        SyncRun before = told.before().run().orElseThrow();
        SyncRun after = told.after().run().orElseThrow();
        Instant now = told.state().now();
        return after.ownTime(after.due()).equals(before.ownTime(now))
                && after.placeAge(after.due()).equals(before.placeAge(now));
    }

    private static boolean goesOnWhereItBrokeOff(DecisionTaken told) {
        boolean begins = told.runsAfter(run -> run.id() == told.after().version());
        Optional<Checkpoint> kept = told.is(Fact.AutoRetryDue.class)
                ? told.before().bookkeeping().place().map(KeptPlace::checkpoint)
                : Optional.empty();
        boolean goesOn = told.runsAfter(run -> run.checkpoint().equals(kept)
                && run.placeAge(told.state().now()).isZero());
        return (!begins || goesOn) && (!gaveUpForTime(told) || keepsItsPlace(told));
    }

    private static boolean gaveUpForTime(DecisionTaken told) {
        boolean placeIsGood = !(told.trigger() instanceof WorkerReport.RunFailed report)
                || report.failure().kind() == FailureKind.UNREACHABLE
                || report.failure().kind() == FailureKind.RATE_LIMITED;
        return told.before().run().isPresent()
                && told.after().incident().flatMap(Incident::autoRetryAt).isPresent()
                && placeIsGood;
    }

    private static boolean keepsItsPlace(DecisionTaken told) {
        return told.before().bookkeeping().pendingWork().resyncWanted()
                || told.before()
                        .run()
                        .flatMap(SyncRun::checkpoint)
                        .filter(place -> place.read().isFull())
                        .equals(told.after().bookkeeping().place().map(KeptPlace::checkpoint));
    }

    /** The instants of what the run did are new; the others are new or as they were. */
    private static boolean setsAhead(DecisionTaken told) {
        if (!(told.trigger() instanceof WorkerReport.RunCompleted completed)
                || completed.report().named()) {
            return true;
        }
        PollSchedule before = told.before().bookkeeping().polls();
        PollSchedule after = told.after().bookkeeping().polls();
        Instant earliest = told.state().now().plus(told.policy().rest());
        boolean scanned = completed.report().last().read().isFull();
        Optional<Instant> setScan =
                after.fullScanAt().filter(at -> scanned || !before.fullScanAt().equals(after.fullScanAt()));
        return Stream.concat(after.pollAt().stream(), setScan.stream()).noneMatch(earliest::isAfter)
                && after.recheck()
                        .map(ConsistencyRecheck::at)
                        .filter(at ->
                                !before.recheck().map(ConsistencyRecheck::at).equals(Optional.of(at)))
                        .filter(told.state().now()::isAfter)
                        .isEmpty();
    }

    private static boolean doesWhatIsDue(DecisionTaken told) {
        if (told.after().phase() != SyncPhase.LIVE
                || !told.runsAfter(run -> run.id() == told.after().version())) {
            return true;
        }
        PollSchedule polls = told.after().bookkeeping().polls();
        Instant now = told.state().now();
        Optional<Hints> recheck =
                polls.recheck().filter(owed -> polls.isRecheckDue(now)).map(ConsistencyRecheck::hints);
        return told.runsAfter(run -> run.kind() == SyncRun.Kind.RESYNC
                || (!polls.isFullScanDue(now)
                        && told.covers(run.hints(), polls.isPollDue(now) ? Optional.of(Hints.ALL) : recheck)));
    }

    private static boolean scansNext(DecisionTaken told) {
        return !told.is(UserRequest.ResyncRequested.class)
                || told.after().phase() != SyncPhase.LIVE
                || told.before().suspended()
                || told.runsAfter(run -> run.kind() == SyncRun.Kind.RESYNC
                        || run.isWorking()
                        || (run.waitsFor() == SyncRun.Wait.PROVIDER_ASKED
                                && run.due().isAfter(told.state().now())));
    }
}
