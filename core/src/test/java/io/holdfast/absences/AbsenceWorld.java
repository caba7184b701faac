package io.holdfast.absences;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Actor;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.testkit.ManualTime;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One event at one provider, and a node that does what is due at its instant. */
final class AbsenceWorld {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final SyncLinkId NAMED_ALIKE = SyncLinkId.of("link-of-our-42");

    final ManualTime time = ManualTime.at(START);
    final AnswerLedger ledger = new AnswerLedger();
    final LyingProvider provider;
    final WatchedAttendees attendees;
    final SyncEngine engine;
    private final SyncPolicy policy;
    private final InMemorySyncLinkStore links = new InMemorySyncLinkStore();
    private final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    private final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    private final Happenings happenings = new Happenings(time);
    private Optional<SyncLinkId> link = Optional.empty();

    AbsenceWorld(Habits habits, SyncPolicy policy) {
        this.policy = policy;
        provider = new LyingProvider(time, habits);
        provider.letsPass(this::pass);
        attendees = new WatchedAttendees(time, provider, ledger);
        engine = builder().build();
    }

    private SyncEngineBuilder builder() {
        return SyncEngine.builder()
                .connector(provider)
                .links(links)
                .integrations(integrations)
                .vault(vault)
                .attendees(attendees)
                .policy(policy)
                .time(time);
    }

    /** Another node over the same stores, whose steps are counted. */
    SyncEngine node(Steps steps) {
        return builder()
                .connector(steps.port(ProviderConnector.class, provider))
                .links(steps.port(SyncLinkStore.class, links))
                .attendees(steps.port(AttendeeStore.class, attendees))
                .build();
    }

    /** Imports the event as a command would, but names the link alike in each run: when it polls is spread by its id. */
    SyncLink imported() {
        Integration account = engine.integrations()
                .connect(ACME, provider.provider(), Credential.apiKey("key-that-never-shows"))
                .orThrow();
        Decision.Moved birth = SyncStateMachine.begin(
                NAMED_ALIKE,
                new SyncLink.Key(ACME, provider.provider(), LyingProvider.EVENT, SyncSubject.event("our-42")),
                new SyncLink.Binding(account.id(), account.connection()),
                Actor.HOST,
                time.instant());
        SyncLink imported = links.createIfAbsent(birth);
        link = Optional.of(imported.id());
        return imported;
    }

    /** The credential is severed by a person and authorised again, and the link reconnected. */
    void reconnect() {
        IntegrationId account = link().binding().integration();
        engine.integrations().disconnect(account, link().binding().connection());
        engine.integrations()
                .connect(ACME, provider.provider(), Credential.apiKey("another-key-that-never-shows"))
                .orThrow();
        engine.links().reconnect(link().id(), account);
    }

    SyncLink link() {
        return links.load(link.orElseThrow()).orElseThrow();
    }

    Optional<RemovalQuestion> question() {
        return link().bookkeeping().absences().question();
    }

    /** Guests who registered before there was a link. */
    List<AttendeeId> register(int many, Chance chance) {
        return IntStream.range(0, many)
                .mapToObj(i ->
                        provider.register(START.minus(chance.between(Duration.ofMinutes(10), Duration.ofHours(12)))))
                .toList();
    }

    void at(Instant when, Runnable what) {
        happenings.at(when, what);
    }

    void until(Instant end) {
        until(end, engine);
    }

    /** Lets time pass: what happens outside happens at its instant, and a node does what falls due at its own. */
    void until(Instant end, SyncEngine node) {
        work(node);
        while (time.instant().isBefore(end)) {
            happenings.passUntil(next(end));
            work(node);
        }
    }

    Outcome<SyncLink> apply(Actor actor, long scan, long count) {
        return engine.actingAs(actor).links().applyRemovals(link().id(), scan, count);
    }

    Outcome<SyncLink> keep(Actor actor, long scan, long count) {
        return engine.actingAs(actor).links().keepAttendees(link().id(), scan, count);
    }

    private void work(SyncEngine node) {
        node.runDue();
        question().ifPresent(asked -> ledger.asks(asked.scan()));
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
                        links.due(end, Cursor.START, 1).items().stream()
                                .flatMap(row -> row.value().flatMap(SyncLink::due).stream()),
                        integrations.due(end, Cursor.START, 1).items().stream()
                                .flatMap(row -> row.value().flatMap(Integration::due).stream()))
                .min(Instant::compareTo);
    }

    private void pass(Duration by) {
        if (!by.isZero()) {
            happenings.passUntil(time.instant().plus(by));
        }
    }

    void tickTo(Instant at) {
        happenings.tickTo(at);
    }

    /**
     * How many who changed since the import stand in the store otherwise than at the provider, or not at all, though the link shows
     * as active.
     */
    long hidden() {
        if (link().status() != SyncStatus.ACTIVE) {
            return 0;
        }
        Map<AttendeeId, Attendee> stored =
                attendees.of(link.orElseThrow()).stream().collect(Collectors.toMap(Attendee::id, Function.identity()));
        return provider.records().stream()
                .filter(told -> !told.changedAt().orElseThrow().isBefore(START))
                .filter(told -> !told.equals(stored.get(told.id())))
                .count();
    }
}
