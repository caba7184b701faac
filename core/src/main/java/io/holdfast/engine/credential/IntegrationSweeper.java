package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.Quarantine;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.engine.watch.LogContext;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.UnknownIdException;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Finds integrations on which something is due, and does it: a refresh before its time, the next question of a suspicion,
 * the rest of a fan-out. It skips those that this node maintains just now, and for a while those that threw.
 */
public final class IntegrationSweeper {
    private static final int PAGE = 100;

    private final IntegrationStore integrations;
    private final CredentialMaintenance credentials;
    private final Quarantine quarantine;
    private final ReadableRows readable;
    private final InstantSource time;
    private final ThrottledLog log;
    private final Set<IntegrationId> inHand = ConcurrentHashMap.newKeySet();
    private final Executor executor;

    IntegrationSweeper(
            IntegrationStore integrations,
            CredentialMaintenance credentials,
            Quarantine quarantine,
            ReadableRows readable,
            InstantSource time,
            ThrottledLog log,
            Executor executor) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.quarantine = quarantine;
        this.readable = readable;
        this.time = time;
        this.log = log;
        this.executor = executor;
    }

    /** Begins what is due now and is new to the turn; the number of integrations. */
    public int sweep(Turn turn) {
        credentials.storeWhatIsLeft();
        Instant now = time.instant();
        int begun = 0;
        DueWalk walk = new DueWalk(log, "IntegrationStore");
        Cursor at = Cursor.START;
        do {
            Page<StoredRow<IntegrationId, Integration>> page = integrations.due(now, at, PAGE);
            begun += begin(readable.integrations(page.items()), turn, now);
            at = walk.after(page);
        } while (!at.equals(Cursor.START));
        return begun;
    }

    private int begin(List<Integration> due, Turn turn, Instant now) {
        int begun = 0;
        for (Integration one : due) {
            String name = LogIds.of(one.id());
            if (!quarantine.holds(name, now)
                    && credentials.isReady(one)
                    && turn.isNew(name, one.version())
                    && inHand.add(one.id())) {
                hand(one);
                begun++;
            }
        }
        return begun;
    }

    private void hand(Integration due) {
        IntegrationId id = due.id();
        try {
            executor.execute(() -> {
                try {
                    LogContext.of(due).run(() -> guarded(id, credentials::maintain));
                } finally {
                    inHand.remove(id);
                }
            });
        } catch (RejectedExecutionException closed) {
            inHand.remove(id);
        }
    }

    /** Sets an integration right that was written by a clock that was ahead. */
    public void correct(IntegrationId id) {
        if (!quarantine.holds(LogIds.of(id), time.instant())) {
            guarded(id, credentials::correct);
        }
    }

    private void guarded(IntegrationId id, Consumer<IntegrationId> work) {
        String name = LogIds.of(id);
        try {
            work.accept(id);
            quarantine.release(name);
        } catch (UnknownIdException removed) {
            quarantine.release(name);
        } catch (Throwable thrown) {
            quarantine.add(name, thrown, time.instant());
        }
    }
}
