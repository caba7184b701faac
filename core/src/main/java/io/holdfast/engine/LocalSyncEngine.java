package io.holdfast.engine;

import io.holdfast.model.Actor;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The engine on this node. */
final class LocalSyncEngine implements SyncEngine {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private enum State {
        BUILT,
        STARTED,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.BUILT);
    private final EngineThreads threads = new EngineThreads();
    private final RunQueue queue;
    private final SyncPolicy policy;
    private final EngineWiring wiring;
    private final Operations host;
    private volatile Runnable endSweeps = () -> {};

    LocalSyncEngine(Ports ports, SyncPolicy policy, InstantSource time) {
        queue = ports.queue();
        this.policy = policy;
        wiring = new EngineWiring(ports, policy, time, threads, () -> state.get() == State.CLOSED);
        host = wiring.operations(Actor.HOST);
    }

    @Override
    public SyncOperations actingAs(Actor actor) {
        return wiring.operations(actor);
    }

    @Override
    public Links links() {
        return host.links();
    }

    @Override
    public Integrations integrations() {
        return host.integrations();
    }

    @Override
    public Workspaces workspaces() {
        return host.workspaces();
    }

    @Override
    public void start() {
        if (!state.compareAndSet(State.BUILT, State.STARTED)) {
            throw new IllegalStateException("expected an engine that was built and not started yet but found it "
                    + state.get() + "; build another");
        }
        threads.start();
        queue.start(wiring.runs().worker());
        endSweeps = threads.now(policy.sweepInterval(), wiring.runs().reconciler()::sweep);
    }

    @Override
    public int runDue() {
        if (state.get() == State.CLOSED) {
            throw new IllegalStateException("expected an engine that is not closed but this one is; build another");
        }
        return wiring.runs().reconciler().runDue();
    }

    /** A second caller waits for the first. A token that rotates is given once, so refreshes that are on may end. */
    @Override
    public synchronized void close() {
        State before = state.getAndSet(State.CLOSED);
        endSweeps.run();
        if (before == State.STARTED) {
            queue.stop(GRACE);
        }
        threads.endMaintenance();
        threads.endRefreshes(policy.credentials().requestTimeout().plus(GRACE));
        wiring.maintenance().storeWhatIsLeft();
        threads.endListening(GRACE);
    }
}
