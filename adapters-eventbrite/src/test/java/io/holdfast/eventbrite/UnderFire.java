package io.holdfast.eventbrite;

import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncListener;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.testkit.ManualTime;
import io.holdfast.transition.TransitionRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One host, one workspace and one event of 120 attendees on three pages, read over real HTTP by an engine that is turned
 * by hand. What lies between the connector and the provider is the test's to choose.
 */
final class UnderFire implements AutoCloseable {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final int TURNS = 200;

    final ManualTime time = ManualTime.at(START);
    final EventbriteSandbox sandbox;
    final SandboxEvent event;
    final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    final List<Rejected> rejected = new ArrayList<>();
    final List<TransitionRecord> records = new ArrayList<>();
    final Overheard connector;
    final SyncEngine engine;
    String token;
    RemoteId remote;

    UnderFire() {
        this(EventbriteSandbox.builder(), options -> {}, SyncPolicy.defaults());
    }

    UnderFire(EventbriteSandbox.Builder provider, Consumer<EventbriteOptions.Builder> options, SyncPolicy policy) {
        sandbox = provider.clock(time).start();
        event = sandbox.event("Harbour Data Night", 120);
        token = sandbox.token();
        remote = RemoteId.of(event.id());
        EventbriteOptions.Builder chosen = options(sandbox.baseUri());
        options.accept(chosen);
        connector = new Overheard(
                EventbriteConnector.create(options(sandbox.baseUri()).build()),
                EventbriteConnector.create(chosen.build()));
        engine = SyncEngine.builder()
                .connector(connector)
                .attendees(attendees)
                .vault(vault)
                .listener(new Recorder())
                .policy(policy)
                .time(time)
                .build();
    }

    static EventbriteOptions.Builder options(URI base) {
        EventbriteOptions.Builder options = EventbriteOptions.builder();
        options.baseUri(base);
        return options;
    }

    Integration connected() {
        return engine.integrations()
                .connect(ACME, connector.provider(), Credential.apiKey(token))
                .orThrow();
    }

    /** Asks for the import; nothing is read yet. */
    SyncLink imported() {
        return engine.links()
                .importSubject(ACME, SyncSubject.event("our-42"), connected().id(), remote)
                .orThrow();
    }

    /** Turns the engine once. */
    SyncLink turned(SyncLinkId link) {
        engine.runDue();
        return engine.links().get(link);
    }

    /** Lets time pass to what is due next, and turns the engine. */
    SyncLink next(SyncLinkId link) {
        Instant due = engine.links().get(link).due().orElseThrow();
        Duration until = Duration.between(time.instant(), due);
        time.tick(until.isNegative() ? Duration.ZERO : until);
        return turned(link);
    }

    /** Lets time pass until the link has no run any more. */
    SyncLink settled(SyncLinkId link) {
        SyncLink now = turned(link);
        for (int turns = 0; now.run().isPresent(); turns++) {
            if (turns > TURNS) {
                throw new AssertionError("link " + link.value() + " has a run after " + TURNS + " turns");
            }
            now = next(link);
        }
        return now;
    }

    List<Attendee> stored(SyncLinkId link) {
        return attendees.attendees(link);
    }

    @Override
    public void close() {
        engine.close();
        sandbox.close();
    }

    private final class Recorder implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            records.add(record);
        }

        @Override
        public void rejected(SyncLink link, List<Rejected> rows) {
            rejected.addAll(rows);
        }
    }
}
