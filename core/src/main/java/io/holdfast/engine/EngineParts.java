package io.holdfast.engine;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The parts of one engine, put together once, and the threads that move them between start and close. */
final class EngineParts {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int TIMERS = 2;

    private enum State {
        BUILT,
        STARTED,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.BUILT);
    private final Connectors connectors;
    private final SyncLinkStore links;
    private final IntegrationStore integrations;
    private final AttendeeStore attendees;
    private final SyncPolicy policy;
    private final InstantSource time;
    private final RunQueue queue;
    private final Notices notices;
    private final CredentialKeeper credentials;
    private final LinkMover mover;
    private final LeaseKeeper leases;
    private final RunWorker worker;
    private final Reconciler reconciler;
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(TIMERS, DaemonThreads.named("holdfast-timer"));
    private volatile @Nullable ScheduledFuture<?> sweeps;
    private final ExecutorService tellers = Executors.newCachedThreadPool(DaemonThreads.named("holdfast-teller"));

    EngineParts(
            Connectors connectors,
            SyncLinkStore links,
            IntegrationStore integrations,
            CredentialVault vault,
            AttendeeStore attendees,
            RunQueue queue,
            SyncListener listener,
            SyncPolicy policy,
            InstantSource time) {
        this.connectors = connectors;
        this.links = links;
        this.integrations = integrations;
        this.attendees = attendees;
        this.policy = policy;
        this.time = time;
        this.queue = queue;
        notices = new Notices(listener);
        credentials = new CredentialKeeper(connectors, integrations, vault, time);
        mover = new LinkMover(links, queue, notices, policy, time);
        leases = new LeaseKeeper(mover, policy, time);
        Quarantine quarantine = new Quarantine();
        worker = new RunWorker(
                new RunWorker.Parts(
                        connectors,
                        links,
                        credentials,
                        attendees,
                        new Absences(attendees, policy),
                        mover,
                        notices,
                        new ListGuard(policy),
                        time,
                        () -> state.get() == State.CLOSED),
                leases,
                quarantine);
        reconciler = new Reconciler(links, queue, worker, quarantine, time);
    }

    Connectors connectors() {
        return connectors;
    }

    SyncLinkStore links() {
        return links;
    }

    IntegrationStore integrations() {
        return integrations;
    }

    AttendeeStore attendees() {
        return attendees;
    }

    Integration integration(IntegrationId id) {
        return integrations.load(id).orElseThrow(() -> UnknownIdException.integration(id));
    }

    SyncPolicy policy() {
        return policy;
    }

    InstantSource time() {
        return time;
    }

    CredentialKeeper credentials() {
        return credentials;
    }

    LinkMover mover() {
        return mover;
    }

    int turn() {
        if (state.get() == State.CLOSED) {
            throw new IllegalStateException("expected an engine that is not closed but this one is; build another");
        }
        return reconciler.turn();
    }

    void start() {
        if (!state.compareAndSet(State.BUILT, State.STARTED)) {
            throw new IllegalStateException("expected an engine that was built and not started yet but found it "
                    + state.get() + "; build another");
        }
        notices.tellOn(tellers);
        leases.renewOn(timer);
        queue.start(worker);
        long sweep = policy.sweep().toMillis();
        sweeps = timer.scheduleWithFixedDelay(reconciler::sweep, 0, Math.max(1, sweep), TimeUnit.MILLISECONDS);
    }

    /** A second caller waits for the first. */
    synchronized void close() {
        State before = state.getAndSet(State.CLOSED);
        ScheduledFuture<?> sweeping = sweeps;
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        if (before == State.STARTED) {
            queue.stop(GRACE);
        }
        timer.shutdownNow();
        tellers.shutdown();
        if (before == State.STARTED) {
            waitForTellers();
        }
    }

    private void waitForTellers() {
        try {
            if (!tellers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                tellers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            tellers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
