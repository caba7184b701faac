package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.eventbrite.EventbriteConnector;
import io.holdfast.eventbrite.EventbriteOptions;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Change;
import io.holdfast.presentation.StatusView;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxAttendee;
import io.holdfast.sandbox.SandboxEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Connect, import, go live, follow three changes, compare: what a host does, and what its pages show meanwhile. */
final class MainJob {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final SyncPolicy EVERY_SECOND = SyncPolicy.builder()
            .poll(Duration.ofSeconds(1))
            .sweep(Duration.ofSeconds(1))
            .build();

    private final EventbriteSandbox eventbrite;
    private final SandboxEvent event;
    private final PrintWriter out;
    private final InMemoryAttendeeStore guests = new InMemoryAttendeeStore();
    private final ChangeLog changes = new ChangeLog();
    private final Instant begun = Instant.now();

    MainJob(EventbriteSandbox eventbrite, SandboxEvent event, PrintWriter out) {
        this.eventbrite = eventbrite;
        this.event = event;
        this.out = out;
    }

    /** Runs the story; the summary, or an exception that says what is not as it should be. */
    String run() {
        EventbriteConnector connector = EventbriteConnector.create(
                EventbriteOptions.builder().baseUri(eventbrite.baseUri()).build());
        try (SyncEngine engine = SyncEngine.builder()
                .connector(connector)
                .attendees(guests)
                .listener(changes)
                .policy(EVERY_SECOND)
                .build()) {
            WorkspaceId workspace = WorkspaceId.of("acme");
            Integration account = engine.connect(workspace, connector.provider(), Credential.apiKey(eventbrite.token()))
                    .orThrow();
            SyncLink link = engine.importSubject(
                            workspace, SyncSubject.event("our-42"), account.id(), RemoteId.of(event.id()))
                    .orThrow();
            watch(engine, link);
            followThreeChanges(engine, link);
            return summary(engine, link);
        }
    }

    private void watch(SyncEngine engine, SyncLink link) {
        show("asked for the import", engine.view(link.id()));
        engine.start();
        StatusView end;
        try (ImportProgress progress = ImportProgress.on(out)) {
            end = engine.await(link.id(), PATIENCE, progress::show);
        }
        show("the import ended", end);
        if (end.status() != SyncStatus.ACTIVE) {
            throw new IllegalStateException("expected the import to end ACTIVE but it is " + end.status() + ": "
                    + end.alert()
                            .map(alert -> alert.text().text(Locale.ENGLISH))
                            .orElse("no alert"));
        }
        changes.importEnded(guests.attendees(link.id()).size());
        Comparison.of(event, guests.attendees(link.id())).requireEqual();
    }

    private void followThreeChanges(SyncEngine engine, SyncLink link) {
        List<SandboxAttendee> attending = event.attendees().stream()
                .filter(attendee -> attendee.status().equals("Attending") && !attendee.placeholder())
                .toList();
        String edited = attending.get(0).id();
        String cancelled = attending.get(1).id();

        String registered = event.register("Noor", "Haddad", "noor@example.org").id();
        await(engine, link, "the provider registered " + registered, Change.Kind.ADDED, registered);
        event.edit(edited, "Pier Labs", "Analyst");
        await(engine, link, "the provider edited " + edited, Change.Kind.CHANGED, edited);
        event.cancel(cancelled);
        await(engine, link, "the provider cancelled " + cancelled, Change.Kind.CANCELLED, cancelled);
    }

    private void await(SyncEngine engine, SyncLink link, String what, Change.Kind kind, String attendee) {
        changes.await(kind, attendee, PATIENCE);
        show(what + ", the host was told " + kind, engine.view(link.id()));
    }

    private String summary(SyncEngine engine, SyncLink link) {
        Comparison.of(event, guests.attendees(link.id())).requireEqual();
        return String.format(
                Locale.ENGLISH,
                "%,d imported, %,d added, %,d updated, %,d cancelled, status %s, %,d requests, %.1f s",
                changes.imported(),
                changes.count(Change.Kind.ADDED),
                changes.count(Change.Kind.CHANGED),
                changes.count(Change.Kind.CANCELLED),
                engine.view(link.id()).status(),
                eventbrite.requests(),
                Duration.between(begun, Instant.now()).toMillis() / 1000.0);
    }

    private void show(String moment, StatusView view) {
        out.println(moment + ": " + Page.of(view, guests.attendees(view.link()).size()));
        out.flush();
    }
}
