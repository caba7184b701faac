package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.SyncRun;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a worker reports of attendees whom it reads by their ids: those alone, or those between the pages of a full scan. */
record NamedSteps(WorldState state, String who, WorldState.Claim claim, Map<String, Trigger> reports) {
    /** Each report by its name. */
    static Map<String, Trigger> of(WorldState state, String who, WorldState.Claim claim) {
        NamedSteps all = new NamedSteps(state, who, claim, new LinkedHashMap<>());
        state.link().run().ifPresent(all::of);
        return all.reports;
    }

    private void of(SyncRun run) {
        boolean scans = run.kind() != SyncRun.Kind.CATCH_UP;
        if (scans && run.hints().isPresent()) {
            betweenPages();
        }
        // a run that has applied a page of a list goes on with a list
        if (!scans
                && run.furthest() == 0
                && run.hints().filter(hints -> !hints.all()).isPresent()) {
            alone();
        }
    }

    private void betweenPages() {
        Checkpoint next = checkpoint(true, Optional.of(Cursor.of("2")));
        reports.put(
                who + " applies a page, after those who were named",
                new WorkerReport.PageApplied(
                        claim.run(), claim.fence(), next, Optional.empty(), Steps.NAMED.named(), Optional.empty()));
    }

    private void alone() {
        RunResult.Builder report = RunResult.builder();
        report.last(checkpoint(false, Optional.empty())).named(true);
        completes("the named alone", report.build());
        completes(
                "the named alone, not found",
                report.notFound(Steps.NAMED.named()).build());
        completes(
                "the named alone, to recheck",
                report.notFound(Set.of()).recheck(Steps.NAMED).build());
    }

    private void completes(String what, RunResult result) {
        reports.put(who + " completes, " + what, new WorkerReport.RunCompleted(claim.run(), claim.fence(), result));
    }

    private Checkpoint checkpoint(boolean scans, Optional<Cursor> cursor) {
        return new Scans(state.link(), state.now()).checkpoint(scans, cursor);
    }
}
