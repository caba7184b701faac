package io.holdfast.engine;

import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.run.Runs;
import io.holdfast.model.Actor;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
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
    private final Ports ports;
    private final Gateway gateway;
    private final Credentials credentials;
    private final Runs runs;
    private final SyncOperations host;
    private volatile Runnable endSweeps = () -> {};

    LocalSyncEngine(Ports ports) {
        this.ports = ports;
        gateway = Gateway.assemble(ports, threads.listening());
        credentials = Credentials.assemble(gateway, ports, threads.refreshing(), threads.maintaining());
        runs = Runs.assemble(gateway, credentials, ports, threads, () -> state.get() == State.CLOSED);
        host = actingAs(Actor.HOST);
    }

    /** The commands of one actor. */
    private record Operations(Links links, Integrations integrations, Workspaces workspaces)
            implements SyncOperations {}

    @Override
    public SyncOperations actingAs(Actor actor) {
        CommandGate gate = new CommandGate(ports.authorizer(), actor);
        LinkViews views = new LinkViews(ports.integrations(), gateway.readable(), ports.policy(), ports.time());
        LinkCommands links = new LinkCommands(
                gateway, credentials.keeper(), ports.links(), ports.attendees(), views, gate, actor, ports.time());
        CredentialPolicy numbers = ports.policy().credentials();
        return new Operations(
                links,
                new IntegrationCommands(
                        gateway, credentials, ports.integrations(), ports.links(), links, gate, numbers, ports.time()),
                new WorkspaceCommands(links, credentials.removal(), ports.links(), ports.integrations(), gate));
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
        ports.queue().start(runs.worker());
        endSweeps = threads.now(ports.policy().sweepInterval(), runs.reconciler()::sweep);
    }

    @Override
    public int runDue() {
        if (state.get() == State.CLOSED) {
            throw new IllegalStateException("expected an engine that is not closed but this one is; build another");
        }
        return runs.reconciler().runDue();
    }

    /** A second caller waits for the first. A token that rotates is given once, so refreshes that are on may end. */
    @Override
    public synchronized void close() {
        State before = state.getAndSet(State.CLOSED);
        endSweeps.run();
        if (before == State.STARTED) {
            ports.queue().stop(GRACE);
        }
        threads.endMaintenance();
        threads.endRefreshes(ports.policy().credentials().requestTimeout().plus(GRACE));
        credentials.maintenance().storeWhatIsLeft();
        threads.endListening(GRACE);
    }
}
