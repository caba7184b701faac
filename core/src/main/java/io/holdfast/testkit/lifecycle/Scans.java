package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Absences;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ReadMode;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Tally;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.ScanFindings;
import java.time.Instant;
import java.util.Optional;

/** Full scans that the run of a link may have ended with: of a hundred attendees each, few or many of whom it missed. */
record Scans(SyncLink link, Instant now) {
    private static final long PRESENT = 100;
    private static final long FEW = 1;
    private static final long MANY = 60;
    private static final long KEPT = 10;

    /** Where a read stands. */
    Checkpoint checkpoint(boolean full, Optional<Cursor> cursor) {
        return Checkpoint.builder()
                .read(full ? ReadMode.FULL : ReadMode.changesSince(WorldState.START))
                .scan(link.version())
                .begunAt(now)
                .asOf(now)
                .cursor(cursor)
                .tally(Tally.NONE)
                .guard(PaginationProgress.START.after(false, Cursor.of("2")))
                .takenAt(now)
                .build();
    }

    RunResult nobody() {
        return result(new ScanFindings(PRESENT, 0, 0, 0, 0, known().keptFrom(), false));
    }

    RunResult few() {
        return result(missed(FEW));
    }

    RunResult many() {
        return result(missed(MANY));
    }

    /** Many, but none of those whom an earlier one missed. */
    RunResult others() {
        return result(new ScanFindings(PRESENT, MANY, 0, 0, kept(), known().keptFrom(), false));
    }

    /** Many, with a row that names nobody, so that it may be the row of any of them. */
    RunResult manyOrARowWithoutAName() {
        return with(Tally.builder().rejected(1).nameless(1).build(), missed(MANY));
    }

    /** What the store counted before a person kept some of them. */
    RunResult countedBeforeAKeep() {
        return result(new ScanFindings(PRESENT, MANY, 0, 0, 0, 0, false));
    }

    private ScanFindings missed(long some) {
        return new ScanFindings(
                PRESENT,
                some,
                known().remembered().isPresent() ? some : 0,
                known().question().isPresent() ? some : 0,
                kept(),
                known().keptFrom(),
                false);
    }

    private long kept() {
        return known().kept().isPresent() ? KEPT : 0;
    }

    private Absences known() {
        return link.bookkeeping().absences();
    }

    private RunResult result(ScanFindings found) {
        return with(Tally.NONE, found);
    }

    private RunResult with(Tally tally, ScanFindings found) {
        Checkpoint.Builder last = checkpoint(true, Optional.empty()).toBuilder();
        return RunResult.builder().last(last.tally(tally).build()).build().with(found);
    }
}
