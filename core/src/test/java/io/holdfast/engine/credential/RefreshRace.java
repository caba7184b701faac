package io.holdfast.engine.credential;

import io.holdfast.engine.NoQueue;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.watch.Observer;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Account;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.RouteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Authorizer;
import io.holdfast.port.Capabilities;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.Grant;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes with a memory of their own, one integration whose tokens rotate, and a provider that never ends the
 * authorisation. Every call to a port or to the provider is a step; steps are ordered, calls fail, clocks jump and nodes die
 * as a seed says.
 */
final class RefreshRace {
    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int TASKS_PER_NODE = 2;

    private final Random random;
    private final ManualTime time = ManualTime.at(START);
    private final Interleaving interleaving;
    private final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    private final Map<SecretRef, Secret> slots = new HashMap<>();
    private final Map<Object, Instant> claims = new HashMap<>();
    private final Provider provider = new Provider();
    private final SyncPolicy policy = SyncPolicy.defaults();
    private final List<String> trace = new ArrayList<>();
    private final Duration skew;
    private boolean calm;
    private boolean window;
    private final IntegrationId id;

    RefreshRace(long seed) {
        this(seed, Duration.ZERO);
    }

    /** The second node's wall clock is ahead by the skew. */
    RefreshRace(long seed, Duration skew) {
        this.skew = skew;
        random = new Random(seed);
        interleaving = new Interleaving(random);
        Credential.OauthTokens first = provider.next();
        SecretRef slot = SecretRef.of("slot-1");
        slots.put(slot, CredentialText.write(first));
        id = IntegrationId.of("i-1");
        integrations.createIfAbsent(Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(slot)
                        .refreshAt(START)
                        .build())
                .id(id)
                .workspace(WorkspaceId.of("acme"))
                .provider(provider.provider())
                .account(new Account("account-1", "label"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .connectedAt(START)
                .expiresAt(first.expiresAt())
                .version(1)
                .build());
    }

    /** What is left when all has come to rest. */
    record End(
            Integration integration,
            int tokenCalls,
            int rotations,
            boolean window,
            boolean currentTokenStored,
            int slots,
            List<String> trace) {}

    End run() {
        Credentials one = node("one");
        Credentials two = node("two");
        for (int i = 0; i < TASKS_PER_NODE; i++) {
            begin("one", one);
            begin("two", two);
        }
        interleaving.run(this::meanwhile);
        rest(restarted("two", two), restarted("one", one));
        Integration last = integrations.load(id).orElseThrow();
        boolean stored = last.bookkeeping()
                .credential()
                .flatMap(slot -> Optional.ofNullable(slots.get(slot)))
                .flatMap(CredentialText::read)
                .filter(provider::isCurrent)
                .isPresent();
        return new End(last, provider.tokenCalls, provider.rotations, window, stored, slots.size(), trace);
    }

    /** What a node that died remembered died with it. */
    private Credentials restarted(String node, Credentials keeper) {
        return interleaving.isDead(node) ? node(node) : keeper;
    }

    private void begin(String node, Credentials keeper) {
        boolean asks = random.nextInt(3) > 0;
        interleaving.add(node, () -> work(keeper, asks));
    }

    /** Looks as a sweep does, or asks the provider for something as a run does. */
    private void work(Credentials keeper, boolean asks) {
        if (!asks) {
            keeper.maintenance().storeWhatIsLeft();
            keeper.maintenance().maintain(id);
            return;
        }
        Integration seen = integrations.load(id).orElseThrow();
        keeper.keeper().with(seen, grant -> provider.something(grant));
    }

    /** Between steps clocks move on, and now and then a node dies. */
    private void meanwhile() {
        int dice = random.nextInt(100);
        if (dice < 12) {
            time.tick(Duration.ofSeconds(1 + random.nextInt(30)));
        } else if (dice < 14) {
            time.tick(Duration.ofSeconds(61 + random.nextInt(90)));
        } else if (dice == 14) {
            interleaving.kill(random.nextBoolean() ? "one" : "two");
        }
    }

    /** Faults stop, and the nodes sweep on until nothing is suspected or claimed any more. */
    private void rest(Credentials... keepers) {
        calm = true;
        for (int sweep = 0; sweep < 60; sweep++) {
            Integration now = integrations.load(id).orElseThrow();
            boolean quiet = now.bookkeeping().suspicion().isEmpty()
                    && now.bookkeeping().claim().isEmpty()
                    && now.bookkeeping().fanOut().isEmpty();
            if (quiet && sweep > 20) {
                return;
            }
            keepers[sweep % keepers.length].maintenance().storeWhatIsLeft();
            keepers[sweep % keepers.length].maintenance().maintain(id);
            if (now.isConnected() && random.nextInt(4) == 0) {
                ask(keepers[0], now);
            }
            time.tick(Duration.ofSeconds(20));
        }
    }

    private void ask(Credentials keeper, Integration now) {
        try {
            keeper.keeper().with(now, provider::something);
        } catch (ProviderException refused) {
            // what a run would report; here only the integration counts
        }
    }

    private Credentials node(String name) {
        InstantSource clock = name.equals("two") ? () -> time.instant().plus(skew) : time;
        Ports ports = new Ports(
                Map.of(provider.provider(), provider),
                new InMemorySyncLinkStore(),
                new Store(),
                new Vault(),
                new InMemoryAttendeeStore(),
                new NoQueue(),
                SyncListener.NONE,
                Authorizer.anyone(),
                ServedWorkspaces.all(),
                HostTransaction.NONE,
                policy,
                clock,
                time,
                Observer.ofNobody(time));
        return Credentials.assemble(
                Gateway.assemble(ports, Runnable::run, Runnable::run),
                ports,
                RouteWork.NONE,
                Runnable::run,
                Runnable::run);
    }

    /** A call that may fail before it does anything, or after it did everything. */
    private <T> T call(String name, Supplier<T> act) {
        interleaving.step();
        if (!calm && random.nextInt(60) == 0) {
            note(name + ", the request was lost");
            throw new IllegalStateException("the request was lost");
        }
        T answer = act.get();
        note(name);
        if (!calm && random.nextInt(60) == 0) {
            note("its answer was lost");
            throw new IllegalStateException("the answer was lost");
        }
        return answer;
    }

    private void note(String what) {
        Interleaving.Task running = interleaving.running();
        trace.add(Duration.between(START, time.instant()).toSeconds() + " s "
                + (running == null ? "at rest" : running.name()) + ": " + what);
    }

    private Object task() {
        Interleaving.Task running = interleaving.running();
        return running == null ? this : running;
    }

    /** The window is open once a rotated token is not in its secret slot when its claim has passed. */
    private void noteIfLate(@Nullable Instant until) {
        if (until != null && !time.instant().isBefore(until)) {
            window = true;
        }
    }

    private final class Store implements IntegrationStore {
        @Override
        public Integration createIfAbsent(Integration first) {
            return call("create", () -> integrations.createIfAbsent(first));
        }

        @Override
        public Optional<Integration> load(IntegrationId wanted) {
            return call("load", () -> integrations.load(wanted));
        }

        @Override
        public boolean replace(Integration next) {
            return call(
                    "replace by version " + next.version() + " "
                            + next.bookkeeping().claim(),
                    () -> {
                        boolean replaced = integrations.replace(next);
                        if (replaced && next.bookkeeping().claim().isPresent()) {
                            claims.put(
                                    task(),
                                    time.instant().plus(policy.credentials().claim()));
                        }
                        return replaced;
                    });
        }

        @Override
        public List<StoredRow<IntegrationId, Integration>> of(WorkspaceId workspace) {
            return call("of", () -> integrations.of(workspace));
        }

        @Override
        public List<StoredRow<IntegrationId, Integration>> of(Set<WorkspaceId> workspaces) {
            return integrations.of(workspaces);
        }

        @Override
        public Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit) {
            return call("due", () -> integrations.due(atOrBefore, after, limit));
        }

        @Override
        public List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit) {
            return call("decided after", () -> integrations.decidedAfter(instant, limit));
        }

        @Override
        public ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
            return call("accounts of a provider", () -> integrations.accountsOf(provider, refusedFrom, limit));
        }

        @Override
        public Optional<Integration> ofRoute(RouteId route) {
            return Optional.empty();
        }

        @Override
        public boolean remove(Integration gone) {
            throw new UnsupportedOperationException("nothing is removed here");
        }
    }

    private final class Vault implements CredentialVault {
        @Override
        public void put(SecretRef ref, Secret secret) {
            try {
                fill(ref, secret);
            } catch (Interleaving.Death dead) {
                window |= provider.unstored.containsKey(secret);
                throw dead;
            }
        }

        private void fill(SecretRef ref, Secret secret) {
            call("put " + ref.value(), () -> {
                Secret there = slots.putIfAbsent(ref, secret);
                if (there != null && !there.equals(secret)) {
                    throw new IllegalStateException("another text lies there");
                }
                noteIfLate(provider.unstored.remove(secret));
                return ref;
            });
        }

        @Override
        public Optional<Secret> read(SecretRef ref) {
            return call("read " + ref.value(), () -> Optional.ofNullable(slots.get(ref)));
        }

        @Override
        public void forget(SecretRef ref) {
            call("forget " + ref.value(), () -> Optional.ofNullable(slots.remove(ref)));
        }
    }

    /** Tokens rotate: each refresh ends the pair before it. */
    private final class Provider implements ProviderConnector {
        /** Rotated tokens that are in no secret slot yet, and when the claims that they were bought under pass. */
        private final Map<Secret, Instant> unstored = new HashMap<>();

        private Credential.OauthTokens current =
                new Credential.OauthTokens(Secret.of("none"), Optional.empty(), Optional.empty());
        private int pairs;
        private int tokenCalls;
        private int rotations;

        Credential.OauthTokens next() {
            pairs++;
            current = new Credential.OauthTokens(
                    Secret.of("raced-access-" + pairs),
                    Optional.of(Secret.of("raced-refresh-" + pairs)),
                    Optional.of(time.instant().plus(LIFE)));
            return current;
        }

        boolean isCurrent(Credential credential) {
            return credential.equals(current);
        }

        @Override
        public ProviderId provider() {
            return ProviderId.of("rotating");
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.builder().refresh(true).build();
        }

        @Override
        public Credential.OauthTokens refresh(Credential.OauthTokens tokens) {
            interleaving.step();
            if (!calm && random.nextInt(25) == 0) {
                throw unreachable();
            }
            tokenCalls++;
            note("token call");
            Instant until = claims.get(task());
            noteIfLate(until);
            if (!tokens.refresh().equals(current.refresh())) {
                throw unreachable().suspectingCredential();
            }
            rotations++;
            Credential.OauthTokens fresh = next();
            unstored.put(CredentialText.write(fresh), Objects.requireNonNull(until));
            if (!calm && random.nextInt(25) == 0) {
                window = true;
                throw unreachable();
            }
            return received(fresh);
        }

        /** Whoever dies before it can store what it received leaves the window open. */
        private Credential.OauthTokens received(Credential.OauthTokens fresh) {
            try {
                interleaving.step();
                return fresh;
            } catch (Interleaving.Death dead) {
                window = true;
                throw dead;
            }
        }

        String something(Grant grant) {
            interleaving.step();
            boolean stray = !calm && random.nextInt(6) == 0;
            if (stray || !grant.credential().bearer().equals(current.bearer())) {
                throw unreachable().suspectingCredential();
            }
            return "something";
        }

        @Override
        public Account identify(Credential credential) {
            interleaving.step();
            if (!calm && random.nextInt(25) == 0) {
                throw unreachable();
            }
            if (!credential.bearer().equals(current.bearer())) {
                throw unreachable().suspectingCredential();
            }
            return new Account("account-1", "label");
        }

        @Override
        public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
            throw unreachable();
        }

        @Override
        public RemoteSubject describe(Grant grant, RemoteRef remote) {
            throw unreachable();
        }

        @Override
        public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
            throw unreachable();
        }

        private static ProviderException unreachable() {
            return ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none; try again later");
        }
    }
}
