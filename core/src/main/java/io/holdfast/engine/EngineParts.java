package io.holdfast.engine;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
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
    private static final int TENDERS = 4;

    private enum State {
        BUILT,
        STARTED,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.BUILT);
    private final Connectors connectors;
    private final SyncLinkStore links;
    private final IntegrationStore integrations;
    private final SyncPolicy policy;
    private final InstantSource time;
    private final RunQueue queue;
    private final Notices notices;
    private final Drawers drawers;
    private final IntegrationMover integrationMover;
    private final Pens pens;
    private final FanOuts fanOuts;
    private final CredentialKeeper credentials;
    private final Authorizer authorizer;
    private final LinkMover mover;
    private final LeaseKeeper leases;
    private final RunWorker worker;
    private final Tending tending;
    private final Reconciler reconciler;
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(TIMERS, DaemonThreads.named("holdfast-timer"));
    private volatile @Nullable ScheduledFuture<?> sweeps;
    private final ExecutorService tellers = Executors.newCachedThreadPool(DaemonThreads.named("holdfast-teller"));

    private final ExecutorService refreshers = Executors.newCachedThreadPool(DaemonThreads.named("holdfast-refresher"));
    private final ExecutorService tenders =
            Executors.newFixedThreadPool(TENDERS, DaemonThreads.named("holdfast-tender"));

    EngineParts(
            Connectors connectors,
            SyncLinkStore links,
            IntegrationStore integrations,
            CredentialVault vault,
            AttendeeStore attendees,
            RunQueue queue,
            SyncListener listener,
            Authorizer authorizer,
            SyncPolicy policy,
            InstantSource time) {
        this.connectors = connectors;
        this.links = links;
        this.integrations = integrations;
        this.policy = policy;
        this.time = time;
        this.queue = queue;
        this.authorizer = authorizer;
        notices = new Notices(listener);
        mover = new LinkMover(links, queue, notices, policy, time);
        IntegrationRules rules = new IntegrationRules(policy.credentials());
        integrationMover = new IntegrationMover(integrations, notices);
        drawers = new Drawers(vault, integrationMover, rules, time);
        pens = new Pens(attendees, time);
        fanOuts = new FanOuts(links, mover, pens, integrationMover, policy.credentials(), time);
        credentials = new CredentialKeeper(connectors, integrationMover, rules, drawers, fanOuts, policy, time);
        leases = new LeaseKeeper(mover, policy, time);
        Quarantine quarantine = new Quarantine();
        worker = new RunWorker(
                new RunWorker.Parts(
                        connectors,
                        links,
                        credentials,
                        fanOuts,
                        attendees,
                        new Absences(attendees, policy),
                        mover,
                        notices,
                        new ListGuard(policy),
                        time,
                        () -> state.get() == State.CLOSED),
                leases,
                quarantine);
        tending = new Tending(integrations, credentials, quarantine, time);
        reconciler = new Reconciler(links, queue, worker, tending, quarantine, time);
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

    Drawers drawers() {
        return drawers;
    }

    IntegrationMover integrationMover() {
        return integrationMover;
    }

    Pens pens() {
        return pens;
    }

    FanOuts fanOuts() {
        return fanOuts;
    }

    Authorizer authorizer() {
        return authorizer;
    }

    Notices notices() {
        return notices;
    }

    Integration integration(IntegrationId id) {
        return integrationMover.load(id);
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

    Reconciler reconciler() {
        return reconciler;
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
        tending.tendOn(tenders);
        credentials.refreshOn(refreshers);
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
        endTending();
        tellers.shutdown();
        if (before == State.STARTED) {
            waitFor(tellers, GRACE);
        }
    }

    /** A token that rotates is given once: whoever asks for one now may end, and what could not be stored is tried once more. */
    private void endTending() {
        tenders.shutdownNow();
        refreshers.shutdown();
        boolean interrupted = Thread.interrupted();
        waitFor(refreshers, policy.credentials().requestTimeout().plus(GRACE));
        credentials.storeWhatIsLeft();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitFor(ExecutorService threads, Duration atMost) {
        try {
            if (!threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
