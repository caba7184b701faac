package io.holdfast.engine;

import io.holdfast.model.SyncLinkId;
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
 * Tells the listener, one notice after the other for each link and each integration. A listener that throws is
 * logged; one that blocks fills the room of that one alone, and further notices of it are dropped.
 */
final class Notices {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final int ROOM = 1_000;

    private final Map<String, Queue<Consumer<SyncListener>>> rooms = new HashMap<>();
    private final Set<String> crowded = new HashSet<>();
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
        tell(Named.of(link), notice);
    }

    /** Tells about what the room is named after. */
    void tell(String room, Consumer<SyncListener> notice) {
        if (admit(room, notice)) {
            hand(room);
        }
    }

    /** Puts a notice into its room; whether nobody is emptying that room yet. */
    private boolean admit(String name, Consumer<SyncListener> notice) {
        synchronized (rooms) {
            Queue<Consumer<SyncListener>> known = rooms.get(name);
            Queue<Consumer<SyncListener>> room = known == null ? new ArrayDeque<>() : known;
            rooms.put(name, room);
            if (room.size() < ROOM) {
                room.add(notice);
            } else if (crowded.add(name)) {
                log.warn(
                        "{} listener={} is slow; notices are dropped, what is stored is complete",
                        name,
                        listenerName());
            }
            return known == null;
        }
    }

    private void hand(String name) {
        try {
            executor.execute(() -> empty(name));
        } catch (RejectedExecutionException closed) {
            log.debug("{} notices dropped, the engine is closed", name);
            synchronized (rooms) {
                rooms.remove(name);
            }
        }
    }

    private void empty(String name) {
        for (Consumer<SyncListener> notice = take(name); notice != null; notice = take(name)) {
            try {
                notice.accept(listener);
            } catch (RuntimeException thrown) {
                log.warn("{} listener={} threw; nothing is undone", name, listenerName(), Wordless.copyOf(thrown));
            }
        }
    }

    private @Nullable Consumer<SyncListener> take(String name) {
        synchronized (rooms) {
            Queue<Consumer<SyncListener>> room = rooms.get(name);
            Consumer<SyncListener> notice = room == null ? null : room.poll();
            if (notice == null) {
                rooms.remove(name);
                crowded.remove(name);
            }
            return notice;
        }
    }

    private String listenerName() {
        return listener.getClass().getName();
    }
}
