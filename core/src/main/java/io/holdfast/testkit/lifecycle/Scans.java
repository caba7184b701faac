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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Full scans that the run of a link may have ended with: of a hundred attendees each, few or many of whom it missed. */
record Scans(SyncLink link, Instant now) {
    private static final long PRESENT = 100;
    private static final long FEW = 1;
    private static final long MANY = 60;
    private static final long KEPT = 10;
    /** Of a list that was as long as stated. */
    private static final Tally WHOLE = Tally.builder().unchanged(1).expected(1).build();

    /** Where a read stands. */
    Checkpoint checkpoint(boolean full, Optional<Cursor> cursor) {
        return Checkpoint.builder()
                .read(full ? ReadMode.FULL : ReadMode.changesSince(WorldState.START))
                .scan(link.version())
                .begunAt(now)
                .asOf(now)
                .cursor(cursor)
                .tally(WHOLE)
                .guard(PaginationProgress.START.after(false, Cursor.of("2")))
                .takenAt(now)
                .build();
    }

    /** Each by how its run completes, as the end of a sentence. */
    Map<String, RunResult> all() {
        Map<String, RunResult> all = new LinkedHashMap<>();
        all.put("", nobody());
        if (link.importedAt().isEmpty()) {
            all.put(", the list shorter than stated", shorterThanStated());
        }
        all.put(", few missing", few());
        all.put(", many missing", many());
        if (!known().equals(Absences.NONE)) {
            all.put(", others missing", others());
            all.put(", many missing or a row without a name", manyOrARowWithoutAName());
            all.put(", counted before a keep", countedBeforeAKeep());
        }
        return all;
    }

    private RunResult nobody() {
        return result(new ScanFindings(PRESENT, 0, 0, 0, 0, known().keptFrom(), false));
    }

    /** Of a list that brought fewer rows than the provider stated, each time as many. */
    private RunResult shorterThanStated() {
        return with(
                Tally.builder().expected(1).build(), new ScanFindings(PRESENT, 0, 0, 0, 0, known().keptFrom(), false));
    }

    private RunResult few() {
        return result(missed(FEW));
    }

    RunResult many() {
        return result(missed(MANY));
    }

    /** Many, but none of those whom an earlier one missed. */
    private RunResult others() {
        return result(new ScanFindings(PRESENT, MANY, 0, 0, kept(), known().keptFrom(), false));
    }

    /** Many, with a row that names nobody, so that it may be the row of any of them. */
    private RunResult manyOrARowWithoutAName() {
        return with(Tally.builder().rejected(1).nameless(1).build(), missed(MANY));
    }

    /** What the store counted before a person kept some of them. */
    private RunResult countedBeforeAKeep() {
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
        return with(WHOLE, found);
    }

    private RunResult with(Tally tally, ScanFindings found) {
        Checkpoint.Builder last = checkpoint(true, Optional.empty()).toBuilder();
        return RunResult.builder().last(last.tally(tally).build()).build().with(found);
    }
}
