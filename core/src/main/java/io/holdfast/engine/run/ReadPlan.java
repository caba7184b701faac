package io.holdfast.engine.run;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ReadMode;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What a claim of a run reads, where that begins, and what of it is read a second time. */
record ReadPlan(SyncPolicy policy, InstantSource time) {
    /** What a signal asked for is read again a while later, where the provider's answers may lag behind its signals. */
    static Optional<Hints> recheck(SyncRun run, Capabilities capabilities) {
        return run.hints().filter(hints -> mayLag(capabilities) && run.urgency() == SyncRun.Urgency.SIGNAL);
    }

    static boolean mayLag(Capabilities capabilities) {
        return !capabilities.consistencyWindow().isZero();
    }

    /** A catch-up reads changes where the connector can and a watermark stands; all others read everything. */
    ReadMode choose(ClaimedRun claim, Capabilities capabilities) {
        boolean changes = claim.begun().kind() == SyncRun.Kind.CATCH_UP && capabilities.changes();
        return claim.link()
                .bookkeeping()
                .watermarks()
                .readFrom(time.instant(), policy.readBackInterval(), policy.readBack(claim.link()))
                .filter(mark -> changes)
                .map(mark -> ReadMode.changesSince(mark.minus(capabilities.consistencyWindow())))
                .orElse(ReadMode.FULL);
    }

    /** Where a read begins. A full scan's number is the fence of the claim that began it; other reads bear their run's id. */
    Checkpoint beginning(ClaimedRun claim, ReadMode read, Capabilities capabilities) {
        Instant now = time.instant();
        return Checkpoint.builder()
                .read(read)
                .scan(read.isFull() ? claim.fence() : claim.run())
                .settledFence(read.isFull() ? settledFence(claim, now.minus(capabilities.consistencyWindow())) : 0)
                .begunAt(now)
                .asOf(now)
                .cursor(Cursor.START)
                .tally(Tally.NONE)
                .guard(PaginationProgress.START)
                .takenAt(now)
                .build();
    }

    /** A person who asks for everything to be read has a reason to; what was read a moment ago may still be newer. */
    private static long settledFence(ClaimedRun claim, Instant windowAgo) {
        SyncRun run = claim.begun();
        boolean asked = run.urgency() == SyncRun.Urgency.PERSON && run.kind() != SyncRun.Kind.CATCH_UP;
        return asked ? claim.link().bookkeeping().settledReads().doneBy(windowAgo) : 0;
    }

    /** A person's full scan goes before a catch-up that only waits for its pace; a full scan that waits keeps its place. */
    static SyncRun.Wait paced(SyncRun run) {
        return run.kind() == SyncRun.Kind.CATCH_UP ? SyncRun.Wait.NOW : SyncRun.Wait.PROVIDER_ASKED;
    }

    /** The end of a read of changes that brought nothing is told with the end of its run. */
    static boolean isKept(Checkpoint before, Checkpoint after) {
        return after.read().isFull()
                || after.cursor().isPresent()
                || after.tally().processed() > before.tally().processed();
    }
}
