package io.holdfast.transition;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ShortList;
import io.holdfast.model.ShortReads;
import io.holdfast.model.Shortfall;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.policy.ShortListPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a list that brought fewer rows than the provider stated: it is read again, and in the end believed. Pure. */
final class ShortLists {
    private ShortLists() {}

    /** Whether this read of a first import was short, and neither as often alike nor as often read as is enough. */
    static boolean isReadAgain(DecisionContext s) {
        return reads(s).filter(reads -> !isEnough(reads, s.policy().shortLists()))
                .isPresent();
    }

    /** The import waits and is read anew, as a run of its own, so that no attempt and no time of it is counted. */
    static SyncLink readAgain(DecisionContext s) {
        WorkerReport.RunCompleted completed = s.trigger(WorkerReport.RunCompleted.class);
        RunResult report = completed.report();
        ShortReads reads = reads(s).orElseThrow();
        ShortListPolicy policy = s.policy().shortLists();
        Duration wait = reads.reads() == 1 ? policy.firstAgain() : policy.again();
        return s.next(kept -> {
                    CompletedRead.keep(s, completed, s.link().bookkeeping().absences(), kept);
                    kept.pendingWork(PendingWork.NOTHING);
                })
                .run(NextRun.of(s, SyncRun.Kind.IMPORT, s.run().urgency())
                        .due(s.now().plus(wait))
                        .waitsFor(SyncRun.Wait.SHORT_LIST)
                        .shortReads(reads)
                        .mostRows(Math.max(
                                s.run().mostRows(), report.last().tally().processed()))
                        .build())
                .provenAt(report.last().begunAt())
                .lastRun(CompletedRead.lastRun(s, report))
                .incident(Optional.empty())
                .build();
    }

    /** The shortfall after a read: as it was after a read of changes, and where no total is told. */
    static Shortfall shortfall(DecisionContext s, Checkpoint last) {
        Shortfall before = s.link().bookkeeping().absences().shortfall();
        Tally tally = last.tally();
        if (!last.read().isFull() || tally.expected().isEmpty()) {
            return before;
        }
        Optional<ShortList> list = Shortfall.of(tally);
        long missing = list.map(ShortList::missing).orElse(0L);
        if (!before.isShort(tally)) {
            return new Shortfall(missing, 0, Optional.empty(), list);
        }
        ShortListPolicy policy = s.policy().shortLists();
        int scans = before.shortScans() + 1;
        Instant since = before.since().orElse(s.now());
        boolean isBelieved = scans >= policy.enough() && !last.begunAt().isBefore(since.plus(policy.proof()));
        return isBelieved
                ? new Shortfall(missing, 0, Optional.empty(), list)
                : new Shortfall(before.remembered(), scans, Optional.of(since), list);
    }

    /** The polls after a full scan, everything read sooner where its list was short, or is that of a doubtful import. */
    static PollSchedule sooner(DecisionContext s, RunResult report, PollSchedule polls) {
        Checkpoint last = report.last();
        if (!last.read().isFull()) {
            return isOwed(s.link().bookkeeping())
                    ? withFullScan(polls, s.link().bookkeeping().polls().fullScanAt())
                    : polls;
        }
        Instant earliest = s.now().plus(s.policy().rest());
        Optional<Instant> wanted = Stream.concat(
                        scanAt(s, shortfall(s, last)).stream(),
                        readAgainSince(s, last).flatMap(since -> earlyScan(s, since, last.begunAt())).stream())
                .min(Instant::compareTo)
                .map(at -> at.isBefore(earliest) ? earliest : at);
        return withFullScan(
                polls,
                Stream.concat(polls.fullScanAt().stream(), wanted.stream()).min(Instant::compareTo));
    }

    private static boolean isOwed(LinkBookkeeping kept) {
        return kept.readAgainSince().isPresent()
                || kept.absences().shortfall().since().isPresent();
    }

    private static PollSchedule withFullScan(PollSchedule polls, Optional<Instant> at) {
        return new PollSchedule(polls.pollAt(), at, polls.recheck(), polls.lookAt());
    }

    /** When a full scan that was short is read again; not for ever once its event is over. */
    private static Optional<Instant> scanAt(DecisionContext s, Shortfall after) {
        ShortListPolicy policy = s.policy().shortLists();
        return after.since()
                .map(since -> s.now().plus(after.shortScans() <= policy.enough() ? policy.again() : policy.then()))
                .flatMap(at -> PollScheduling.unlessOver(s.link(), at, s.policy()));
    }

    /** Since when the list of an import is read again early: until the last time, or until a full scan leaves no doubt. */
    static Optional<Instant> readAgainSince(DecisionContext s, Checkpoint last) {
        Optional<Instant> before = s.link().bookkeeping().readAgainSince();
        if (!last.read().isFull()) {
            return before;
        }
        Optional<Instant> since = s.run().kind() == SyncRun.Kind.IMPORT ? Optional.of(s.now()) : before;
        return since.filter(at -> isDoubtful(s, last.tally()))
                .filter(at -> earlyScan(s, at, last.begunAt()).isPresent());
    }

    /** The next early full scan after a read that began then. */
    private static Optional<Instant> earlyScan(DecisionContext s, Instant since, Instant begunAt) {
        return earlyScans(s, since).filter(begunAt::isBefore).findFirst();
    }

    private static Stream<Instant> earlyScans(DecisionContext s, Instant since) {
        return s.policy().shortLists().afterImport().stream().map(since::plus);
    }

    private static boolean isDoubtful(DecisionContext s, Tally tally) {
        return tally.expected().isEmpty()
                || tally.processed() == 0
                || s.link().bookkeeping().absences().shortfall().isShort(tally);
    }

    /** The short reads of a first import with the one that is reported; empty if that is none, or was as long as stated. */
    private static Optional<ShortReads> reads(DecisionContext s) {
        Checkpoint last = s.trigger(WorkerReport.RunCompleted.class).report().last();
        boolean isFirst = s.link().importedAt().isEmpty();
        return Shortfall.of(last.tally())
                .filter(list ->
                        isFirst && s.link().bookkeeping().absences().shortfall().isShort(last.tally()))
                .map(list ->
                        s.run().shortReads().map(before -> before.and(list)).orElseGet(() -> ShortReads.first(list)));
    }

    private static boolean isEnough(ShortReads reads, ShortListPolicy policy) {
        return reads.alike() >= policy.enough() || reads.reads() >= policy.atMost();
    }
}
