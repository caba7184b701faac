package io.holdfast.engine;

import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.watch.Observer;
import io.holdfast.engine.webhook.WebhookBase;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemoryRunQueue;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.metrics.SyncMetrics;
import io.holdfast.model.ProviderId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SyncEngine}. What is left out lives in memory and is gone with the process. Not safe for use by several
 * threads.
 */
public final class SyncEngineBuilder {
    private final Map<ProviderId, ProviderConnector> connectors = new HashMap<>();
    private SyncLinkStore links = new InMemorySyncLinkStore();
    private IntegrationStore integrations = new InMemoryIntegrationStore();
    private CredentialVault vault = new InMemoryCredentialVault();
    private AttendeeStore attendees = new InMemoryAttendeeStore();
    private SyncListener listener = SyncListener.NONE;
    private Authorizer authorizer = Authorizer.anyone();
    private ServedWorkspaces served = ServedWorkspaces.all();
    private HostTransaction transactions = HostTransaction.NONE;
    private SyncPolicy policy = SyncPolicy.defaults();
    private InstantSource time = InstantSource.system();
    private @Nullable LongSupplier ticker;
    private @Nullable RunQueue queue;
    private SyncMetrics metrics = SyncMetrics.NONE;
    private BiConsumer<String, Throwable> portFailures = (reference, thrown) -> {};
    private WebhookBase webhooks = WebhookBase.NONE;
    private int workers = 4;
    private ThreadFactory threads = EngineThreads.PLAIN;

    SyncEngineBuilder() {}

    /**
     * {@return this builder with one more connector; the last one of a provider is used}
     *
     * @param connector the connector
     */
    public SyncEngineBuilder connector(ProviderConnector connector) {
        connectors.put(Objects.requireNonNull(connector, "connector").provider(), connector);
        return this;
    }

    /**
     * {@return this builder, which keeps links there; in memory by default}
     *
     * @param store the host's own store
     */
    public SyncEngineBuilder links(SyncLinkStore store) {
        links = Objects.requireNonNull(store, "links");
        return this;
    }

    /**
     * {@return this builder, which keeps integrations there; in memory by default}
     *
     * @param store the host's own store
     */
    public SyncEngineBuilder integrations(IntegrationStore store) {
        integrations = Objects.requireNonNull(store, "integrations");
        return this;
    }

    /**
     * {@return this builder, which keeps secrets there; in memory by default}
     *
     * @param secrets the host's own vault
     */
    public SyncEngineBuilder vault(CredentialVault secrets) {
        vault = Objects.requireNonNull(secrets, "vault");
        return this;
    }

    /**
     * {@return this builder, which keeps attendees there; in memory by default}
     *
     * @param store the host's own store
     */
    public SyncEngineBuilder attendees(AttendeeStore store) {
        attendees = Objects.requireNonNull(store, "attendees");
        return this;
    }

    /**
     * {@return this builder, which tells that listener what happened; nobody by default}
     *
     * @param changes the host's own listener
     */
    public SyncEngineBuilder listener(SyncListener changes) {
        listener = Objects.requireNonNull(changes, "listener");
        return this;
    }

    /**
     * {@return this builder, which asks that authorizer; anyone may do anything by default}
     *
     * @param asked asked before each command and read
     */
    public SyncEngineBuilder authorizer(Authorizer asked) {
        authorizer = Objects.requireNonNull(asked, "authorizer");
        return this;
    }

    /**
     * {@return this builder, which asks there whether a workspace is served for now; all are by default}
     *
     * @param asked asked where work is taken, at commands and at views
     */
    public SyncEngineBuilder served(ServedWorkspaces asked) {
        served = Objects.requireNonNull(asked, "served");
        return this;
    }

    /**
     * {@return this builder, which takes part in the host's own transactions; in none by default} What a command inside of one tells and
     * begins then waits for the commit, and commands that ask a provider are refused there.
     *
     * @param transaction that of the host's on the calling thread; both stores must take part in it
     */
    public SyncEngineBuilder transactions(HostTransaction transaction) {
        transactions = Objects.requireNonNull(transaction, "transactions");
        return this;
    }

    /**
     * {@return this builder, which applies that policy; all defaults by default}
     *
     * @param numbers the policy
     */
    public SyncEngineBuilder policy(SyncPolicy numbers) {
        policy = Objects.requireNonNull(numbers, "policy");
        return this;
    }

    /**
     * {@return this builder, which reads that clock; the system clock by default}
     *
     * @param source tells this engine what time it is
     */
    public SyncEngineBuilder time(InstantSource source) {
        time = Objects.requireNonNull(source, "time");
        return this;
    }

    /**
     * {@return this builder, which reads that running clock; by default the one that tells the time if it runs as well, else
     *     that of the JVM} It tells how much time has passed and not what time it is, so nothing sets it, neither a person nor a
     * time server.
     *
     * @param running counts what this engine has to wait for itself: nanoseconds since some instant of this process, never
     *     backwards; several threads call at once
     */
    public SyncEngineBuilder ticker(LongSupplier running) {
        ticker = Objects.requireNonNull(running, "ticker");
        return this;
    }

    /**
     * {@return this builder, which brings links to workers with that queue; its threads are its own}
     *
     * @param ownQueue the host's own queue
     */
    public SyncEngineBuilder queue(RunQueue ownQueue) {
        queue = Objects.requireNonNull(ownQueue, "queue");
        return this;
    }

    /**
     * {@return this builder, which tells those metrics what ends; nobody by default}
     *
     * @param counting the host's own
     */
    public SyncEngineBuilder metrics(SyncMetrics counting) {
        metrics = Objects.requireNonNull(counting, "metrics");
        return this;
    }

    /**
     * {@return this builder, which hands over whatever the host's own ports throw; nobody by default} A log names only its classes,
     * because a message may quote a row; it names the same reference, and so does a link that failed of it.
     *
     * @param told is given the reference and what was thrown, on that thread
     */
    public SyncEngineBuilder onPortFailure(BiConsumer<String, Throwable> told) {
        portFailures = Objects.requireNonNull(told, "onPortFailure");
        return this;
    }

    /**
     * {@return this builder, whose engine has providers deliver behind that address; they deliver nothing by default, and polls bring
     *     all} The path of each integration's own address is the secret that stands behind it: a host's controller takes each
     * POST there and hands it to {@link Webhooks#receive}.
     *
     * @param address an https address without query, such as {@code https://example.org/webhooks/}; http of this machine alone
     * @throws IllegalArgumentException if it is another
     */
    public SyncEngineBuilder webhooksAt(String address) {
        webhooks = WebhookBase.of(address);
        return this;
    }

    /**
     * {@return this builder, whose default queue works that many links at once; default 4}
     *
     * @param threads at least 1
     */
    public SyncEngineBuilder workers(int threads) {
        workers = threads;
        return this;
    }

    /** For tests: this builder, whose engine has all its threads from there. */
    SyncEngineBuilder threads(ThreadFactory factory) {
        threads = factory;
        return this;
    }

    /**
     * Builds the engine. It does nothing by itself until it is started.
     *
     * @return the engine
     * @throws IllegalArgumentException if there is no connector, or no worker, or if a store takes no part in the host's transactions
     */
    public SyncEngine build() {
        if (connectors.isEmpty()) {
            throw new IllegalArgumentException("expected at least one connector but found none; add one of an adapter");
        }
        requireStoresToTakePart();
        EngineThreads made = new EngineThreads(threads, policy, time);
        RunQueue work = queue == null ? new InMemoryRunQueue(workers, made.named("holdfast-worker"), time) : queue;
        return new LocalSyncEngine(
                new Ports(
                        Map.copyOf(connectors),
                        links,
                        integrations,
                        vault,
                        attendees,
                        work,
                        listener,
                        authorizer,
                        served,
                        transactions,
                        policy,
                        time,
                        ticker(),
                        new Observer(metrics, portFailures, ticker())),
                webhooks,
                made);
    }

    /** Else a link would stand although the host's transaction was rolled back, and nobody would be told of it. */
    private void requireStoresToTakePart() {
        if (transactions.equals(HostTransaction.NONE)) {
            return;
        }
        requireToTakePart(links.takesPartIn(transactions), "links", links);
        requireToTakePart(integrations.takesPartIn(transactions), "integrations", integrations);
    }

    private static void requireToTakePart(boolean takesPart, String what, Object store) {
        if (!takesPart) {
            throw new IllegalArgumentException("expected a store of " + what
                    + " that takes part in the host's transactions but found "
                    + store.getClass().getName()
                    + "; give one that says so by takesPartIn, or leave the transactions out");
        }
    }

    private LongSupplier ticker() {
        if (ticker != null) {
            return ticker;
        }
        return time instanceof LongSupplier running ? running : System::nanoTime;
    }
}
