package io.holdfast.engine.gateway;

import io.holdfast.model.Integration;
import io.holdfast.model.Rejected;
import io.holdfast.model.SyncLink;
import io.holdfast.port.Change;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
public final class ListenerDispatcher {
    private static final Logger log = LoggerFactory.getLogger(ListenerDispatcher.class);
    private static final int ROOM = 1_000;

    private final Map<String, Queue<Consumer<SyncListener>>> rooms = new HashMap<>();
    private final Set<String> crowded = new HashSet<>();
    private final SyncListener listener;
    private final Executor executor;
    private final ThrottledLog throttled;

    /** The listener is called on the executor's threads. */
    public ListenerDispatcher(SyncListener listener, Executor executor, ThrottledLog throttled) {
        this.listener = listener;
        this.executor = executor;
        this.throttled = throttled;
    }

    /** Tells of a move of a link. */
    void transitioned(SyncLink link, TransitionRecord record) {
        dispatch(LogIds.of(link.id()), to -> to.transitioned(link, record));
    }

    /** Tells that a link is gone. */
    void removed(SyncLink link) {
        dispatch(LogIds.of(link.id()), to -> to.removed(link));
    }

    /** Tells that an integration shows something else. */
    void integrationChanged(Integration integration) {
        dispatch(LogIds.of(integration.id()), to -> to.integrationChanged(integration));
    }

    /** Tells that a run has stored a page. */
    public void progressed(SyncLink link) {
        dispatch(LogIds.of(link.id()), to -> to.progressed(link));
    }

    /** Tells which attendees a run has changed; nothing if it has changed none. */
    public void attendeesChanged(SyncLink link, List<Change> changes) {
        if (!changes.isEmpty()) {
            dispatch(LogIds.of(link.id()), to -> to.attendeesChanged(link, changes));
        }
    }

    /** Tells which rows could not be taken; nothing if all were. */
    public void rejected(SyncLink link, List<Rejected> rows) {
        if (!rows.isEmpty()) {
            dispatch(LogIds.of(link.id()), to -> to.rejected(link, rows));
        }
    }

    private void dispatch(String room, Consumer<SyncListener> notice) {
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
                throttled.warn("listener", name + " listener=" + listenerName() + " threw; nothing is undone", thrown);
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
