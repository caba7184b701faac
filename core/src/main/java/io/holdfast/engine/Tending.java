package io.holdfast.engine;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Finds integrations on which something is due, and does it: a refresh before its time, the next question of a suspicion, the
 * rest of a fan-out. An integration that is being tended on this node is left alone, and so is one whose look threw.
 */
final class Tending {
    private static final int PAGE = 100;

    private final IntegrationStore integrations;
    private final CredentialKeeper credentials;
    private final Quarantine quarantine;
    private final InstantSource time;
    private final Set<IntegrationId> inHand = ConcurrentHashMap.newKeySet();
    private volatile Executor executor = Runnable::run;

    Tending(IntegrationStore integrations, CredentialKeeper credentials, Quarantine quarantine, InstantSource time) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.quarantine = quarantine;
        this.time = time;
    }

    /** From now on providers are asked on the executor's threads, not on that of the sweep. */
    void tendOn(Executor threads) {
        executor = threads;
    }

    /** Begins what is due now; the number of integrations. */
    int sweep() {
        credentials.storeWhatIsLeft();
        Instant now = time.instant();
        int begun = 0;
        Cursor at = Cursor.START;
        do {
            Page<Integration> page = integrations.due(now, at, PAGE);
            begun += begin(page.items(), now);
            at = page.next().orElse(Cursor.START);
        } while (!at.equals(Cursor.START));
        return begun;
    }

    private int begin(List<Integration> due, Instant now) {
        int begun = 0;
        for (Integration one : due) {
            if (!quarantine.holds(Named.of(one.id()), now) && inHand.add(one.id())) {
                hand(one.id());
                begun++;
            }
        }
        return begun;
    }

    private void hand(IntegrationId id) {
        try {
            executor.execute(() -> tend(id));
        } catch (RejectedExecutionException closed) {
            inHand.remove(id);
        }
    }

    private void tend(IntegrationId id) {
        String name = Named.of(id);
        try {
            credentials.tend(id);
            quarantine.release(name);
        } catch (UnknownIdException removed) {
            quarantine.release(name);
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            quarantine.add(name, thrown, time.instant());
        } finally {
            inHand.remove(id);
        }
    }
}
