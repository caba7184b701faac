package io.holdfast.testkit.contract;

import io.holdfast.model.SyncLinkId;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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

    /** Interrupts at once when it is stopped. */
    static final class GivesNoGrace extends WrongQueue {
        GivesNoGrace(InstantSource time) {
            super(time);
        }

        @Override
        public void stop(Duration grace) {
            super.stop(Duration.ZERO);
        }
    }

    /** Interrupts nobody when it is stopped. */
    static final class NeverInterrupts extends WrongQueue {
        NeverInterrupts(InstantSource time) {
            super(time);
        }

        @Override
        public void stop(Duration grace) {
            Thread stopping = new Thread(() -> super.stop(Duration.ofDays(1)));
            stopping.setDaemon(true);
            stopping.start();
        }
    }

    /** Brings one link for all of a batch. */
    static final class MixesLinks extends WrongQueue {
        MixesLinks(InstantSource time) {
            super(time);
        }

        @Override
        public boolean submit(List<Ticket> tickets) {
            SyncLinkId first = tickets.get(0).link();
            return super.submit(tickets.stream()
                    .map(ticket -> new Ticket(first, ticket.workspace(), ticket.due(), ticket.urgency()))
                    .toList());
        }
    }

    /** Takes no second ticket of a link that is in work. */
    static final class DropsWhatComesBack extends WrongQueue {
        DropsWhatComesBack(InstantSource time) {
            super(time);
        }

        @Override
        public void start(Worker worker) {
            super.start(link -> worker.work(link).filter(next -> !next.link().equals(link)));
        }
    }

    /** Brings what a worker gives back at once. */
    static final class HurriesWhatComesBack extends WrongQueue {
        HurriesWhatComesBack(InstantSource time) {
            super(time);
        }

        @Override
        public void start(Worker worker) {
            super.start(link -> worker.work(link)
                    .map(next -> new Ticket(next.link(), next.workspace(), Instant.EPOCH, next.urgency())));
        }
    }

    /** Works nothing more after something was thrown. */
    static final class GivesUp extends WrongQueue {
        private final AtomicBoolean gaveUp = new AtomicBoolean();

        GivesUp(InstantSource time) {
            super(time);
        }

        @Override
        public void start(Worker worker) {
            super.start(link -> gaveUp.get() ? Optional.empty() : workOrGiveUp(worker, link));
        }

        private Optional<Ticket> workOrGiveUp(Worker worker, SyncLinkId link) {
            gaveUp.set(true);
            Optional<Ticket> next = worker.work(link);
            gaveUp.set(false);
            return next;
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
