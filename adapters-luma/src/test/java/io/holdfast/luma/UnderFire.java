package io.holdfast.luma;

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
import io.holdfast.testkit.ManualTime;
import io.holdfast.transition.TransitionRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One host, one workspace, and one event of 120 guests on three pages, read over real HTTP by an engine that is turned by
 * hand. What lies between the connector and Luma is the test's to choose.
 */
final class UnderFire implements AutoCloseable {
    static final Instant START = Instant.parse("2031-03-14T09:00:00Z");
    static final WorkspaceId ACME = WorkspaceId.of("acme");
    static final int GUESTS = 120;
    static final String CALENDAR = "cal-Pier";
    private static final int TURNS = 200;

    final ManualTime time = ManualTime.at(START);
    final FakeLuma luma = new FakeLuma();
    final FakeLuma elsewhere = new FakeLuma();
    final RoughRoad road = new RoughRoad(luma.baseUri());
    final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    final List<Rejected> rejected = new ArrayList<>();
    final List<TransitionRecord> records = new ArrayList<>();
    final Overheard connector;
    final SyncEngine engine;
    String key = "secret-T0K3N";
    SyncSubject subject = SyncSubject.event("our-42");
    RemoteId remote = RemoteId.of("evt-Pier1");

    UnderFire(Consumer<LumaOptions.Builder> options, SyncPolicy policy) {
        luma.calendar(key, CALENDAR);
        luma.event("evt-Pier1", CALENDAR, guests(GUESTS));
        LumaOptions.Builder chosen = options(road.baseUri());
        options.accept(chosen);
        connector = new Overheard(
                LumaConnector.create(options(road.baseUri()).build()), LumaConnector.create(chosen.build()));
        engine = SyncEngine.builder()
                .connector(connector)
                .attendees(attendees)
                .vault(vault)
                .listener(new Recorder())
                .policy(policy)
                .time(time)
                .build();
    }

    /** With room for more requests than any row makes, unless a row says otherwise. */
    private LumaOptions.Builder options(URI base) {
        LumaOptions.Builder options = LumaOptions.builder();
        options.baseUri(base).time(time).requestsPerMinute(100_000);
        return options;
    }

    static String[] guests(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Answers.guest(
                        "gst-" + i, "\"user_name\": \"Name" + i + " Testov\", \"approval_status\": \"approved\""))
                .toArray(String[]::new);
    }

    Integration connected() {
        return engine.integrations()
                .connect(ACME, connector.provider(), Credential.apiKey(key))
                .orThrow();
    }

    /** Asks for the import; nothing is read yet. */
    SyncLink imported() {
        return imported(subject, remote);
    }

    SyncLink imported(SyncSubject subject, RemoteId from) {
        return engine.links()
                .importSubject(ACME, subject, connected().id(), from)
                .orThrow();
    }

    /** The people of a calendar are what is imported. */
    void channel(String calendar) {
        subject = SyncSubject.channel("our-members");
        remote = RemoteId.of(calendar);
        luma.people(CALENDAR, guests(GUESTS));
    }

    /** From now on the list goes on for ever: with the first so many guests again and again, or with nobody. */
    void endless(int guests) {
        AtomicInteger pages = new AtomicInteger();
        String rows = String.join(",", guests(guests));
        luma.answer(
                FireRow.PAGES,
                query -> FakeLuma.Reply.json(
                        200,
                        "{\"entries\": [" + rows + "], \"has_more\": true, \"next_cursor\": \"p"
                                + pages.incrementAndGet() + "\"}"));
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
        road.close();
        luma.close();
        elsewhere.close();
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
