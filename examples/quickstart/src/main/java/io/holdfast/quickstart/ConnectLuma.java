package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.eventbrite.EventbriteConnector;
import io.holdfast.luma.LumaConnector;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import java.time.Duration;

/** The README's snippet of Luma, compiled. */
final class ConnectLuma {
    private ConnectLuma() {}

    static void run(String key) {
        // spotless:off
        LumaConnector luma = LumaConnector.create();
        try (SyncEngine engine = SyncEngine.builder().connector(EventbriteConnector.create()).connector(luma).build()) {
            engine.start();
            WorkspaceId workspace = WorkspaceId.of("acme");
            Integration calendar = engine.integrations().connect(workspace, luma.provider(), Credential.apiKey(key)).orThrow();
            SyncLink link = engine.links().importSubject(workspace, SyncSubject.event("our-43"), calendar.id(), RemoteId.of("evt-4ruCFTQFNMJ5MKt")).orThrow();
            engine.links().await(link.id(), Duration.ofMinutes(5), view -> System.out.println(view.badge().status() + " " + view.progress()));
        }
        // spotless:on
    }
}
