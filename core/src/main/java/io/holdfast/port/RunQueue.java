package io.holdfast.port;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Brings links to workers. Its tickets are hints: lost, doubled, reordered or early ones do no harm, a lost one costs a
 * sweep.
 */
public interface RunQueue {
    /**
     * Begins to work tickets on the queue's own threads.
     *
     * @param worker what does the work; safe to be called for one link by several threads at once
     */
    void start(Worker worker);

    /**
     * Takes tickets. One ticket waits per link: an earlier due instant or a higher urgency brings it forward.
     *
     * @param tickets what to bring to a worker, each not before it is due
     * @return whether all were taken; false if the queue is full for now, and some were dropped
     */
    boolean submit(List<Ticket> tickets);

    /**
     * Takes no new work, and interrupts what is left after the grace; leaves it a moment to hand its run back.
     *
     * @param grace how long work that is on may go on
     */
    void stop(Duration grace);

    /**
     * Tells that the thread which works a link hangs in a call, past its deadline and heeding no interrupt. A queue may put
     * another thread in its place, a bounded number in all; by default nothing is done.
     *
     * @param link the link that is worked
     * @return whether another thread takes its place
     */
    default boolean replaceWorkerOf(SyncLinkId link) {
        return false;
    }

    /**
     * {@return how many tickets wait, for a host's dashboards; empty if that would have to be asked of a store} By default empty.
     */
    default OptionalInt waiting() {
        return OptionalInt.empty();
    }

    /**
     * One link that wants a worker.
     *
     * @param link the link
     * @param workspace whose it is; workspaces take turns where the queue can
     * @param due not before when
     * @param urgency who waits for it
     */
    record Ticket(SyncLinkId link, WorkspaceId workspace, Instant due, SyncRun.Urgency urgency) {
        public Ticket {
            Objects.requireNonNull(link, "link");
            Objects.requireNonNull(workspace, "workspace");
            Objects.requireNonNull(due, "due");
            Objects.requireNonNull(urgency, "urgency");
        }
    }

    /** Does what a link needs. */
    @FunctionalInterface
    interface Worker {
        /**
         * Does what the link needs now; does not throw for a failing provider or store. Most schedulers refuse a second
         * ticket of an id that is being worked, so the next one is handed back here.
         *
         * @param link the link
         * @return the ticket to put in place of the one that was worked
         */
        Optional<Ticket> work(SyncLinkId link);
    }
}
