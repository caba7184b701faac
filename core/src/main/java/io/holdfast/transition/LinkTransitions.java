package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Hints;
import io.holdfast.model.Lease;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What requests, facts and a run that goes well make of a link. Pure; the guards of the row have spoken before. */
final class LinkTransitions {
    private LinkTransitions() {}

    // requests

    static SyncLink resync(DecisionContext s) {
        return s.next(kept ->
                        kept.pendingWork(s.link().bookkeeping().pendingWork().withoutResync()))
                .run(NextRun.of(s, SyncRun.Kind.RESYNC, SyncRun.Urgency.PERSON).build())
                .build();
    }

    /** No pace keeps back what a person waits for; a wait that a failure or the provider has set stands. */
    static SyncLink hurry(DecisionContext s) {
        return s.next()
                .run(s.runBuilder().urgency(SyncRun.Urgency.PERSON).build())
                .build();
    }

    static SyncLink rememberResync(DecisionContext s) {
        return s.next(kept ->
                        kept.pendingWork(s.link().bookkeeping().pendingWork().withResync()))
                .build();
    }

    static SyncLink suspend(DecisionContext s) {
        return s.next().suspended(true).build();
    }

    static SyncLink suspendWorker(DecisionContext s) {
        SyncRun.Builder run = s.runBuilder();
        run.lease(Optional.empty()).due(s.now()).waitsFor(SyncRun.Wait.NOW);
        return s.next(kept -> kept.fence(s.nextVersion()))
                .suspended(true)
                .run(run.build())
                .build();
    }

    static SyncLink resume(DecisionContext s) {
        return s.next().suspended(false).build();
    }

    /** The time on hold does not count as time of the run. */
    static SyncLink resumeRun(DecisionContext s) {
        SyncRun run = s.run();
        boolean asked = Guard.PROVIDER_ASKED_TO_WAIT.holds(s);
        PendingWork pendingWork = s.link().bookkeeping().pendingWork();
        return s.next(kept -> kept.pendingWork(run.hasBegun() ? pendingWork.withChange(Hints.ALL) : pendingWork))
                .suspended(false)
                .run(s.runBuilder()
                        .due(asked ? run.due() : s.now())
                        .waitsFor(asked ? SyncRun.Wait.PROVIDER_ASKED : SyncRun.Wait.NOW)
                        .startedAt(Optional.empty())
                        .askedToWait(Duration.ZERO)
                        .progressedAt(Optional.empty())
                        .build())
                .build();
    }

    static SyncLink resumeWithCatchUp(DecisionContext s) {
        PollSchedule polls = s.link().bookkeeping().polls();
        return s.next()
                .suspended(false)
                .run(NextRun.reading(s, polls, Hints.ALL, SyncRun.Urgency.PERSON)
                        .build())
                .build();
    }

    // reports

    static SyncLink claim(DecisionContext s) {
        Instant now = s.now();
        boolean young = s.run().placeAge(now).compareTo(s.policy().checkpointAge()) <= 0;
        Optional<Checkpoint> usable = s.run()
                .checkpoint()
                .filter(checkpoint -> young)
                .filter(checkpoint -> checkpoint.serves(s.run().kind(), s.link().version()));
        SyncRun claimed = s.runBuilder()
                .lease(new Lease(
                        s.trigger(WorkerReport.RunStarted.class).owner(),
                        now.plus(s.policy().leaseDuration())))
                .checkpoint(usable)
                .startedAt(s.run().startedAt().orElse(now))
                .build();
        return s.next(kept -> kept.fence(s.nextVersion())).run(claimed).build();
    }

    static SyncLink applyPage(DecisionContext s) {
        WorkerReport.PageApplied page = s.trigger(WorkerReport.PageApplied.class);
        long pages = page.after().guard().pages();
        boolean progress = pages > s.run().furthest();
        SignalsDuringScan signals = SignalsDuringScan.after(s, page);
        SyncRun run = s.runBuilder()
                .checkpoint(page.after())
                .hints(signals.toRead())
                .placeRested(Duration.ZERO)
                .progressedAt(progress ? Optional.of(s.now()) : s.run().progressedAt())
                .furthest(Math.max(pages, s.run().furthest()))
                .mostRows(Math.max(page.after().tally().processed(), s.run().mostRows()))
                .attempt(progress ? 1 : s.run().attempt())
                .goneSince(Optional.empty())
                .lease(s.run().lease().map(lease -> isToBeRenewed(lease, s) ? renewed(lease, s) : lease))
                .build();
        return s.next(kept -> kept.pendingWork(signals.pendingWork()).polls(PollScheduling.afterPage(s, page)))
                .run(run)
                .remote(s.remote(page.remote()))
                .build();
    }

    static SyncLink renewLease(DecisionContext s) {
        return s.withRun(s.runBuilder()
                .lease(s.run().lease().map(lease -> renewed(lease, s)))
                .build());
    }

    static SyncLink complete(DecisionContext s) {
        SyncLink link = s.link();
        WorkerReport.RunCompleted completed = s.trigger(WorkerReport.RunCompleted.class);
        RunResult report = completed.report();
        Checkpoint last = report.last();
        Absences absences = last.read().isFull()
                ? AbsenceRules.at(link, report, s.policy(), s.now()).after()
                : link.bookkeeping().absences();
        boolean repeats = PollScheduling.owesAnother(s, report);
        PollSchedule polls = report.named()
                ? PollScheduling.afterNamed(s, report)
                : ShortLists.sooner(s, report, PollScheduling.after(s, report, absences, repeats));
        Optional<Duration> promised =
                report.named() ? link.bookkeeping().promisedInterval() : PromisedInterval.after(s, report);
        return s.enter(SyncPhase.LIVE, kept -> {
                    CompletedRead.keep(s, completed, absences, kept);
                    kept.pendingWork(PendingWork.NOTHING)
                            .polls(polls)
                            .promisedInterval(promised)
                            .repeatsScan(
                                    last.read().isFull()
                                            ? repeats
                                            : link.bookkeeping().repeatsScan())
                            .readAgainSince(ShortLists.readAgainSince(s, last));
                })
                .run(NextRun.wanted(s, polls, absences))
                .importedAt(link.importedAt().orElse(s.now()))
                .provenAt(report.named() ? link.provenAt() : Optional.of(last.begunAt()))
                .lastRun(CompletedRead.lastRun(s, report))
                .incident(Optional.empty())
                .build();
    }

    // facts

    static SyncLink remember(DecisionContext s) {
        PendingWork before = s.link().bookkeeping().pendingWork();
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        return s.next(kept -> kept.pendingWork(before.withChange(NextRun.joined(s, before.change(), signalled))))
                .build();
    }

    static SyncLink mergeNames(DecisionContext s) {
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        return s.withRun(s.runBuilder()
                .hints(NextRun.joined(s, s.run().hints(), signalled))
                .build());
    }

    static SyncLink catchUpOnSignal(DecisionContext s) {
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        PollSchedule polls = s.link().bookkeeping().polls();
        return s.withRun(
                NextRun.reading(s, polls, signalled, SyncRun.Urgency.SIGNAL).build());
    }

    /** Names narrow it only if nothing but a consistency recheck is due. */
    static SyncLink poll(DecisionContext s) {
        PollSchedule polls = s.link().bookkeeping().polls();
        Optional<Hints> named =
                polls.isPollDue(s.now()) ? Optional.empty() : polls.recheck().map(ConsistencyRecheck::hints);
        return begun(
                s, NextRun.of(s, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.ROUTINE).hints(named.orElse(Hints.ALL)));
    }

    static SyncLink fullScan(DecisionContext s) {
        return begun(s, NextRun.of(s, SyncRun.Kind.RESYNC, SyncRun.Urgency.ROUTINE));
    }

    /** A worker that tells what is due has claimed it with the same move: most polls find nothing, and each write costs. */
    private static SyncLink begun(DecisionContext s, SyncRun.Builder run) {
        Optional<String> owner = s.trigger(Fact.PollDue.class).owner();
        if (owner.isEmpty()) {
            return s.withRun(run.build());
        }
        run.lease(new Lease(owner.get(), s.now().plus(s.policy().leaseDuration())))
                .startedAt(s.now());
        return s.next(kept -> kept.fence(s.nextVersion())).run(run.build()).build();
    }

    static SyncLink disconnect(DecisionContext s) {
        return ofAnotherConnection(s.enter(SyncPhase.DISCONNECTED, kept -> idle(s, kept))
                .run(Optional.empty())
                .incident(RecoveryTransitions.withoutAutoRetry(s))
                .build());
    }

    // parts

    /** A person's word was said of what the connection before showed. */
    static SyncLink ofAnotherConnection(SyncLink link) {
        Absences known = link.bookkeeping().absences();
        return known.word().isEmpty()
                ? link
                : link.toBuilder(kept -> kept.absences(known.withoutWord())).build();
    }

    /** No worker is on it any more, and no work is remembered or polled for; who is missing is known on. */
    static void idle(DecisionContext s, LinkBookkeeping.Builder kept) {
        kept.pendingWork(PendingWork.NOTHING)
                .absences(s.link().bookkeeping().absences().withoutRemoving())
                .polls(PollSchedule.NONE)
                .promisedInterval(Optional.empty())
                .place(Optional.empty())
                .readAgainSince(Optional.empty())
                .repeatsScan(false);
        if (s.hasRun()) {
            kept.fence(s.nextVersion());
        }
    }

    /** A third of it is spent, or it ends later than any that is granted: then it was granted by a clock that was wrong. */
    private static boolean isToBeRenewed(Lease lease, DecisionContext s) {
        Duration spent = Duration.between(s.now(), lease.until())
                .minus(s.policy().leaseDuration())
                .negated();
        return spent.isNegative() || spent.compareTo(s.policy().leaseRenewal()) >= 0;
    }

    private static Lease renewed(Lease lease, DecisionContext s) {
        return new Lease(lease.owner(), s.now().plus(s.policy().leaseDuration()));
    }
}
