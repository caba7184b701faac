package io.holdfast.engine;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.ListenerDispatcher;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.engine.watch.Observer;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One workspace, one provider, one event, and an engine that is turned by hand. */
final class World {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    static final WorkspaceId ACME = WorkspaceId.of("acme");
    static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
    static final Credential KEY = Credential.apiKey("key-that-never-shows");

    final ManualTime time = ManualTime.at(START);
    final ScriptedConnector provider = new ScriptedConnector(time, 10);
    final InMemorySyncLinkStore links = new InMemorySyncLinkStore();
    final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    final List<Change> changes = new ArrayList<>();
    final List<TransitionRecord> records = new ArrayList<>();
    /** What the provider told of events before and after each change. */
    final List<Map.Entry<RemoteFacts, RemoteFacts>> remoteChanges = new ArrayList<>();

    final List<SyncLink> progress = new ArrayList<>();
    final List<Integration> integrationChanges = new ArrayList<>();
    final List<SyncLink> removed = new ArrayList<>();
    final SyncEngine engine;

    World() {
        this(SyncPolicy.defaults());
    }

    World(SyncPolicy policy) {
        engine = builder(policy).build();
        provider.event(event().build());
    }

    /** The same stores and provider, for a second engine or another store in front. */
    SyncEngineBuilder builder(SyncPolicy policy) {
        return SyncEngine.builder()
                .connector(provider)
                .links(links)
                .integrations(integrations)
                .vault(vault)
                .attendees(attendees)
                .listener(new Recorder())
                .policy(policy)
                .time(time);
    }

    SyncEngine with(SyncLinkStore otherLinks, AttendeeStore otherAttendees) {
        return builder(SyncPolicy.defaults())
                .links(otherLinks)
                .attendees(otherAttendees)
                .build();
    }

    static RemoteSubject.Builder event() {
        return RemoteSubject.builder()
                .ref(EVENT)
                .title("Harbour Data Night")
                .startsAt(START.plus(Duration.ofDays(60)))
                .endsAt(START.plus(Duration.ofDays(60)).plus(Duration.ofHours(4)));
    }

    Integration connected() {
        return engine.integrations().connect(ACME, provider.provider(), KEY).orThrow();
    }

    SyncLink imported() {
        return engine.links()
                .importSubject(ACME, SyncSubject.event("our-42"), connected().id(), EVENT.id())
                .orThrow();
    }

    SyncLink live() {
        SyncLink link = imported();
        engine.runDue();
        return engine.links().get(link.id());
    }

    void registered(int count) {
        for (int i = 1; i <= count; i++) {
            put("a" + i, "Company " + i, START.minus(Duration.ofDays(1)));
        }
    }

    void put(String id, String company, Instant changedAt) {
        provider.put(EVENT, attendee(id, company, changedAt).build());
    }

    static Attendee.Builder attendee(String id, String company, Instant changedAt) {
        return Attendee.builder()
                .id(AttendeeId.of(id))
                .givenName("Ilse")
                .company(company)
                .attendance(Attendance.ATTENDING)
                .changedAt(changedAt);
    }

    /** Lets time pass until the next thing is due, and does it. */
    SyncLink next(SyncLink link) {
        Instant due = engine.links().get(link.id()).due().orElseThrow();
        Duration until = Duration.between(time.instant(), due);
        time.tick(until.isNegative() ? Duration.ZERO : until);
        engine.runDue();
        return engine.links().get(link.id());
    }

    /** Lets time pass, and does on the way what falls due, each at its instant. */
    void pass(Duration by) {
        Instant end = time.instant().plus(by);
        engine.runDue();
        for (Optional<Instant> next = nextDue(end); next.isPresent(); next = nextDue(end)) {
            time.tick(Duration.between(time.instant(), next.get()));
            engine.runDue();
        }
        time.tick(Duration.between(time.instant(), end));
        engine.runDue();
    }

    private Optional<Instant> nextDue(Instant end) {
        return Stream.concat(
                        links.due(end, Cursor.START, 1).items().stream()
                                .map(row -> row.value().flatMap(SyncLink::due).orElseThrow()),
                        integrations.due(end, Cursor.START, 1).items().stream()
                                .map(row ->
                                        row.value().flatMap(Integration::due).orElseThrow()))
                .filter(at -> at.isAfter(time.instant()))
                .min(Instant::compareTo);
    }

    SyncLink imported(String event, Integration integration) {
        provider.event(event().ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of(event)))
                .build());
        return engine.links()
                .importSubject(ACME, SyncSubject.event("our-" + event), integration.id(), RemoteId.of(event))
                .orThrow();
    }

    long calls(String call) {
        return provider.calls().stream().filter(made -> made.startsWith(call)).count();
    }

    /** Tells a link what a delivery would. */
    void tell(SyncLink link, Trigger trigger) {
        ThrottledLog log = new ThrottledLog(time);
        new LinkWriter(
                        links,
                        new NoQueue(),
                        new ListenerDispatcher(SyncListener.NONE, Runnable::run, log, Observer.ofNobody(time)),
                        new AfterCommit(HostTransaction.NONE, Runnable::run),
                        SyncPolicy.defaults(),
                        time,
                        log)
                .apply(link.id(), trigger);
    }

    private final class Recorder implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            records.add(record);
        }

        @Override
        public void remoteChanged(SyncLink link, RemoteFacts before) {
            remoteChanges.add(Map.entry(before, link.remote().orElseThrow()));
        }

        @Override
        public void integrationChanged(Integration integration) {
            integrationChanges.add(integration);
        }

        @Override
        public void removed(SyncLink link) {
            removed.add(link);
        }

        @Override
        public void progressed(SyncLink link) {
            progress.add(link);
        }

        @Override
        public void attendeesChanged(SyncLink link, List<Change> told) {
            changes.addAll(told);
        }
    }
}
