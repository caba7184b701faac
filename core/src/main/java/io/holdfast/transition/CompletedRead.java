package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.LastRun;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.NotTaken;

/** What a read that was completed leaves behind, whether its link is live with it or not. Pure. */
final class CompletedRead {
    private CompletedRead() {}

    static void keep(
            DecisionContext s, WorkerReport.RunCompleted completed, Absences absences, LinkBookkeeping.Builder kept) {
        LinkBookkeeping before = s.link().bookkeeping();
        RunResult report = completed.report();
        kept.fence(s.nextVersion())
                .watermarks(
                        report.named()
                                ? before.watermarks()
                                : before.watermarks()
                                        .after(report.last(), s.policy().readBack(s.link())))
                .settledReads(before.settledReads().endedAt(completed.fence(), s.now(), report.consistencyWindow()))
                .notTaken(
                        report.last().read().isFull()
                                ? NotTaken.of(report.last().tally(), report.sample())
                                : before.notTaken())
                .absences(absences.toBuilder()
                        .shortfall(ShortLists.shortfall(s, report.last()))
                        .build());
    }

    static LastRun lastRun(DecisionContext s, RunResult report) {
        return LastRun.builder()
                .kind(s.run().kind())
                .startedAt(s.run().startedAt().orElse(s.now()))
                .endedAt(s.now())
                .tally(report.last().tally())
                .sample(report.sample())
                .build();
    }
}
