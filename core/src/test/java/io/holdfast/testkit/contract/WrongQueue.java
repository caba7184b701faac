package io.holdfast.testkit.contract;

import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Run queues that are wrong in one place each. */
class WrongQueue implements RunQueue {
    private final RunQueue right;

    WrongQueue(InstantSource time) {
        right = Embedded.queue(time);
    }

    @Override
    public void start(Worker worker) {
        right.start(worker);
    }

    @Override
    public boolean submit(List<Ticket> tickets) {
        return right.submit(tickets);
    }

    @Override
    public void stop(Duration grace) {
        right.stop(grace);
    }

    /** Takes no notice of the due instant. */
    static final class WorksBeforeDue extends WrongQueue {
        WorksBeforeDue(InstantSource time) {
            super(time);
        }

        @Override
        public boolean submit(List<Ticket> tickets) {
            return super.submit(tickets.stream()
                    .map(ticket -> new Ticket(ticket.link(), ticket.workspace(), Instant.EPOCH, ticket.urgency()))
                    .toList());
        }
    }

    /** Leaves a stopped queue running. */
    static final class NeverStops extends WrongQueue {
        NeverStops(InstantSource time) {
            super(time);
        }

        @Override
        public void stop(Duration grace) {}
    }
}
