package io.holdfast.faults;

import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.CredentialVault;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.testkit.faults.FaultPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A host with one workspace, one provider and one event of 25 guests in pages of 10, and what it finds at the end of each act. */
final class Stage {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    static final WorkspaceId ACME = WorkspaceId.of("acme");
    static final SyncSubject OURS = SyncSubject.event("our-42");
    static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
    static final Credential KEY = Credential.apiKey("key-that-never-shows");
    static final int GUESTS = 25;

    final ManualTime time = ManualTime.at(START);
    final ScriptedConnector provider = new ScriptedConnector(time, 10);
    final InMemorySyncLinkStore links = new InMemorySyncLinkStore();
    final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    final CountedVault vault = new CountedVault();
    final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    final Heard heard = new Heard();
    final List<Ending> endings = new ArrayList<>();
    Optional<Credential.OauthTokens> tokens = Optional.empty();

    Stage() {
        provider.event(RemoteSubject.builder()
                .ref(EVENT)
                .title("Harbour Data Night")
                .startsAt(START.plus(Duration.ofDays(60)))
                .endsAt(START.plus(Duration.ofDays(60)).plus(Duration.ofHours(4)))
                .build());
        for (int i = 1; i <= GUESTS; i++) {
            provider.put(EVENT, guest(i, "Company " + i, START.minus(Duration.ofDays(1))));
        }
    }

    static Attendee guest(int number, String company, Instant changedAt) {
        return Attendee.builder()
                .id(AttendeeId.of("a" + number))
                .givenName("Ilse")
                .company(company)
                .attendance(Attendance.ATTENDING)
                .changedAt(changedAt)
                .build();
    }

    FaultPorts ports() {
        return ports(SyncPolicy.defaults());
    }

    FaultPorts ports(SyncPolicy policy) {
        return FaultPorts.builder()
                .addConnectors(provider)
                .links(links)
                .integrations(integrations)
                .vault(vault)
                .attendees(attendees)
                .listener(heard)
                .policy(policy)
                .time(time)
                .build();
    }

    void connectAndImport(SyncEngine engine) {
        Integration account =
                engine.integrations().connect(ACME, provider.provider(), KEY).orThrow();
        engine.links().importSubject(ACME, OURS, account.id(), EVENT.id()).orThrow();
    }

    List<SyncLink> links() {
        return links.of(ACME, OURS).stream()
                .map(row -> row.value().orElseThrow())
                .toList();
    }

    SyncLink link() {
        return links().get(0);
    }

    List<Integration> accounts() {
        return integrations.of(ACME).stream()
                .map(row -> row.value().orElseThrow())
                .toList();
    }

    Integration account() {
        return accounts().get(0);
    }

    /** Remembers what the host finds now. */
    void look() {
        endings.add(Ending.of(this));
    }

    /** A vault that says how many secrets lie in it. */
    static final class CountedVault implements CredentialVault {
        private final CredentialVault real = new InMemoryCredentialVault();
        private final Set<SecretRef> filled = new HashSet<>();

        Set<SecretRef> filled() {
            return filled;
        }

        @Override
        public synchronized void put(SecretRef ref, Secret secret) {
            real.put(ref, secret);
            filled.add(ref);
        }

        @Override
        public Optional<Secret> read(SecretRef ref) {
            return real.read(ref);
        }

        @Override
        public synchronized void forget(SecretRef ref) {
            real.forget(ref);
            filled.remove(ref);
        }
    }
}
