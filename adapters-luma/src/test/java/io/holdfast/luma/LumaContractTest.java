package io.holdfast.luma;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderConnector;
import io.holdfast.testkit.contract.ProviderConnectorContract;
import io.holdfast.testkit.contract.RemoteWorld;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The connector keeps what every connector promises, over HTTP. */
final class LumaContractTest {
    private static final int GUESTS = 130;

    private final FakeLuma luma = new FakeLuma();

    @AfterEach
    void stop() {
        luma.close();
    }

    @TestFactory
    Stream<DynamicTest> connector() {
        luma.calendar("secret-T0K3N", "cal-Pier");
        luma.event(
                "evt-Pier1",
                "cal-Pier",
                IntStream.range(0, GUESTS)
                        .mapToObj(i -> Answers.guest("gst-" + i, "\"approval_status\": \"approved\""))
                        .toArray(String[]::new));
        return ProviderConnectorContract.checks(() -> new World(luma)).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }

    private record World(FakeLuma luma) implements RemoteWorld {
        @Override
        public ProviderConnector connector() {
            return LumaConnector.create(luma.options().build());
        }

        @Override
        public Credential credential() {
            return Credential.apiKey("secret-T0K3N");
        }

        @Override
        public Credential refusedCredential() {
            return Credential.apiKey("secret-of-nobody-T0K3N");
        }

        @Override
        public RemoteRef remote() {
            return new RemoteRef(SubjectKind.EVENT, RemoteId.of("evt-Pier1"));
        }

        @Override
        public Set<AttendeeId> attendees() {
            return IntStream.range(0, GUESTS)
                    .mapToObj(i -> AttendeeId.of("gst-" + i))
                    .collect(Collectors.toSet());
        }

        @Override
        public RemoteRef missing() {
            return new RemoteRef(SubjectKind.EVENT, RemoteId.of("evt-Nowhere"));
        }
    }
}
