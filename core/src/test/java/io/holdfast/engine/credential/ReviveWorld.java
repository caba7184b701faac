package io.holdfast.engine.credential;

import io.holdfast.engine.NoQueue;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.watch.Observer;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncSubject;
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
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.UserRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account whose tokens rotate, three links, and several nodes at work on it, one act each. Every call to a store, to the vault
 * or to the provider is a step. What is written is watched, and what is left at rest is judged.
 */
final class ReviveWorld {
    /** What the acts find. */
    enum Scene {
        /** Connected, with tokens that are due to be refreshed. */
        CONNECTED,
        /** Severed by a verdict; the node died before it told a link. */
        SEVERED_UNTOLD,
        /** Severed by a verdict; each link was told, and a question about the kept secret is due. */
        SEVERED_TOLD,
        /** Severed by a verdict nearly a day ago. */
        GRACE_ENDING,
        /** Severed by a verdict while a node that had filled the secret slot of its refresh was dead. */
        REFRESH_LEFT,
        /** A person disconnected it. */
        DISCONNECTED
    }

    /** What a node does, or a person asks of it. */
    enum Act {
        CHECK,
        DISCONNECT,
        RENEW,
        RECONNECT,
        VERDICT,
        /** A verdict after a refresh whose answer was given up. */
        VERDICT_OF_LOSS,
        SWEEP,
        /** A sweep after the grace has passed. */
        LATE_SWEEP
    }

    /** What may never happen. */
    enum Fault {
        /** A link left DISCONNECTED though nobody reconnected it. */
        LEFT_DISCONNECTED,
        /** A new connection has a number that is no higher. */
        NUMBER_NOT_RAISED,
        /** It was connected though nobody asked for that, or after a person had disconnected it. */
        REVIVED_UNASKED,
        /** At rest a link is stored as something else than it shows as. */
        SHOWN_DIFFERS,
        /** At rest a secret lies where nothing names it, or is kept for longer than its grace. */
        SECRET_LEFT,
        /** At rest the slot that is named is empty, or a good token was thrown away. */
        SECRET_LOST
    }

    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final IntegrationId ID = IntegrationId.of("i-1");
    private static final Account ACCOUNT = new Account("account-1", "label");
    private static final int LINKS = 3;

    /** What a connector says of itself is no step. */
    private static final Set<String> ASKS_NOBODY = Set.of("provider", "capabilities");

    private final SyncPolicy policy = SyncPolicy.defaults();
    private final IntegrationTransitions transitions = new IntegrationTransitions(policy.credentials());
    private final ManualTime time = ManualTime.at(START);
    private final Interleaving interleaving = new Interleaving(new Random(0));
    private final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    private final InMemorySyncLinkStore links = new InMemorySyncLinkStore();
    private final Map<SecretRef, Secret> vault = new HashMap<>();
    private final Provider provider = new Provider();
    private final Map<Interleaving.Task, Act> acts = new HashMap<>();
    private final Map<Interleaving.Task, Node> workers = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Fault, String> wrong = new EnumMap<>(Fault.class);
    private long endedByAPerson;
    private boolean inTheWindow;
    private int revived;
    private int replaced;
    private int steps;

    ReviveWorld(Scene scene) {
        Credential.OauthTokens first = provider.issued();
        SecretRef slot = SecretRef.of("slot-1");
        vault.put(slot, CredentialText.write(first));
        integrations.createIfAbsent(Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(slot)
                        .refreshAt(START)
                        .build())
                .id(ID)
                .workspace(WorkspaceId.of("acme"))
                .provider(provider.provider())
                .account(ACCOUNT)
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .connectedAt(START)
                .expiresAt(first.expiresAt())
                .version(1)
                .build());
        for (int i = 1; i <= LINKS; i++) {
            links.createIfAbsent(SyncStateMachine.begin(
                    link(i),
                    new SyncLink.Key(
                            WorkspaceId.of("acme"),
                            provider.provider(),
                            new RemoteRef(SubjectKind.EVENT, RemoteId.of("event-" + i)),
                            SyncSubject.event("our-" + i)),
                    new SyncLink.Binding(ID, 1),
                    Actor.HOST,
                    START));
        }
        prepare(scene, first);
    }

    private static SyncLinkId link(int number) {
        return SyncLinkId.of("link-" + number);
    }

    private void prepare(Scene scene, Credential.OauthTokens first) {
        switch (scene) {
            case CONNECTED -> {}
            case SEVERED_UNTOLD -> severByVerdict();
            case SEVERED_TOLD -> told(policy.credentials().keptQuestions().get(0));
            case GRACE_ENDING -> told(policy.credentials().grace().minusSeconds(1));
            case REFRESH_LEFT -> {
                SecretRef filled = SecretRef.of("slot-2");
                integrations.replace(grown(
                        new RefreshTransitions(policy.credentials()).claimed(now(), "dead", filled, time.instant())));
                vault.put(filled, CredentialText.write(provider.rotated(first)));
                severByVerdict();
            }
            case DISCONNECTED -> act(node(), Act.DISCONNECT);
        }
    }

    private void told(Duration after) {
        severByVerdict();
        node().credentials.maintenance().maintain(ID);
        time.tick(after);
    }

    /** By whichever rule: what counts is that no person wished it. */
    private void severByVerdict() {
        integrations.replace(grown(transitions.severed(now(), Severance.Cause.REFUSED, time.instant())));
    }

    private Integration now() {
        return integrations.load(ID).orElseThrow();
    }

    private static Integration grown(Integration next) {
        return next.toBuilder().version(next.version() + 1).build();
    }

    /** Something to be done by a node of its own. */
    Interleaving.Task begin(Act act) {
        Node node = node();
        Interleaving.Task task = interleaving.add("node " + nodes.size(), () -> act(node, act));
        acts.put(task, act);
        workers.put(task, node);
        return task;
    }

    private void act(Node node, Act act) {
        Credentials credentials = node.credentials;
        switch (act) {
            case CHECK -> credentials.keptSecrets().revive(node.load());
            case DISCONNECT -> {
                Integration seen = node.load();
                credentials.removal().sever(seen, seen.connection());
                endedByAPerson = Math.max(endedByAPerson, seen.connection());
            }
            case RENEW -> credentials.installer().renew(node.load(), ACCOUNT, provider.issued());
            case RECONNECT -> reconnect(node);
            case VERDICT -> verdict(node, stored -> stored);
            case VERDICT_OF_LOSS -> verdict(node, this::givenUp);
            case SWEEP -> sweep(node);
            case LATE_SWEEP -> {
                time.tick(policy.credentials().grace());
                sweep(node);
            }
        }
    }

    private void verdict(Node node, UnaryOperator<Integration> before) {
        node.gateway
                .integrations()
                .changeIf(
                        ID,
                        Integration::isConnected,
                        stored -> transitions.severed(before.apply(stored), Severance.Cause.REFUSED, time.instant()));
        node.credentials.maintenance().maintain(ID);
    }

    /** Nothing lies in the secret slot of its claim, though its owner may answer yet. */
    private Integration givenUp(Integration stored) {
        return stored.bookkeeping()
                        .claim()
                        .filter(claim -> !vault.containsKey(claim.next()))
                        .isPresent()
                ? new RefreshTransitions(policy.credentials())
                        .refreshFailed(stored, RefreshFailure.Kind.TOKEN_LOST, Optional.empty(), time.instant())
                : stored;
    }

    private static void sweep(Node node) {
        node.credentials.maintenance().storeWhatIsLeft();
        node.credentials.maintenance().maintain(ID);
    }

    /** As a person's Reconnect is carried out for one link. */
    private void reconnect(Node node) {
        SyncLink link = node.gateway.links().load(link(1));
        Integration to = node.load();
        if (to.isConnected()) {
            SyncLink stored = node.gateway
                    .links()
                    .apply(
                            link,
                            new UserRequest.ReconnectRequested(
                                    Actor.HOST,
                                    new SyncLink.Binding(ID, to.connection()),
                                    Optional.empty(),
                                    to.isSevered(link.binding().connection()),
                                    false))
                    .link();
            node.credentials.keeper().disconnectIfSevered(stored);
        }
    }

    /** What is left once faults have stopped and all nodes have swept on. */
    record End(Map<Fault, String> wrong, boolean inTheWindow, int revived, int replaced, int steps, String told) {}

    End rest() {
        sweepOn(3);
        judge("at rest");
        time.tick(policy.credentials().grace());
        sweepOn(3);
        judge("after the grace");
        if (KeptSecretTransitions.isOver(now(), time.instant())) {
            wrong.put(Fault.SECRET_LEFT, "kept for longer than its grace");
        }
        return new End(wrong, inTheWindow, revived, replaced, steps, now() + " " + vault.keySet());
    }

    private void sweepOn(int times) {
        Node last = node();
        for (int i = 0; i < times; i++) {
            for (Node node : List.of(nodes.get(0), last)) {
                sweep(node);
                time.tick(Duration.ofSeconds(45));
            }
        }
    }

    private void judge(String when) {
        Integration last = now();
        for (int i = 1; i <= LINKS; i++) {
            SyncLink link = links.load(link(i)).orElseThrow();
            boolean severed = last.isSevered(link.binding().connection());
            if (severed != (link.phase() == SyncPhase.DISCONNECTED)) {
                wrong.put(Fault.SHOWN_DIFFERS, when + ", " + link.id().value());
            }
        }
        judgeSecrets(when, last);
    }

    private void judgeSecrets(String when, Integration last) {
        IntegrationBookkeeping kept = last.bookkeeping();
        Optional<SecretRef> counts =
                kept.credential().or(() -> kept.keptSecret().map(KeptSecret::slot));
        Set<SecretRef> left = new HashSet<>(vault.keySet());
        counts.ifPresent(left::remove);
        Stream.of(kept.claim(), kept.keptSecret().flatMap(KeptSecret::claim))
                .flatMap(Optional::stream)
                .map(RefreshClaim::next)
                .forEach(left::remove);
        if (!left.isEmpty()) {
            wrong.put(Fault.SECRET_LEFT, when + ", " + left);
        }
        if (counts.isPresent() && !vault.containsKey(counts.get())) {
            wrong.put(Fault.SECRET_LOST, when + ", the slot is empty");
        } else if (counts.isPresent() && !inTheWindow && !isNewest(kept, counts.get())) {
            wrong.put(Fault.SECRET_LOST, when + ", a token was thrown away");
        }
    }

    /** Whether what counts is what the provider issued last, or that lies where a refresh that was under way is looked for. */
    private boolean isNewest(IntegrationBookkeeping kept, SecretRef counts) {
        return Stream.concat(
                        Stream.of(counts),
                        Stream.of(kept.claim(), kept.keptSecret().flatMap(KeptSecret::claim))
                                .flatMap(Optional::stream)
                                .map(RefreshClaim::next))
                .map(vault::get)
                .anyMatch(provider::isCurrent);
    }

    private Node node() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    private final class Node {
        private final Ports ports = new Ports(
                Map.of(provider.provider(), stepped(ProviderConnector.class, provider)),
                stepped(SyncLinkStore.class, links),
                stepped(IntegrationStore.class, integrations),
                stepped(CredentialVault.class, new Vault()),
                new InMemoryAttendeeStore(),
                new NoQueue(),
                SyncListener.NONE,
                Authorizer.anyone(),
                ServedWorkspaces.all(),
                HostTransaction.NONE,
                policy,
                time,
                time,
                Observer.ofNobody(time));
        private final Gateway gateway = Gateway.assemble(ports, Runnable::run, Runnable::run);
        private final Credentials credentials =
                Credentials.assemble(gateway, ports, RouteWork.NONE, Runnable::run, Runnable::run);

        private Integration load() {
            return gateway.integrations().load(ID);
        }
    }

    /** The port as a node sees it: each call is a step, and what is replaced is watched. */
    private <T> T stepped(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (!ASKS_NOBODY.contains(method.getName())) {
                        steps++;
                        interleaving.step();
                    }
                    Optional<Runnable> watch =
                            method.getName().equals("replace") ? Optional.of(watch(arguments[0])) : Optional.empty();
                    try {
                        Object answer = method.invoke(real, arguments);
                        watch.filter(any -> Boolean.TRUE.equals(answer)).ifPresent(Runnable::run);
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private Runnable watch(Object next) {
        if (next instanceof Integration written) {
            Integration before = now();
            return () -> watch(before, written);
        }
        SyncLink moved = ((Decision.Moved) next).next();
        SyncLink before = links.load(moved.id()).orElseThrow();
        return () -> watch(before, moved);
    }

    private void watch(SyncLink before, SyncLink next) {
        boolean left = before.phase() == SyncPhase.DISCONNECTED && next.phase() != SyncPhase.DISCONNECTED;
        if (left && running() != Act.RECONNECT) {
            wrong.put(Fault.LEFT_DISCONNECTED, next.id().value());
        }
    }

    private void watch(Integration before, Integration next) {
        boolean connects = !before.isConnected() && next.isConnected();
        boolean kept = before.bookkeeping().keptSecret().isPresent();
        if (next.connection() < before.connection() || (connects && next.connection() == before.connection())) {
            wrong.put(Fault.NUMBER_NOT_RAISED, before.connection() + " to " + next.connection());
        }
        if (connects && running() != Act.RENEW) {
            revived++;
            if (running() != Act.CHECK || before.connection() <= endedByAPerson) {
                wrong.put(Fault.REVIVED_UNASKED, "connection " + next.connection());
            }
        }
        if (running() == Act.DISCONNECT && (before.isConnected() || kept)) {
            endedByAPerson = Math.max(endedByAPerson, before.connection());
        }
        if (kept
                && next.bookkeeping()
                        .keptSecret()
                        .filter(now -> !isSlotOf(now, before))
                        .isPresent()) {
            replaced++;
        }
    }

    private static boolean isSlotOf(KeptSecret now, Integration before) {
        return before.bookkeeping()
                .keptSecret()
                .filter(was -> was.slot().equals(now.slot()))
                .isPresent();
    }

    private @Nullable Act running() {
        Interleaving.Task task = interleaving.running();
        return task == null ? null : acts.get(task);
    }

    /** A node dies: what it alone had received of the provider is lost with it. */
    void kill(Interleaving.Task task) {
        inTheWindow |= provider.unstored.containsValue(task);
        nodes.remove(workers.get(task));
        task.die();
    }

    private final class Vault implements CredentialVault {
        @Override
        public void put(SecretRef ref, Secret secret) {
            vault.putIfAbsent(ref, secret);
            provider.unstored.remove(secret);
        }

        @Override
        public Optional<Secret> read(SecretRef ref) {
            return Optional.ofNullable(vault.get(ref));
        }

        @Override
        public void forget(SecretRef ref) {
            vault.remove(ref);
        }
    }

    /** It accepts each pair of tokens that it issued until that is rotated: the verdict was wrong. */
    private final class Provider implements ProviderConnector {
        private final Map<Secret, Interleaving.Task> unstored = new HashMap<>();
        private final Set<Credential.OauthTokens> live = new HashSet<>();
        private int pairs;

        Credential.OauthTokens issued() {
            pairs++;
            Credential.OauthTokens next = new Credential.OauthTokens(
                    Secret.of("revived-access-" + pairs),
                    Optional.of(Secret.of("revived-refresh-" + pairs)),
                    Optional.of(time.instant().plus(Duration.ofHours(1))));
            live.add(next);
            return next;
        }

        Credential.OauthTokens rotated(Credential.OauthTokens old) {
            live.remove(old);
            return issued();
        }

        boolean isCurrent(@Nullable Secret text) {
            return text != null
                    && CredentialText.read(text).filter(live::contains).isPresent();
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
        public Account identify(Credential credential) {
            if (!live.contains(credential)) {
                throw refused();
            }
            return ACCOUNT;
        }

        @Override
        public Credential.OauthTokens refresh(Credential.OauthTokens tokens) {
            if (!live.contains(tokens)) {
                throw refused();
            }
            Credential.OauthTokens fresh = rotated(tokens);
            Interleaving.Task task = interleaving.running();
            if (task != null) {
                unstored.put(CredentialText.write(fresh), task);
            }
            return fresh;
        }

        @Override
        public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
            throw refused();
        }

        @Override
        public RemoteSubject describe(Grant grant, RemoteRef remote) {
            throw refused();
        }

        @Override
        public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
            throw refused();
        }

        private static ProviderException refused() {
            return ProviderException.of(FailureKind.UNREACHABLE, "it is refused; use another")
                    .suspectingCredential();
        }
    }
}
