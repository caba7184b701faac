package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendee;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.StandingSubscription;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.presentation.StatusView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The host application of the stories: its engine, its list of guests, and the page that it shows. */
final class Host implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final WorkspaceId WORKSPACE = WorkspaceId.of("acme");
    /** As quick as a story can be followed, and polls as seldom as they are by default: what comes sooner was delivered. */
    private static final SyncPolicy BY_DELIVERIES =
            SyncPolicy.builder().sweepInterval(Duration.ofSeconds(1)).build();
    /** As quick as a story can be followed; the defaults are minutes. */
    private static final SyncPolicy EVERY_SECOND = SyncPolicy.builder()
            .pollInterval(Duration.ofSeconds(1))
            .sweepInterval(Duration.ofSeconds(1))
            .toleratedSkew(Duration.ZERO)
            .credentials(CredentialPolicy.builder()
                    .questions(List.of(Duration.ofSeconds(1)))
                    .build())
            .build();

    private final Source source;
    private final Narration narration;
    private final InMemoryAttendeeStore guests = new InMemoryAttendeeStore();
    private final ChangeLog changes = new ChangeLog();
    private final Optional<Door> door;
    private final SyncEngine engine;

    private Host(Source source, Narration narration, Optional<Door> door) {
        this.source = source;
        this.narration = narration;
        this.door = door;
        SyncEngineBuilder builder = SyncEngine.builder()
                .connector(source.connector())
                .attendees(guests)
                .listener(changes)
                .policy(door.isPresent() ? BY_DELIVERIES : EVERY_SECOND);
        door.ifPresent(open -> builder.webhooksAt(open.address()));
        engine = builder.build();
        door.ifPresent(open -> open.receiveFor(engine));
    }

    /** A host that polls. */
    static Host polling(Source source, Narration narration) {
        return new Host(source, narration, Optional.empty());
    }

    /** A host that providers deliver to. */
    static Host listening(Source source, Narration narration) {
        return new Host(source, narration, Optional.of(Door.open()));
    }

    SyncEngine engine() {
        return engine;
    }

    ChangeLog changes() {
        return changes;
    }

    /** What a person does in Settings, Integrations. */
    Integration connect() {
        return engine.integrations()
                .connect(WORKSPACE, source.connector().provider(), source.credential())
                .orThrow();
    }

    /** What a person does with Import Event; the page is shown until the import has ended. */
    SyncLink importEvent(Integration account) {
        SyncLink link = engine.links()
                .importSubject(
                        WORKSPACE,
                        SyncSubject.event("our-42"),
                        account.id(),
                        RemoteId.of(source.event().id()))
                .orThrow();
        show("asked for the import", link);
        engine.start();
        watchImport("the import ended", link);
        changes.importEnded(guests(link).size());
        compare(link);
        return link;
    }

    void watchImport(String ended, SyncLink link) {
        StatusView end;
        try (ImportProgress progress = ImportProgress.on(narration)) {
            end = engine.links().await(link.id(), PATIENCE, progress::show);
        }
        show(ended, end);
        if (end.status() != SyncStatus.ACTIVE) {
            throw new IllegalStateException("expected the import to end ACTIVE but it is " + end.status() + ": "
                    + engine.links()
                            .explain(link.id())
                            .failure()
                            .map(SyncFailure::message)
                            .orElse("nothing failed"));
        }
    }

    /** Waits until a person would see a word on the page. */
    void await(SyncStatus status, SyncLink link) {
        await("the link to show " + status, () -> engine.links().view(link.id()).status() == status);
    }

    /** Waits until the provider delivers what happens. */
    void awaitSubscribed(Integration account) {
        await(
                "a subscription at the provider",
                () -> engine.integrations().get(account.id()).bookkeeping().route().stream()
                        .flatMap(route -> route.subscriptions().stream())
                        .anyMatch(StandingSubscription::active));
    }

    private static void await(String what, BooleanSupplier seen) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("expected " + what + " within " + PATIENCE + " but it was not seen");
            }
            pause();
        }
    }

    void compare(SyncLink link) {
        Comparison.of(source.event(), guests(link)).requireEqual();
    }

    List<Attendee> guests(SyncLink link) {
        return guests.attendees(link.id());
    }

    void show(String moment, SyncLink link) {
        show(moment, engine.links().view(link.id()));
    }

    private void show(String moment, StatusView view) {
        narration.say(
                moment + ": " + Page.of(view, guests.attendees(view.link()).size()));
    }

    @Override
    public void close() {
        door.ifPresent(Door::close);
        engine.close();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the page to change", interrupted);
        }
    }
}
