package io.holdfast.propertychecks;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.testkit.faults.Fault;
import io.holdfast.testkit.faults.FaultHarness;
import io.holdfast.testkit.faults.FaultPorts;
import io.holdfast.testkit.faults.FaultRun;
import io.holdfast.testkit.faults.FaultScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever the process dies in an import, the import goes on over our own store and ends as if nothing had been. */
final class FaultStoryTest {
    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final SyncSubject OURS = SyncSubject.event("our-42");
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
    private static final int GUESTS = 25;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whereverTheProcessDiesTheImportEndsAsOnAQuietDay() {
        FaultScenario<World> story = FaultScenario.in(() -> new World(freshFolder()), World::ports)
                .then("connect and import", World::connectAndImport)
                .pass(Duration.ofMinutes(4));
        int calls = FaultHarness.count(story);
        for (int at = 1; at <= calls; at++) {
            requireImported(FaultHarness.run(story, at, Fault.death()));
            requireImported(FaultHarness.run(story, at, Fault.death().afterTheEffect()));
        }
        assertThat(calls).isGreaterThan(20);
    }

    private static void requireImported(FaultRun<World> run) {
        SyncLink link = run.world().link();
        assertThat(link.status()).as("after a death at %s", run.struck()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(run.world().attendees.attendees(link.id()))
                .as("guests after a death at %s", run.struck())
                .hasSize(GUESTS);
    }

    private Path freshFolder() {
        try {
            return Files.createTempDirectory(folder, "links");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A host with one account and one event, whose links are kept in files. */
    private static final class World {
        private final ManualTime time = ManualTime.at(START);
        private final ScriptedConnector provider = new ScriptedConnector(time, 10);
        private final Path folder;
        private final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
        private final InMemoryCredentialVault vault = new InMemoryCredentialVault();
        private final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();

        private World(Path folder) {
            this.folder = folder;
            provider.event(RemoteSubject.builder()
                    .ref(EVENT)
                    .title("Harbour Data Night")
                    .startsAt(START.plus(Duration.ofDays(60)))
                    .endsAt(START.plus(Duration.ofDays(60)).plus(Duration.ofHours(4)))
                    .build());
            for (int i = 1; i <= GUESTS; i++) {
                provider.put(
                        EVENT,
                        Attendee.builder()
                                .id(AttendeeId.of("a" + i))
                                .attendance(Attendance.ATTENDING)
                                .changedAt(START.minus(Duration.ofDays(1)))
                                .build());
            }
        }

        private FaultPorts ports() {
            return FaultPorts.builder()
                    .addConnectors(provider)
                    .links(FileSyncLinkStore.open(folder))
                    .integrations(integrations)
                    .vault(vault)
                    .attendees(attendees)
                    .time(time)
                    .build();
        }

        private void connectAndImport(SyncEngine engine) {
            Integration account = engine.integrations()
                    .connect(ACME, provider.provider(), Credential.apiKey("key-that-never-shows"))
                    .orThrow();
            engine.links().importSubject(ACME, OURS, account.id(), EVENT.id()).orThrow();
        }

        private SyncLink link() {
            List<SyncLink> links = FileSyncLinkStore.open(folder).of(ACME, OURS).stream()
                    .map(row -> row.value().orElseThrow())
                    .toList();
            assertThat(links).hasSize(1);
            return links.get(0);
        }
    }
}
