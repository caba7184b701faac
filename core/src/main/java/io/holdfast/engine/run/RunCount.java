package io.holdfast.engine.run;

import io.holdfast.metrics.RunEnd;
import io.holdfast.port.AttendeeStore.RowResult;

/** What one worker's turn at a run has done so far. Not safe for use by several threads. */
final class RunCount {
    private RunEnd.Outcome outcome = RunEnd.Outcome.LOST;
    private long pages;
    private long written;
    private long unchanged;
    private long removed;
    private long calls;

    /** A request is sent. */
    void call() {
        calls++;
    }

    /** A page, or who was read by id, was stored. */
    void stored(PageWriter.Applied applied) {
        pages++;
        written += applied.count(RowResult.ADDED) + applied.count(RowResult.UPDATED);
        unchanged += applied.count(RowResult.UNCHANGED);
    }

    /** So many were marked as absent. */
    void removed(long count) {
        removed += count;
    }

    /** How the turn ends, as it stands now; until it is told, another worker has the run. */
    void ends(RunEnd.Outcome how) {
        outcome = how;
    }

    RunEnd.Outcome outcome() {
        return outcome;
    }

    long pages() {
        return pages;
    }

    long written() {
        return written;
    }

    long unchanged() {
        return unchanged;
    }

    long removed() {
        return removed;
    }

    long calls() {
        return calls;
    }
}
