package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Change;
import io.holdfast.model.Credential;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.PacePolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.port.SyncListener;
import io.holdfast.recovery.Explanation;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.webhook.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * Many live events of some accounts, on nodes that know nothing of each other, on simulated time: attendees change, persons press
 * Resync, and the provider counts the calls.
 */
final class BudgetWorld {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final long GRANTED = 2_000;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String BASE = "https://host.example/hooks/";

    private final ManualTime time = ManualTime.at(World.START);
    private final ScriptedConnector provider = new ScriptedConnector(time, 50);
    private final InMemorySyncLinkStore links = new InMemorySyncLinkStore();
    private final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    private final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    private final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    private final Random random;
    private final List<SyncEngine> nodes = new ArrayList<>();
    private final List<SyncLinkId> all = new ArrayList<>();
    private final Map<SyncLinkId, RemoteRef> remotes = new HashMap<>();
    private final Map<SyncLinkId, Instant> unseen = new HashMap<>();
    private final List<Duration> ages = new ArrayList<>();
    private final List<Duration> oldest = new ArrayList<>();
    private final boolean webhooks;
    private long persons;
    private long waited;
    private long delayed;
    private long looked;
    private double pollsPromised;
    private long pollsBefore;

    BudgetWorld(int accounts, int eventsEach, int nodes, boolean webhooks, long seed) {
        this.webhooks = webhooks;
        random = new Random(seed);
        Capabilities.Builder can = provider.capabilities().toBuilder();
        can.consistencyWindow(Duration.ZERO).feed(Feed.POLL).maxNamed(10);
        if (webhooks) {
            can.webhooks(HookWorld.SIGNED);
        }
        provider.capable(can.build());
        // what flows in during a step must not be lost to it, as it is not to nodes that sleep for a second
        SyncPolicy policy = SyncPolicy.builder()
                .pace(PacePolicy.builder().nodes(nodes).savedUp(STEP).build())
                .build();
        for (int node = 0; node < nodes; node++) {
            SyncEngineBuilder builder = SyncEngine.builder()
                    .connector(provider)
                    .links(links)
                    .integrations(integrations)
                    .vault(vault)
                    .attendees(attendees)
                    .listener(new Seen())
                    .policy(policy)
                    .time(time);
            this.nodes.add((webhooks ? builder.webhooksAt(BASE) : builder).build());
        }
        for (int account = 0; account < accounts; account++) {
            imports(account, eventsEach);
        }
        for (int round = 0; round < 4; round++) {
            this.nodes.get(0).runDue();
        }
        provider.budgets().grant(GRANTED, WINDOW, true);
    }

    /** The provider counts calls, and no answer says so. */
    void tellsNothing() {
        provider.budgets().grant(GRANTED, WINDOW, false);
    }

    /** Imports as a command would, but names links alike in each run: polls are spread by their ids. */
    private void imports(int account, int events) {
        Credential key = Credential.apiKey("key-of-" + account);
        provider.belongsTo(key, new Account("account-" + account, "Account " + account));
        Integration integration = nodes.get(0)
                .integrations()
                .connect(WorkspaceId.of("workspace-" + account), provider.provider(), key)
                .orThrow();
        for (int event = 0; event < events; event++) {
            RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event-" + account + "-" + event));
            provider.event(World.event().ref(remote).build());
            SyncLinkId link = links.createIfAbsent(SyncStateMachine.begin(
                            SyncLinkId.of("link-" + account + "-" + event),
                            new SyncLink.Key(
                                    integration.workspace(),
                                    integration.provider(),
                                    remote,
                                    SyncSubject.event("our-" + account + "-" + event)),
                            new SyncLink.Binding(integration.id(), integration.connection()),
                            Actor.HOST,
                            time.instant()))
                    .id();
            all.add(link);
            remotes.put(link, remote);
        }
    }

    /** Lets time pass; each event changes once in so long on average. After a third of it, what is promised is looked at. */
    void pass(Duration time, Duration changesEach) {
        Instant settled = World.START.plus(time.dividedBy(3));
        long steps = time.dividedBy(STEP);
        double perStep = (double) all.size() * STEP.toMillis() / changesEach.toMillis();
        for (long step = 0; step < steps; step++) {
            this.time.tick(STEP);
            if (random.nextDouble() < perStep - Math.floor(perStep)) {
                change();
            }
            for (int more = 0; more < (int) perStep; more++) {
                change();
            }
            if (step % 60 == 7) {
                resync();
            }
            Collections.shuffle(nodes, random);
            nodes.forEach(SyncEngine::runDue);
            if (step % 6 == 0) {
                Instant now = this.time.instant();
                oldest.add(unseen.values().stream()
                        .min(Instant::compareTo)
                        .map(at -> Duration.between(at, now))
                        .orElse(Duration.ZERO));
            }
            if (step % 360 == 359 && !this.time.instant().isBefore(settled)) {
                pollsBefore = pollsBefore == 0 ? polls() : pollsBefore;
                all.forEach(this::show);
            }
        }
    }

    private void change() {
        SyncLinkId link = all.get(random.nextInt(all.size()));
        RemoteRef remote = Objects.requireNonNull(remotes.get(link));
        provider.put(
                remote,
                World.attendee("a" + random.nextInt(5), "Company " + random.nextInt(), time.instant())
                        .build());
        unseen.putIfAbsent(link, time.instant());
        if (webhooks && random.nextInt(50) > 0) {
            provider.webhooks().posts(new Signal.AttendeesOf(remote, Hints.ALL)).forEach(this::post);
        }
    }

    private void post(ScriptedWebhooks.Post post) {
        nodes.get(random.nextInt(nodes.size()))
                .webhooks()
                .receive("POST", post.address().reveal().substring(BASE.length()), post.headers(), post.body());
    }

    /** A person waits until a page has come. */
    private void resync() {
        SyncLinkId link = all.get(random.nextInt(all.size()));
        persons++;
        Outcome<SyncLink> asked = nodes.get(0).links().resync(link);
        assertThat(asked.orThrow()).isNotNull();
        long before = provider.budgets().counted();
        nodes.get(random.nextInt(nodes.size())).runDue();
        boolean read = links.load(link)
                .flatMap(SyncLink::run)
                .filter(run -> run.checkpoint().isEmpty())
                .isEmpty();
        waited += read && provider.budgets().counted() > before ? 0 : 1;
    }

    /** What the page of a link says. */
    private void show(SyncLinkId id) {
        Explanation told = nodes.get(0).links().explain(id);
        looked++;
        delayed += told.delayed() ? 1 : 0;
        pollsPromised += told.interval()
                .map(each -> (double) Duration.ofHours(1).toMillis() / each.toMillis())
                .orElse(0.0);
    }

    private long polls() {
        return provider.calls().stream()
                .filter(call -> call.startsWith("changes"))
                .count();
    }

    /** What is told of it. */
    record Figures(
            long calls,
            long refused,
            long persons,
            long waited,
            Duration changeMedian,
            Duration oldestMedian,
            Duration oldestWorst,
            Duration promised,
            Duration had,
            double delayedShare) {}

    Figures figures() {
        long hours = looked / all.size();
        long polls = polls() - pollsBefore;
        return new Figures(
                provider.budgets().counted(),
                provider.budgets().refused(),
                persons,
                waited,
                median(ages),
                median(oldest),
                oldest.stream().max(Duration::compareTo).orElseThrow(),
                seconds(3_600.0 * looked / pollsPromised),
                seconds(3_600.0 * all.size() * (hours - 1) / polls),
                (double) delayed / looked);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds(Math.round(seconds));
    }

    private static Duration median(List<Duration> some) {
        return some.stream().sorted().skip(some.size() / 2).findFirst().orElse(Duration.ZERO);
    }

    /** A change is seen once the listener is told. */
    private final class Seen implements SyncListener {
        @Override
        public void attendeesChanged(SyncLink link, List<Change> told) {
            Optional.ofNullable(unseen.remove(link.id()))
                    .ifPresent(at -> ages.add(Duration.between(at, time.instant())));
        }
    }
}
