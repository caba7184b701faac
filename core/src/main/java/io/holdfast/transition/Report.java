package io.holdfast.transition;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What is said of a run. Each report names the run; one about a run that is no longer on is late. */
@Value.Enclosing
public sealed interface Report extends Trigger permits Report.RunStarted, Report.Fenced {
    /** {@return the run's id} */
    long run();

    /** A report under a claim. It names the claim's fence; one of an earlier claim is late. */
    sealed interface Fenced extends Report
            permits PageApplied, LeaseRenewed, RunCompleted, RunYielded, RunFailed, RunLost {
        /** {@return the link's fence when the run was given to the worker} */
        long fence();
    }

    /**
     * Claims a run.
     *
     * @param run its id
     * @param owner a fresh token of this claim
     * @return the trigger
     */
    static RunStarted started(long run, String owner) {
        return ImmutableReport.RunStarted.of(run, owner);
    }

    /**
     * Tells that a page was applied.
     *
     * @param run the run's id
     * @param fence the claim's fence
     * @param after where the run goes on
     * @param remote what was read of the remote side, if it was looked at
     * @return the trigger
     */
    static PageApplied pageApplied(long run, long fence, Checkpoint after, Optional<RemoteFacts> remote) {
        return ImmutableReport.PageApplied.of(run, fence, after, remote);
    }

    /**
     * Asks for more time.
     *
     * @param run the run's id
     * @param fence the claim's fence
     * @return the trigger
     */
    static LeaseRenewed leaseRenewed(long run, long fence) {
        return ImmutableReport.LeaseRenewed.of(run, fence);
    }

    /**
     * Tells that a run read everything it had to.
     *
     * @param run the run's id
     * @param fence the claim's fence
     * @param report what it read
     * @return the trigger
     */
    static RunCompleted completed(long run, long fence, RunReport report) {
        return ImmutableReport.RunCompleted.of(run, fence, report);
    }

    /**
     * Hands a run back without a failure.
     *
     * @param run the run's id
     * @param fence the claim's fence
     * @param due when it may be claimed again
     * @param waitsFor why it waits until then
     * @return the trigger
     */
    static RunYielded yielded(long run, long fence, Instant due, SyncRun.Wait waitsFor) {
        return ImmutableReport.RunYielded.of(run, fence, due, waitsFor);
    }

    /**
     * Tells that an attempt failed.
     *
     * @param run the run's id
     * @param fence the claim's fence
     * @param failure why
     * @param waitAtLeast the provider's wait, or its consistency window where the remote thing is gone
     * @param remote what the attempt had read of the remote side and not yet reported with a page
     * @return the trigger
     */
    static RunFailed failed(
            long run, long fence, SyncFailure failure, Optional<Duration> waitAtLeast, Optional<RemoteFacts> remote) {
        return ImmutableReport.RunFailed.of(run, fence, failure, waitAtLeast, remote);
    }

    /**
     * Tells that a worker fell silent.
     *
     * @param run the run's id
     * @param fence the claim's fence
     * @return the trigger
     */
    static RunLost lost(long run, long fence) {
        return ImmutableReport.RunLost.of(run, fence);
    }

    /** A worker claims a waiting run; the move makes the fence. */
    @Value.Immutable
    non-sealed interface RunStarted extends Report {
        @Override
        @Value.Parameter
        long run();

        /** {@return a fresh token of this claim} */
        @Value.Parameter
        String owner();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RUN_STARTED;
        }
    }

    /** A page lies in the attendee store. */
    @Value.Immutable
    non-sealed interface PageApplied extends Fenced {
        @Override
        @Value.Parameter
        long run();

        @Override
        @Value.Parameter
        long fence();

        /** {@return where the run goes on, its counts in total} */
        @Value.Parameter
        Checkpoint after();

        /** {@return what was read of the remote side, if it was looked at} */
        @Value.Parameter
        Optional<RemoteFacts> remote();

        @Override
        default TriggerKind kind() {
            return TriggerKind.PAGE_APPLIED;
        }
    }

    /** A worker is still on its page. */
    @Value.Immutable
    non-sealed interface LeaseRenewed extends Fenced {
        @Override
        @Value.Parameter
        long run();

        @Override
        @Value.Parameter
        long fence();

        @Override
        default TriggerKind kind() {
            return TriggerKind.LEASE_RENEWED;
        }
    }

    /** A worker read everything it had to. */
    @Value.Immutable
    non-sealed interface RunCompleted extends Fenced {
        @Override
        @Value.Parameter
        long run();

        @Override
        @Value.Parameter
        long fence();

        /** {@return what it read} */
        @Value.Parameter
        RunReport report();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RUN_COMPLETED;
        }
    }

    /** A worker hands its run back: an orderly shutdown, say. */
    @Value.Immutable
    non-sealed interface RunYielded extends Fenced {
        @Override
        @Value.Parameter
        long run();

        @Override
        @Value.Parameter
        long fence();

        /** {@return when it may be claimed again} */
        @Value.Parameter
        Instant due();

        /** {@return why it waits until then} */
        @Value.Parameter
        SyncRun.Wait waitsFor();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RUN_YIELDED;
        }
    }

    /** An attempt failed. */
    @Value.Immutable
    non-sealed interface RunFailed extends Fenced {
        @Override
        @Value.Parameter
        long run();

        @Override
        @Value.Parameter
        long fence();

        /** {@return why} */
        @Value.Parameter
        SyncFailure failure();

        /** {@return the provider's wait, or its consistency window where the remote thing is gone} */
        @Value.Parameter
        Optional<Duration> waitAtLeast();

        /** {@return what the attempt had read of the remote side and not yet reported with a page} */
        @Value.Parameter
        Optional<RemoteFacts> remote();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RUN_FAILED;
        }

        /** Refuses a wait below zero. */
        @Value.Check
        default void check() {
            if (waitAtLeast().filter(Duration::isNegative).isPresent()) {
                throw new IllegalArgumentException("run " + run() + ": expected a wait of zero or more but found "
                        + waitAtLeast().get() + "; leave it out if the provider asked for none");
            }
        }
    }

    /** A worker fell silent past its lease. */
    @Value.Immutable
    non-sealed interface RunLost extends Fenced {
        @Override
        @Value.Parameter
        long run();

        @Override
        @Value.Parameter
        long fence();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RUN_LOST;
        }
    }
}
