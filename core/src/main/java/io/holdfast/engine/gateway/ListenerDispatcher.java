package io.holdfast.engine.gateway;

import io.holdfast.engine.watch.Observer;
import io.holdfast.engine.watch.Thrown;
import io.holdfast.model.Change;
import io.holdfast.model.Integration;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener, in the order of writing for each link and each integration, on a few threads that take them in turn.
 * A listener that throws is logged; one that blocks keeps its thread, and once all threads or the room are taken further notices
 * are dropped, counted, and told as missed once it goes on.
 */
public final class ListenerDispatcher {
    private static final Logger log = LoggerFactory.getLogger(ListenerDispatcher.class);
    /** Threads that call the listener at once. */
    public static final int AT_ONCE = 4;

    private static final String KIND = "listener";
    private static final int TENFOLD = 10;

    private final ListenerRooms rooms = new ListenerRooms();
    private final SyncListener listener;
    private final Executor executor;
    private final ThrottledLog throttled;
    private final Observer observer;
    private int telling;
    private long dropped;
    private long saidAt = 1;

    /** The listener is called on the executor's threads. */
    public ListenerDispatcher(SyncListener listener, Executor executor, ThrottledLog throttled, Observer observer) {
        this.listener = listener;
        this.executor = executor;
        this.throttled = throttled;
        this.observer = observer;
    }

    /** Somebody is about to write this version of a link: a later one waits for it, however soon it is written. */
    void writing(SyncLink next) {
        synchronized (rooms) {
            rooms.expect(LogIds.of(next.id()), next.version());
        }
    }

    /** That version was written and told, or was not written. */
    void written(SyncLink next) {
        synchronized (rooms) {
            rooms.settle(LogIds.of(next.id()), next.version());
        }
        goOn();
    }

    /** Tells of a move of a link. */
    void transitioned(SyncLink link, TransitionRecord record) {
        dispatch(Notice.ofMove(link, (to, now) -> to.transitioned(now, record)));
    }

    /** Tells that the provider tells otherwise of an event or channel than it did before. */
    void remoteChanged(SyncLink link, RemoteFacts before) {
        dispatch(Notice.ofRemote(link, (to, now) -> to.remoteChanged(now, before)));
    }

    /** Tells that a link is gone; nothing is told of it afterwards. */
    void removed(SyncLink link) {
        dispatch(Notice.ofRemoval(link));
    }

    /** Tells that an integration shows something else. */
    void integrationChanged(Integration integration) {
        dispatch(Notice.of(integration));
    }

    /** Tells that a run has stored a page. */
    public void progressed(SyncLink link) {
        dispatch(Notice.of(link, SyncListener::progressed));
    }

    /** Tells which attendees a run has changed; nothing if it has changed none. */
    public void attendeesChanged(SyncLink link, List<Change> changes) {
        if (!changes.isEmpty()) {
            dispatch(Notice.ofAttendees(link, changes));
        }
    }

    /** Tells which rows could not be taken; nothing if all were. */
    public void rejected(SyncLink link, List<Rejected> rows) {
        if (!rows.isEmpty()) {
            dispatch(Notice.ofRejected(link, rows));
        }
    }

    /** Goes on with what waits, where no thread could be had before. */
    public void goOn() {
        if (begin()) {
            hand();
        }
    }

    /** Notices that were not told yet. */
    public int waiting() {
        synchronized (rooms) {
            return rooms.waiting();
        }
    }

    /** Notices that found no room so far. */
    public long dropped() {
        synchronized (rooms) {
            return dropped;
        }
    }

    /** Says what will not be told any more, because the engine is closed. */
    public void sayWhatIsLeft() {
        synchronized (rooms) {
            if (rooms.waiting() > 0) {
                log.warn(
                        "listener={} was not told {} notices before the engine closed; what is stored is complete",
                        listenerName(),
                        rooms.waiting());
            }
        }
    }

    private void dispatch(Notice notice) {
        if (!isAdmitted(notice)) {
            observer.noticeDropped();
        }
        goOn();
    }

    private boolean isAdmitted(Notice notice) {
        synchronized (rooms) {
            if (rooms.add(notice)) {
                return true;
            }
            dropped++;
            if (dropped >= saidAt) {
                saidAt *= TENFOLD;
                log.warn(
                        "{} listener={} is slow or blocks: {} notices were dropped so far; what is stored is complete",
                        notice.subject(),
                        listenerName(),
                        dropped);
            }
            return false;
        }
    }

    /** Whether another thread is to tell what is ready. */
    private boolean begin() {
        synchronized (rooms) {
            boolean wanted = telling < AT_ONCE && rooms.hasReady();
            telling += wanted ? 1 : 0;
            return wanted;
        }
    }

    private void hand() {
        try {
            executor.execute(this::tell);
        } catch (RejectedExecutionException noThread) {
            end();
            log.debug("notices wait: no thread is there to tell them");
        }
    }

    private void tell() {
        boolean ended = false;
        try {
            for (ListenerRooms.Turn turn = next(); turn != null; turn = next()) {
                tell(turn);
            }
            ended = true;
        } finally {
            if (!ended) {
                end();
            }
        }
    }

    private void tell(ListenerRooms.Turn turn) {
        try {
            turn.notice().context().run(() -> turn.notice().tell(listener, turn.last()));
        } catch (Throwable thrown) {
            throttled.warn(
                    KIND,
                    turn.notice().subject() + " listener=" + listenerName() + " threw " + Thrown.named(thrown)
                            + "; nothing is undone; reference " + observer.failed(thrown),
                    thrown);
        } finally {
            synchronized (rooms) {
                rooms.handBack(turn.room());
            }
        }
    }

    /** The next turn; if there is none, this thread has ended telling. */
    private ListenerRooms.@Nullable Turn next() {
        synchronized (rooms) {
            ListenerRooms.Turn turn = rooms.next();
            telling -= turn == null ? 1 : 0;
            return turn;
        }
    }

    private void end() {
        synchronized (rooms) {
            telling--;
        }
    }

    private String listenerName() {
        return listener.getClass().getName();
    }
}
