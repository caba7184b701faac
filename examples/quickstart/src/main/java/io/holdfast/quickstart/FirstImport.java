package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.eventbrite.EventbriteConnector;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import java.time.Duration;

/** The README's first snippet, compiled. */
final class FirstImport {
    private FirstImport() {}

    static void run(String token) {
        // spotless:off
        EventbriteConnector eventbrite = EventbriteConnector.create();
        try (SyncEngine engine = SyncEngine.builder().connector(eventbrite).build()) {
            engine.start();
            WorkspaceId workspace = WorkspaceId.of("acme");
            Integration account = engine.integrations().connect(workspace, eventbrite.provider(), Credential.apiKey(token)).orThrow();
            SyncLink link = engine.links().importSubject(workspace, SyncSubject.event("our-42"), account.id(), RemoteId.of("880011223344")).orThrow();
            engine.links().await(link.id(), Duration.ofMinutes(5), view -> System.out.println(view.badge().status() + " " + view.progress()));
        }
        // spotless:on
    }
}
