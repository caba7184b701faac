package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.port.SyncListener;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The library's own implementations keep the promises of their ports. */
final class EmbeddedContractTest {
    @TestFactory
    Stream<DynamicTest> links() {
        return tests(SyncLinkStoreContract.checks(InMemorySyncLinkStore::new));
    }

    @TestFactory
    Stream<DynamicTest> integrations() {
        return tests(IntegrationStoreContract.checks(InMemoryIntegrationStore::new));
    }

    @TestFactory
    Stream<DynamicTest> vault() {
        return tests(CredentialVaultContract.checks(InMemoryCredentialVault::new));
    }

    @TestFactory
    Stream<DynamicTest> attendees() {
        return tests(AttendeeStoreContract.checks(InMemoryAttendeeStore::new, InMemoryAttendeeStore::erase));
    }

    @TestFactory
    Stream<DynamicTest> queue() {
        return tests(RunQueueContract.checks(Embedded::queue));
    }

    @TestFactory
    Stream<DynamicTest> listener() {
        return tests(SyncListenerContract.checks(() -> SyncListener.NONE));
    }

    @TestFactory
    Stream<DynamicTest> connector() {
        return tests(ProviderConnectorContract.checks(Embedded::world));
    }

    private static Stream<DynamicTest> tests(List<ContractCheck> checks) {
        return checks.stream()
                .map(check ->
                        DynamicTest.dynamicTest(check.name(), () -> check.run().ifPresent(Assumptions::abort)));
    }
}
