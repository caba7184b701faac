package io.holdfast.eventbrite;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.testkit.contract.ProviderConnectorContract;
import io.holdfast.testkit.contract.RemoteWorld;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The connector keeps what every connector promises, over HTTP: for an organization read as a channel. */
final class OrganizationContractTest {
    private final EventbriteSandbox sandbox = EventbriteSandbox.start();
    private final SandboxEvent night = sandbox.event("Harbour Data Night", 70);
    private final SandboxEvent breakfast = sandbox.event("Harbour Data Breakfast", 20);
    private final EventbriteConnector connector =
            EventbriteConnector.create(UnderFire.options(sandbox.baseUri()).build());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @TestFactory
    Stream<DynamicTest> anOrganization() {
        Grant grant = new Grant(Credential.apiKey(sandbox.token()), new Account("1", "any"));
        RemoteRef organization = connector
                .candidates(grant, SubjectKind.CHANNEL, Cursor.START)
                .items()
                .get(0)
                .ref();
        return checks(organization, Stream.of(night, breakfast));
    }

    private Stream<DynamicTest> checks(RemoteRef remote, Stream<SandboxEvent> events) {
        Set<AttendeeId> attendees = events.flatMap(event -> event.attendees().stream())
                .map(attendee -> AttendeeId.of(attendee.id()))
                .collect(Collectors.toSet());
        return ProviderConnectorContract.checks(() -> new World(connector, sandbox, remote, attendees)).stream()
                .map(check ->
                        DynamicTest.dynamicTest(check.name(), () -> check.run().ifPresent(Assumptions::abort)));
    }

    private record World(
            ProviderConnector connector, EventbriteSandbox sandbox, RemoteRef remote, Set<AttendeeId> attendees)
            implements RemoteWorld {
        @Override
        public Credential credential() {
            return Credential.apiKey(sandbox.token());
        }

        @Override
        public Credential refusedCredential() {
            return Credential.apiKey("secret-of-nobody-T0K3N");
        }

        @Override
        public RemoteRef missing() {
            return new RemoteRef(remote.kind(), RemoteId.of("1"));
        }
    }
}
