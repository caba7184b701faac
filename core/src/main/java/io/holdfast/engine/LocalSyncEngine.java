package io.holdfast.engine;

import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.run.Runs;
import io.holdfast.engine.webhook.IncomingDeliveries;
import io.holdfast.engine.webhook.WebhookBase;
import io.holdfast.metrics.Vitals;
import io.holdfast.metrics.Vitals.State;
import io.holdfast.model.Actor;
import io.holdfast.model.LinkTotals;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine on this node. */
final class LocalSyncEngine implements SyncEngine {
    private static final Logger log = LoggerFactory.getLogger(LocalSyncEngine.class);

    /** For runs that are on; whatever hangs, close takes the sum of these at most. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private static final Duration STOPPING = Duration.ofMillis(5_500);
    private static final Duration HANDING_BACK = Duration.ofMillis(500);
    private static final Duration REFRESHING = Duration.ofSeconds(1);
    private static final Duration STORING = Duration.ofMillis(500);
    private static final Duration LISTENING = Duration.ofMillis(1_500);

    private final AtomicReference<State> state = new AtomicReference<>(State.BUILT);
    private final EngineThreads threads;
    private final Ports ports;
    private final Gateway gateway;
    private final IncomingDeliveries incoming;
    private final Credentials credentials;
    private final Runs runs;
    private final SyncOperations host;
    private final VitalSigns signs;
    private final Map<Thread, SyncLinkId> working = new ConcurrentHashMap<>();

    LocalSyncEngine(Ports given, WebhookBase base, EngineThreads threads) {
        this.threads = threads;
        ports = Gateway.guarded(given, threads.calls(), threads.log());
        gateway = Gateway.assemble(ports, threads.listening(), threads.maintaining());
        incoming = IncomingDeliveries.assemble(gateway, ports, base);
        credentials =
                Credentials.assemble(gateway, ports, incoming.upkeep(), threads.refreshing(), threads.maintaining());
        runs = Runs.assemble(gateway, credentials, incoming.upkeep(), ports, threads, this::isClosed);
        host = actingAs(Actor.HOST);
        signs = new VitalSigns(gateway, ports.queue(), ports.policy());
    }

    /** The commands of one actor. */
    private record Operations(Links links, Integrations integrations, Workspaces workspaces)
            implements SyncOperations {}

    @Override
    public SyncOperations actingAs(Actor actor) {
        if (actor.kind() == Actor.Kind.SYSTEM) {
            throw new IllegalArgumentException(
                    "expected a person or the host to act as but found what stands for the library itself; pass"
                            + " Actor.member or Actor.HOST");
        }
        CommandGate gate =
                new CommandGate(ports.authorizer(), ports.served(), gateway.commits(), this::isClosed, actor);
        LinkViews views = new LinkViews(
                ports.integrations(),
                gateway.readable(),
                ports.served(),
                gateway.connectors()::allowsOnePerWorkspace,
                ports.policy(),
                ports.time(),
                gate);
        LinkCommands links = new LinkCommands(
                gateway,
                credentials.keeper(),
                ports.links(),
                ports.attendees(),
                views,
                gate,
                actor,
                ports.time(),
                ports.ticker());
        ManyCommands many = new ManyCommands(gateway, credentials.keeper(), links.requests(), gate, actor);
        return new Operations(
                HostCalls.face(Links.class, links),
                HostCalls.face(
                        Integrations.class,
                        new IntegrationCommands(
                                gateway,
                                credentials,
                                incoming.routes(),
                                ports.integrations(),
                                new AccountLinks(gateway, ports.links(), many, ports.time()),
                                gate,
                                ports.policy(),
                                ports.time())),
                HostCalls.face(
                        Workspaces.class,
                        new WorkspaceCommands(many, credentials.removal(), ports.links(), ports.integrations(), gate)));
    }

    private boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    @Override
    public Vitals vitals() {
        return signs.read(Objects.requireNonNull(state.get()), working.size());
    }

    @Override
    public Optional<LinkTotals> totals() {
        return HostCalls.run(() -> ports.links().totals(ports.time().instant()));
    }

    @Override
    public Webhooks webhooks() {
        return new LocalWebhooks(incoming.deliveries(), gateway.commits());
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
        try {
            HostCalls.run(() -> {
                begin();
                return this;
            });
        } catch (RuntimeException | Error thrown) {
            requireNotClosed();
            close();
            throw thrown;
        }
        requireNotClosed();
        log.info(
                "engine started: {} connectors, lease {}, sweep {}",
                ports.connectors().size(),
                ports.policy().leaseDuration(),
                ports.policy().sweepInterval());
    }

    /** Whoever closes wins: what was begun after it had looked is ended here. */
    private void requireNotClosed() {
        if (isClosed()) {
            endWorkers();
            throw new IllegalStateException("expected an engine that nobody closes while it starts but found it "
                    + State.CLOSED + "; build another");
        }
    }

    private void begin() {
        RunQueue queue = ports.queue();
        threads.start(hung -> Optional.ofNullable(working.get(hung))
                .filter(queue::replaceWorkerOf)
                .isPresent());
        queue.start(link -> {
            working.put(Thread.currentThread(), link);
            try {
                return threads.calls()
                        .within(
                                ports.policy().pageDeadline(),
                                () -> runs.worker().work(link));
            } finally {
                working.remove(Thread.currentThread());
            }
        });
        threads.sweep(() -> {
            gateway.listeners().goOn();
            runs.reconciler().sweep();
        });
    }

    @Override
    public int runDue() {
        if (isClosed()) {
            throw new IllegalStateException("expected an engine that is not closed but this one is; build another");
        }
        if (gateway.commits().isAwaited()) {
            throw new IllegalStateException(
                    "expected no transaction of the host's to be open but found one; providers are asked here, so call it outside");
        }
        return HostCalls.run(runs.reconciler()::runDue);
    }

    /**
     * A second caller waits for the first. What hangs is left behind: its run is handed back for it, and its thread keeps no
     * process alive. A token that rotates is given once, so refreshes that are on may end afterwards.
     */
    @Override
    public synchronized void close() {
        State before = state.getAndSet(State.CLOSED);
        if (before == State.CLOSED) {
            return;
        }
        int wereOn = runs.worker().inHandNow();
        long begun = gateway.observer().begin();
        threads.endMaintenance();
        if (before == State.STARTED) {
            endWorkers();
        }
        boolean refreshed = threads.endRefreshes(REFRESHING);
        threads.apart(STORING, credentials.maintenance()::storeWhatIsLeft);
        if (!refreshed) {
            threads.keepAliveForRefreshes(
                    ports.policy().credentials().requestTimeout(), credentials.maintenance()::storeWhatIsLeft);
        }
        threads.endListening(LISTENING);
        gateway.listeners().sayWhatIsLeft();
        log.info(
                "engine closed within {}: {} runs were on, {} are left behind, {} notices were not told{}",
                gateway.observer().since(begun),
                wereOn,
                runs.worker().inHandNow(),
                gateway.listeners().waiting(),
                refreshed ? "" : "; a refresh goes on until its answer is stored");
    }

    private void endWorkers() {
        threads.apart(STOPPING, () -> ports.queue().stop(GRACE));
        threads.apart(HANDING_BACK, runs.worker()::handBack);
    }
}
