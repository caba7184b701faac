package io.holdfast.engine;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.Text;
import io.holdfast.model.Wordless;
import io.holdfast.port.SyncListener;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener, one notice after the other for each link. A listener that throws is logged; one that blocks fills
 * the room of that link alone, and further notices of it are dropped.
 */
final class Notices {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final int ROOM_PER_LINK = 1_000;

    private final Map<SyncLinkId, Queue<Consumer<SyncListener>>> rooms = new HashMap<>();
    private final Set<SyncLinkId> crowded = new HashSet<>();
    private final SyncListener listener;
    private volatile Executor executor = Runnable::run;

    Notices(SyncListener listener) {
        this.listener = listener;
    }

    /** From now on the listener is told on the executor's threads, not on the caller's. */
    void tellOn(Executor threads) {
        executor = threads;
    }

    void tell(SyncLinkId link, Consumer<SyncListener> notice) {
        if (admit(link, notice)) {
            hand(link);
        }
    }

    /** Puts a notice into its link's room; whether nobody is emptying that room yet. */
    private boolean admit(SyncLinkId link, Consumer<SyncListener> notice) {
        synchronized (rooms) {
            Queue<Consumer<SyncListener>> known = rooms.get(link);
            Queue<Consumer<SyncListener>> room = known == null ? new ArrayDeque<>() : known;
            rooms.put(link, room);
            if (room.size() < ROOM_PER_LINK) {
                room.add(notice);
            } else if (crowded.add(link)) {
                log.warn(
                        "link={} listener={} is slow; notices are dropped, its history is complete",
                        Text.shown(link.value()),
                        name());
            }
            return known == null;
        }
    }

    private void hand(SyncLinkId link) {
        try {
            executor.execute(() -> empty(link));
        } catch (RejectedExecutionException closed) {
            log.debug("link={} notices dropped, the engine is closed", Text.shown(link.value()));
            synchronized (rooms) {
                rooms.remove(link);
            }
        }
    }

    private void empty(SyncLinkId link) {
        for (Consumer<SyncListener> notice = take(link); notice != null; notice = take(link)) {
            try {
                notice.accept(listener);
            } catch (RuntimeException thrown) {
                log.warn(
                        "link={} listener={} threw; nothing is undone",
                        Text.shown(link.value()),
                        name(),
                        Wordless.copyOf(thrown));
            }
        }
    }

    private @Nullable Consumer<SyncListener> take(SyncLinkId link) {
        synchronized (rooms) {
            Queue<Consumer<SyncListener>> room = rooms.get(link);
            Consumer<SyncListener> notice = room == null ? null : room.poll();
            if (notice == null) {
                rooms.remove(link);
                crowded.remove(link);
            }
            return notice;
        }
    }

    private String name() {
        return listener.getClass().getName();
    }
}
