package io.holdfast.engine;

import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLink;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what is due. A sweep goes on where the last one stopped and begins anew at the end, as far as the queue takes
 * more; so neither broken links nor a crowd of due ones can hide the rest.
 */
final class Reconciler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final int PAGE = 100;

    private final SyncLinkStore links;
    private final RunQueue queue;
    private final RunWorker worker;
    private final Quarantine quarantine;
    private final InstantSource time;
    private Cursor stoppedAt = Cursor.START;

    Reconciler(SyncLinkStore links, RunQueue queue, RunWorker worker, Quarantine quarantine, InstantSource time) {
        this.links = links;
        this.queue = queue;
        this.worker = worker;
        this.quarantine = quarantine;
        this.time = time;
    }

    /** Brings what is due to the queue. Never throws: it is called by a timer, which would not call it again. */
    synchronized void sweep() {
        try {
            Instant now = time.instant();
            Page<SyncLink> page = links.due(now, stoppedAt, PAGE);
            while (queue.submit(tickets(page, now))) {
                stoppedAt = page.next().orElse(Cursor.START);
                if (stoppedAt.equals(Cursor.START)) {
                    return;
                }
                page = links.due(now, stoppedAt, PAGE);
            }
        } catch (RuntimeException thrown) {
            log.warn("a sweep failed and is tried again at its next time", thrown);
        }
    }

    /** Does everything that is due now on this thread; the number of links that were worked. */
    int turn() {
        int worked = 0;
        for (List<SyncLink> due = due(); !due.isEmpty(); due = due()) {
            due.forEach(link -> worker.work(link.id()));
            worked += due.size();
        }
        return worked;
    }

    private List<SyncLink> due() {
        Instant now = time.instant();
        Cursor at = Cursor.START;
        do {
            Page<SyncLink> page = links.due(now, at, PAGE);
            List<SyncLink> free = page.items().stream()
                    .filter(link -> !quarantine.holds(link.id(), now))
                    .toList();
            if (!free.isEmpty()) {
                return free;
            }
            at = page.next().orElse(Cursor.START);
        } while (!at.equals(Cursor.START));
        return List.of();
    }

    private List<RunQueue.Ticket> tickets(Page<SyncLink> page, Instant now) {
        return page.items().stream()
                .filter(link -> !quarantine.holds(link.id(), now))
                .map(LinkMover::ticket)
                .flatMap(Optional::stream)
                .toList();
    }
}
