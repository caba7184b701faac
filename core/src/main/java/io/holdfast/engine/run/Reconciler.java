package io.holdfast.engine.run;

import io.holdfast.engine.credential.DueWalk;
import io.holdfast.engine.credential.IntegrationSweeper;
import io.holdfast.engine.credential.Turn;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.Quarantine;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.engine.watch.Observer;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what is due. A sweep goes on where the last one stopped and begins anew at the end, as far as the queue takes
 * more; so neither broken links, nor ones that can't be read, nor a crowd of due ones can hide the rest.
 */
public final class Reconciler {
    private static final int PAGE = 100;
    private static final int PAGES_AHEAD = 200;

    private final SyncLinkStore links;
    private final RunQueue queue;
    private final RunWorker worker;
    private final IntegrationSweeper sweeper;
    private final DecidedAhead ahead;
    private final Quarantine quarantine;
    private final ReadableRows readable;
    private final Lapses lapses;
    private final InstantSource time;
    private final Observer observer;
    private final ThrottledLog log;
    private volatile Cursor stoppedAt = Cursor.START;
    private volatile Cursor lookedAt = Cursor.START;

    Reconciler(
            SyncLinkStore links,
            RunQueue queue,
            RunWorker worker,
            IntegrationSweeper sweeper,
            DecidedAhead ahead,
            Quarantine quarantine,
            ReadableRows readable,
            Lapses lapses,
            InstantSource time,
            Observer observer,
            ThrottledLog log) {
        this.links = links;
        this.queue = queue;
        this.worker = worker;
        this.sweeper = sweeper;
        this.ahead = ahead;
        this.quarantine = quarantine;
        this.readable = readable;
        this.lapses = lapses;
        this.time = time;
        this.observer = observer;
        this.log = log;
    }

    /** Brings what is due to the queue. Never throws: it is called by a timer, which would not call it again. */
    public void sweep() {
        try {
            ahead.correct();
        } catch (Throwable thrown) {
            log.warn("sweep", "what was decided ahead was not set right and is at the next time", thrown);
        }
        try {
            sweeper.sweep(new Turn());
        } catch (Throwable thrown) {
            log.warn("sweep of integrations", "integrations were not swept and are at the next time", thrown);
        }
        try {
            sweepLinks();
            observer.swept();
        } catch (Throwable thrown) {
            log.warn("sweep of links", "a sweep failed and is tried again at its next time", thrown);
        }
    }

    private void sweepLinks() {
        Instant now = time.instant();
        DueWalk walk = walk();
        Predicate<SyncLink> served = lapses.servedNow();
        Page<StoredRow<SyncLinkId, SyncLink>> page = links.due(now, stoppedAt, PAGE);
        if (stoppedAt.equals(Cursor.START)) {
            observer.sweeps(longestDue(page).orElse(null));
        }
        while (bring(page, served, now)) {
            stoppedAt = walk.after(page);
            if (stoppedAt.equals(Cursor.START)) {
                return;
            }
            page = links.due(now, stoppedAt, PAGE);
        }
        lookAhead(served, now);
    }

    /** What comes first is due longest. */
    private static Optional<Instant> longestDue(Page<StoredRow<SyncLinkId, SyncLink>> page) {
        return page.items().stream()
                .flatMap(row -> row.value().stream())
                .findFirst()
                .flatMap(SyncLink::due);
    }

    /** Does everything that is due now on this thread; the number of integrations that were maintained and links worked. */
    public int runDue() {
        ahead.correct();
        Turn turn = new Turn();
        int done = 0;
        int more = sweeper.sweep(turn) + workAll(turn);
        while (more > 0 && !worker.isStopping()) {
            done += more;
            more = sweeper.sweep(turn) + workAll(turn);
        }
        return done + more;
    }

    /**
     * Behind the place where the queue was full, finds what must not wait for it: what persons asked for, and runs whose workers
     * fell silent. Goes a bounded way and on from there the next time.
     */
    private void lookAhead(Predicate<SyncLink> served, Instant now) {
        Cursor at = lookedAt.equals(Cursor.START) ? stoppedAt : lookedAt;
        for (int pages = 0; pages < PAGES_AHEAD; pages++) {
            Page<StoredRow<SyncLinkId, SyncLink>> page = links.due(now, at, PAGE);
            List<SyncLink> due = free(page, served, now);
            announceTheSilent(due);
            List<RunQueue.Ticket> asked = tickets(due)
                    .filter(ticket -> ticket.urgency() == SyncRun.Urgency.PERSON)
                    .toList();
            boolean full = !asked.isEmpty() && !queue.submit(asked);
            if (full || page.next().isEmpty()) {
                lookedAt = full ? at : Cursor.START;
                return;
            }
            at = page.next().get();
        }
        lookedAt = at;
    }

    private DueWalk walk() {
        return new DueWalk(log, "SyncLinkStore");
    }

    /** Goes once through all that is due, because of many most may wait for their turn; how many links were worked. */
    private int workAll(Turn turn) {
        DueWalk walk = walk();
        Predicate<SyncLink> served = lapses.servedNow();
        int worked = 0;
        Cursor at = Cursor.START;
        do {
            Instant now = time.instant();
            Page<StoredRow<SyncLinkId, SyncLink>> page = links.due(now, at, PAGE);
            List<SyncLink> free = free(page, served, now).stream()
                    .filter(worker::isReady)
                    .filter(link -> turn.isNew(LogIds.of(link.id()), link.version()))
                    .toList();
            free.forEach(link -> worker.work(link.id()));
            worked += free.size();
            at = walk.after(page);
        } while (!at.equals(Cursor.START) && !worker.isStopping());
        return worked;
    }

    /**
     * Brings a page of due links to the queue; whether it takes more. A run whose worker fell silent is told so at once:
     * it may be this node's own threads that hang.
     */
    private boolean bring(Page<StoredRow<SyncLinkId, SyncLink>> page, Predicate<SyncLink> served, Instant now) {
        List<SyncLink> due = free(page, served, now);
        announceTheSilent(due);
        List<RunQueue.Ticket> tickets = tickets(due)
                .sorted(Comparator.comparing(RunQueue.Ticket::urgency))
                .toList();
        return tickets.isEmpty() || queue.submit(tickets);
    }

    private void announceTheSilent(List<SyncLink> due) {
        due.stream().filter(Reconciler::isWorking).forEach(link -> worker.announce(link.id()));
    }

    private static Stream<RunQueue.Ticket> tickets(List<SyncLink> due) {
        return due.stream()
                .filter(link -> !isWorking(link))
                .map(LinkWriter::ticket)
                .flatMap(Optional::stream);
    }

    /** Those that may be worked here now; what is due on a workspace that is not served waits, and takes no place from others. */
    private List<SyncLink> free(Page<StoredRow<SyncLinkId, SyncLink>> page, Predicate<SyncLink> served, Instant now) {
        return readable.links(page.items()).stream()
                .filter(link -> !worker.isPaced(link))
                .filter(served)
                .filter(link -> !quarantine.holds(LogIds.of(link.id()), now) && worker.canWork(link))
                .toList();
    }

    private static boolean isWorking(SyncLink link) {
        return link.run().filter(SyncRun::isWorking).isPresent();
    }
}
