package io.holdfast.eventbrite;

import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.AutoRetryPolicy;
import io.holdfast.policy.BackOff;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.recovery.Explanation;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.testkit.ManualTime;
import io.holdfast.transition.TransitionRecord;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One account with two events of three attendees on two pages, and an engine that is turned by hand. One of the links is
 * watched; the questions who we are that the provider is asked are noted with their instants.
 */
final class SeveranceWorld implements AutoCloseable {
    private static final int ALWAYS = 1_000_000;
    private static final String WHO = "/users/me/";
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final Duration SWEEP = SyncPolicy.defaults().sweepInterval();
    private static final Duration LONGEST_TURN = Duration.ofMinutes(10);

    final EventbriteSandbox sandbox;
    final List<Instant> askedAt = new ArrayList<>();
    private final ManualTime time = ManualTime.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    private final SandboxEvent event;
    private final SandboxEvent other;
    private final SyncEngine engine;
    private final IntegrationId account;
    private final SyncLinkId watched;
    private final List<SyncLinkId> links = new ArrayList<>();
    /** Whose calls are told something. */
    private SandboxEvent read;

    private int asked;

    SeveranceWorld(EventbriteSandbox.Builder provider) {
        sandbox = provider.pageSize(2).clock(time).start();
        event = sandbox.event("Harbour Data Night", 3);
        other = sandbox.event("Harbour Data Breakfast", 3);
        read = event;
        EventbriteConnector connector = EventbriteConnector.create(
                UnderFire.options(sandbox.baseUri()).httpClient(CLIENT).build());
        engine = SyncEngine.builder()
                .connector(connector)
                .attendees(attendees)
                .policy(steady())
                .time(time)
                .build();
        account = engine.integrations()
                .connect(ACME, connector.provider(), Credential.apiKey(sandbox.token()))
                .orThrow()
                .id();
        watched = imported(event);
        asked = questions();
    }

    // how the link comes to where it stands

    /** Brings the link to where the next call of a run is the one that is told something. */
    SeveranceWorld at(Stage stage) {
        switch (stage) {
            case DESCRIPTION, IN_MID_IMPORT -> {}
            case IMPORT_RETRIED -> {
                failImport();
                engine.links().retry(watched).orThrow();
            }
            case LIVE -> {
                engine.runDue();
                passToPollOf(watched);
            }
            case SYNC_RETRIED -> {
                failSync();
                engine.links().retry(watched).orThrow();
            }
            case BESIDE_SUSPENDED -> {
                engine.runDue();
                engine.links().suspend(watched).orThrow();
                readOther();
            }
            case BESIDE_IMPORT_FAILED -> {
                failImport();
                readOther();
            }
            case BESIDE_SYNC_FAILED -> {
                failSync();
                readOther();
            }
        }
        return this;
    }

    private void failImport() {
        refuseOnce(2);
        engine.runDue();
    }

    private void failSync() {
        engine.runDue();
        refuseOnce(0);
        passToPollOf(watched);
        engine.runDue();
    }

    private void refuseOnce(int skipped) {
        sandbox.inject(path(event), skipped, 1, Fault.error(400, "ARGUMENTS_ERROR"));
    }

    private void readOther() {
        read = other;
        SyncLinkId beside = imported(other);
        engine.runDue();
        passToPollOf(beside);
    }

    private SyncLinkId imported(SandboxEvent which) {
        SyncLinkId id = engine.links()
                .importSubject(ACME, SyncSubject.event("our-" + which.id()), account, RemoteId.of(which.id()))
                .orThrow()
                .id();
        links.add(id);
        return id;
    }

    private void passToPollOf(SyncLinkId link) {
        time.tick(
                Duration.between(time.instant(), engine.links().get(link).due().orElseThrow()));
    }

    // what is told

    void tell(SeveranceCell cell) {
        int skipped = cell.stage() == Stage.IN_MID_IMPORT ? 2 : 0;
        sandbox.inject(
                path(read),
                skipped,
                cell.lasts() ? ALWAYS : 1,
                cell.told().answer().fault());
        List<Word> words = cell.words();
        words.subList(0, words.size() - 1)
                .forEach(word -> sandbox.inject(WHO, 1, word.answer().fault()));
        sandbox.inject(WHO, ALWAYS, words.get(words.size() - 1).answer().fault());
    }

    // what comes of it

    /**
     * The waits of each policy without their jitter: links have random ids, and a cell ends the same in each run. What failed is tried
     * again unasked long after a cell was watched, and of what is severed nothing is kept that could be asked with.
     */
    private static SyncPolicy steady() {
        SyncPolicy numbers = SyncPolicy.defaults();
        BackOff attempts = numbers.retry().backOff();
        BackOff questions = numbers.credentials().verificationBackOff();
        return numbers.toBuilder()
                .retry(RetryPolicy.builder().backOff(steady(attempts)).build())
                .autoRetry(AutoRetryPolicy.builder()
                        .quick(List.of(Duration.ofHours(6)))
                        .build())
                .credentials(CredentialPolicy.builder()
                        .verificationBackOff(steady(questions))
                        .grace(Duration.ZERO)
                        .build())
                .build();
    }

    private static BackOff steady(BackOff waits) {
        return BackOff.builder().first(waits.first()).cap(waits.cap()).jitter(0).build();
    }

    /** Lets time pass, from one instant at which something is due to the next. */
    void pass(Duration howLong) {
        Instant end = time.instant().plus(howLong);
        turn();
        for (Optional<Instant> next = due(end); next.isPresent(); next = due(end)) {
            time.tick(Duration.between(time.instant(), next.get()));
            turn();
        }
        time.tick(Duration.between(time.instant(), end));
    }

    /** What is due already waits for its turn at the provider's budget; the next sweep looks again, and that may not go on for long. */
    private Optional<Instant> due(Instant end) {
        Stream<Optional<Instant>> all = Stream.concat(
                links.stream().map(id -> engine.links().get(id).due()),
                Stream.of(integration().due()));
        Optional<Instant> next = all.flatMap(Optional::stream).min(Instant::compareTo);
        Instant now = time.instant();
        if (next.filter(at -> at.plus(LONGEST_TURN).isBefore(now)).isPresent()) {
            throw new AssertionError("expected nothing to be left to do but found something due at " + next.get());
        }
        return next.map(at -> at.isAfter(now) ? at : now.plus(SWEEP)).filter(at -> !at.isAfter(end));
    }

    private void turn() {
        engine.runDue();
        for (int all = questions(); asked < all; asked++) {
            askedAt.add(time.instant());
        }
    }

    private int questions() {
        return (int) sandbox.calls().stream().filter(call -> call.contains(WHO)).count();
    }

    Ending ending() {
        Explanation told = engine.links().explain(watched);
        return new Ending(
                engine.links().view(watched).status(),
                told.advice().action(),
                told.status() == SyncStatus.DISCONNECTED ? Optional.empty() : failure(told),
                integration().severance().map(Severance::cause),
                disconnections().size(),
                stored().size());
    }

    /** The records that lead into DISCONNECTED. */
    List<TransitionRecord> disconnections() {
        return engine.links().history(watched, Cursor.START, 1000).items().stream()
                .filter(record -> record.after().status() == SyncStatus.DISCONNECTED)
                .toList();
    }

    List<Attendee> stored() {
        return attendees.attendees(watched);
    }

    SyncLink link() {
        return engine.links().get(watched);
    }

    Integration integration() {
        return engine.integrations().get(account);
    }

    private static Optional<FailureKind> failure(Explanation told) {
        return told.failure().map(SyncFailure::kind);
    }

    /** {@return the path of all that is read of an event} */
    private static String path(SandboxEvent which) {
        return "/v3/events/" + which.id() + "/";
    }

    @Override
    public void close() {
        engine.close();
        sandbox.close();
    }
}
