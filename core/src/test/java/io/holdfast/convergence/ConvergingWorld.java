package io.holdfast.convergence;

import io.holdfast.absences.Chance;
import io.holdfast.absences.Happenings;
import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.transition.Decision;
import io.holdfast.webhook.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One event at one provider, and two nodes over the same stores. Time passes while a request is on its way, and anything may happen then. */
final class ConvergingWorld {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final String HOOKS = "https://host.example/hooks/";
    private static final int NODES = 2;
    /** Until what a clock put away is found. */
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    final ManualTime time = ManualTime.at(START);
    final Happenings happenings = new Happenings(time);
    final Registrations registrations;
    final Replicas provider;
    final HostAttendees attendees;
    private final Chance chance;
    private final SyncPolicy policy;
    private final SwitchedOff fault;
    private final WatchedLinks links;
    private final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    private final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    private final List<Node> nodes = new ArrayList<>();
    private SyncLinkId link = SyncLinkId.of("none");
    private Optional<Punctuality> punctuality = Optional.empty();
    private Consumer<List<Change>> heard = changes -> {};
    /** How far the clocks of all nodes are ahead. */
    private Duration ahead = Duration.ZERO;

    private int deaths;

    ConvergingWorld(Ways ways, Chance chance, SyncPolicy policy, SwitchedOff fault) {
        this.chance = chance;
        this.policy = fault.policy().apply(policy);
        this.fault = fault;
        registrations = new Registrations(ways.changes());
        provider = new Replicas(time, ways, chance, registrations, this::pass);
        attendees = new HostAttendees(
                time, registrations, store -> fault.attendees().apply(store, this::clock));
        links = new WatchedLinks(fault.moves(), this::see);
        for (int node = 0; node < NODES; node++) {
            nodes.add(node());
        }
    }

    private Node node() {
        return new Node(process -> SyncEngine.builder()
                .connector(
                        process.port(ProviderConnector.class, fault.connector().apply(provider), false))
                .links(process.port(SyncLinkStore.class, links.store(), true))
                .integrations(process.port(IntegrationStore.class, integrations, true))
                .vault(process.port(CredentialVault.class, vault, false))
                .attendees(process.port(AttendeeStore.class, attendees, true))
                .listener(new SyncListener() {
                    @Override
                    public void attendeesChanged(SyncLink of, List<Change> changes) {
                        heard.accept(changes);
                    }
                })
                .webhooksAt(HOOKS)
                .policy(policy)
                .time(this::clock)
                .ticker(time)
                .build());
    }

    void imports() {
        nodes.get(0).does(engine -> {
            IntegrationId account = engine.integrations()
                    .connect(ACME, provider.provider(), Credential.apiKey("key-that-never-shows"))
                    .orThrow()
                    .id();
            link = engine.links()
                    .importSubject(ACME, SyncSubject.event("our-42"), account, Replicas.EVENT.id())
                    .orThrow()
                    .id();
        });
    }

    SyncLink link() {
        return links.load(link).orElseThrow();
    }

    /** Says what is watched for things that come late. */
    void watches(Punctuality watch) {
        punctuality = Optional.of(watch);
        provider.tells((read, named) -> watch.begins(read, named, time.instant()));
    }

    /** Says who is told from now on which attendees changed. */
    void tells(Consumer<List<Change>> host) {
        heard = host;
    }

    // what happens

    void at(Instant when, Runnable what) {
        happenings.at(when, what);
    }

    void resync() {
        nodes.stream()
                .filter(Node::isFree)
                .findFirst()
                .ifPresent(free -> free.does(engine -> engine.links().resync(link)));
    }

    /** A delivery is sent to some node; one that nobody takes is lost. Whether somebody took it. */
    boolean deliver(AttendeeId id) {
        Signal signal = new Signal.AttendeesOf(Replicas.EVENT, Hints.of(Set.of(id)));
        List<ScriptedWebhooks.Post> posts = provider.webhooks().posts(signal);
        posts.forEach(this::post);
        return !posts.isEmpty();
    }

    private void post(ScriptedWebhooks.Post post) {
        Node node = nodes.get(chance.below(NODES));
        if (!node.isDead()) {
            String path = post.address().reveal().substring(HOOKS.length());
            node.does(engine -> engine.webhooks().receive("POST", path, post.headers(), post.body()));
            buryAndReplace();
        }
    }

    /** What the clocks of the nodes show. */
    private Instant clock() {
        return time.instant().plus(ahead);
    }

    /** For a while the clocks of all nodes are ahead; nodes go on looking for what is due. */
    void clocksAreAhead(Instant from, Instant until, Duration by) {
        at(from, () -> ahead = by);
        at(until, () -> ahead = Duration.ZERO);
        for (Instant sweep = from; sweep.isBefore(until.plus(A_WHILE)); sweep = sweep.plus(policy.sweepInterval())) {
            at(sweep, () -> {});
        }
    }

    /** A node dies soon, and another takes its place a while later. */
    void dies() {
        nodes.get(chance.below(NODES)).diesIn(chance.below(12));
    }

    void losesAnAnswer() {
        nodes.get(chance.below(NODES)).throwsIn(chance.below(6));
    }

    int deaths() {
        return deaths;
    }

    // what passes

    /** Lets time pass: what happens outside happens at its instant, and some node does what falls due at its own. */
    void until(Instant end) {
        work();
        while (time.instant().isBefore(end)) {
            happenings.passUntil(time.instant());
            happenings.passUntil(next(end));
            work();
        }
    }

    private void work() {
        int first = chance.below(NODES);
        nodes.get(first).turn();
        if (chance.oneIn(3)) {
            nodes.get(NODES - 1 - first).turn();
        }
        buryAndReplace();
    }

    private void buryAndReplace() {
        for (int node = 0; node < NODES; node++) {
            if (nodes.get(node).isFoundDead()) {
                int place = node;
                deaths++;
                at(
                        time.instant().plus(chance.between(Duration.ofSeconds(5), Duration.ofMinutes(4))),
                        () -> nodes.set(place, node()));
            }
        }
    }

    /** While a request is on its way the other node looks for what is due. */
    private void pass(Duration by) {
        Instant end = time.instant().plus(by);
        while (time.instant().isBefore(end)) {
            Instant sweep = time.instant().plus(policy.sweepInterval());
            happenings.passUntil(sweep.isBefore(end) ? sweep : end);
            if (time.instant().isBefore(end)) {
                nodes.forEach(Node::turn);
                buryAndReplace();
            }
        }
    }

    /** What is due already and was left is looked at again at the next sweep. */
    private Instant next(Instant end) {
        Instant now = time.instant();
        Instant happens = happenings.next().orElse(end);
        return Stream.concat(
                        firstDue(end).map(at -> at.isAfter(now) ? at : now.plus(policy.sweepInterval())).stream(),
                        Stream.of(end, happens))
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(end);
    }

    private Optional<Instant> firstDue(Instant end) {
        return Stream.concat(
                        links.store().due(end, Cursor.START, 1).items().stream()
                                .flatMap(row -> row.value().flatMap(SyncLink::due).stream()),
                        integrations.due(end, Cursor.START, 1).items().stream()
                                .flatMap(row -> row.value().flatMap(Integration::due).stream()))
                .min(Instant::compareTo);
    }

    private void see(Decision.Moved move) {
        punctuality.ifPresent(watch -> watch.stored(move.next(), move.at()));
    }
}
