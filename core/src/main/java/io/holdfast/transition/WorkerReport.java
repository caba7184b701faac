package io.holdfast.transition;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Hints;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.Removing;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What is said of a run. Each report names the run; one about a run that is no longer on is late. */
public sealed interface WorkerReport extends Trigger permits WorkerReport.RunStarted, WorkerReport.Fenced {
    /** {@return the run's id} */
    long run();

    /** A report under a claim. It names the claim's fence; one of an earlier claim is late. */
    sealed interface Fenced extends WorkerReport
            permits PageApplied, LeaseRenewed, RemovalsBegun, RunCompleted, RunYielded, RunFailed, RunLost {
        /** {@return the link's fence when the run was given to the worker} */
        long fence();
    }

    /**
     * A worker claims a waiting run; the move makes the fence.
     *
     * @param run the run's id
     * @param owner a fresh token of this claim
     */
    record RunStarted(long run, String owner) implements WorkerReport {
        @Override
        public TriggerKind kind() {
            return TriggerKind.RUN_STARTED;
        }
    }

    /**
     * A page lies in the attendee store.
     *
     * @param run the run's id
     * @param fence the link's fence when the run was given to the worker
     * @param after where the run goes on, its counts in total
     * @param remote what was read of the remote side, if it was described
     * @param named who was read by id since the page before, because of what the run was told while it reads everything
     * @param recheck whom of those the provider may answer about too late, so that they are owed one more read
     */
    record PageApplied(
            long run,
            long fence,
            Checkpoint after,
            Optional<RemoteFacts> remote,
            Set<AttendeeId> named,
            Optional<Hints> recheck)
            implements Fenced {
        public PageApplied {
            named = Set.copyOf(named);
        }

        /**
         * Reports a page since whose begin nobody was read by id.
         *
         * @param run the run's id
         * @param fence the link's fence when the run was given to the worker
         * @param after where the run goes on, its counts in total
         * @param remote what was read of the remote side, if it was described
         */
        public PageApplied(long run, long fence, Checkpoint after, Optional<RemoteFacts> remote) {
            this(run, fence, after, remote, Set.of(), Optional.empty());
        }

        @Override
        public TriggerKind kind() {
            return TriggerKind.PAGE_APPLIED;
        }
    }

    /**
     * A worker is still on its page.
     *
     * @param run the run's id
     * @param fence the link's fence when the run was given to the worker
     */
    record LeaseRenewed(long run, long fence) implements Fenced {
        @Override
        public TriggerKind kind() {
            return TriggerKind.LEASE_RENEWED;
        }
    }

    /**
     * A worker is about to mark attendees as absent. It marks them only if this moves the link: then what it rests on still
     * stands, and nobody can keep them any more.
     *
     * @param run the run's id
     * @param fence the link's fence when the run was given to the worker
     * @param removing whom
     */
    record RemovalsBegun(long run, long fence, Removing removing) implements Fenced {
        @Override
        public TriggerKind kind() {
            return TriggerKind.REMOVALS_BEGUN;
        }
    }

    /**
     * A worker read everything it had to.
     *
     * @param run the run's id
     * @param fence the link's fence when the run was given to the worker
     * @param report what it read
     */
    record RunCompleted(long run, long fence, RunResult report) implements Fenced {
        @Override
        public TriggerKind kind() {
            return TriggerKind.RUN_COMPLETED;
        }
    }

    /**
     * A worker hands its run back: an orderly shutdown, say.
     *
     * @param run the run's id
     * @param fence the link's fence when the run was given to the worker
     * @param due when it may be claimed again
     * @param waitsFor why it waits until then
     */
    record RunYielded(long run, long fence, Instant due, SyncRun.Wait waitsFor) implements Fenced {
        @Override
        public TriggerKind kind() {
            return TriggerKind.RUN_YIELDED;
        }
    }

    /**
     * An attempt failed.
     *
     * @param run the run's id
     * @param fence the link's fence when the run was given to the worker
     * @param failure why
     * @param waitAtLeast the provider's wait, or its consistency window where the event or channel is gone
     * @param remote what the attempt had read of the remote side and not yet reported with a page
     */
    record RunFailed(
            long run, long fence, SyncFailure failure, Optional<Duration> waitAtLeast, Optional<RemoteFacts> remote)
            implements Fenced {
        public RunFailed {
            if (waitAtLeast.filter(Duration::isNegative).isPresent()) {
                throw new IllegalArgumentException("run " + run + ": expected a wait of zero or more but found "
                        + waitAtLeast.get() + "; leave it out if the provider asked for none");
            }
        }

        @Override
        public TriggerKind kind() {
            return TriggerKind.RUN_FAILED;
        }
    }

    /**
     * A worker fell silent: somebody has watched its lease for long enough without seeing it renewed. Holds only of that very
     * lease.
     *
     * @param run the run's id
     * @param fence the link's fence when the run was given to the worker
     * @param until the end of the lease that was watched
     */
    record RunLost(long run, long fence, Instant until) implements Fenced {
        @Override
        public TriggerKind kind() {
            return TriggerKind.RUN_LOST;
        }
    }
}
