package io.holdfast.postgres;

import io.holdfast.testkit.contract.AttendeeStoreContract;
import io.holdfast.testkit.contract.ContractCheck;
import io.holdfast.testkit.contract.CredentialVaultContract;
import io.holdfast.testkit.contract.IntegrationStoreContract;
import io.holdfast.testkit.contract.RunQueueContract;
import io.holdfast.testkit.contract.SyncLinkStoreContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every check of every driven port, on a real PostgreSQL. */
final class PostgresContractTest {
    @TestFactory
    Stream<DynamicTest> linksKeepEveryPromise() {
        return tests(SyncLinkStoreContract.checks(() -> Server.storage().links()));
    }

    @TestFactory
    Stream<DynamicTest> integrationsKeepEveryPromise() {
        return tests(IntegrationStoreContract.checks(() -> Server.storage().integrations()));
    }

    @TestFactory
    Stream<DynamicTest> secretsKeepEveryPromise() {
        return tests(CredentialVaultContract.checks(() -> Server.storage().vault()));
    }

    @TestFactory
    Stream<DynamicTest> attendeesKeepEveryPromise() {
        return tests(AttendeeStoreContract.checks(
                () -> (PostgresAttendeeStore) Server.storage().attendees(), PostgresAttendeeStore::erase));
    }

    @TestFactory
    Stream<DynamicTest> theQueueKeepsEveryPromise() {
        return tests(RunQueueContract.checks(time -> Server.storage().runs(2, time)));
    }

    private static Stream<DynamicTest> tests(List<ContractCheck> checks) {
        return checks.stream().map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }
}
