package io.holdfast.eventbrite;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Imports one event into a {@link CountingStore} as a host would, in a JVM of its own, and says how much heap it took. */
final class CountedImport {
    private CountedImport() {}

    /** Takes base URI, token, event and the file for the ids; prints the status, the heap's limit and its peak in bytes. */
    public static void main(String[] arguments) throws IOException {
        WorkspaceId workspace = WorkspaceId.of("acme");
        EventbriteConnector connector = EventbriteConnector.create(
                UnderFire.options(URI.create(arguments[0])).build());
        try (CountingStore store = new CountingStore(Path.of(arguments[3]));
                SyncEngine engine = SyncEngine.builder()
                        .connector(connector)
                        .attendees(store)
                        .build()) {
            engine.start();
            Integration account = engine.integrations()
                    .connect(workspace, connector.provider(), Credential.apiKey(arguments[1]))
                    .orThrow();
            SyncLink link = engine.links()
                    .importSubject(workspace, SyncSubject.event("our-42"), account.id(), RemoteId.of(arguments[2]))
                    .orThrow();
            System.out.println(engine.links()
                    .await(link.id(), Duration.ofMinutes(10), view -> {})
                    .status());
        }
        System.out.println(Runtime.getRuntime().maxMemory());
        System.out.println(peak());
    }

    /** No less than what was ever used at once: each part of the heap at its own peak. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
