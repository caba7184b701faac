package io.holdfast.csv;

import io.holdfast.proving.ContractTally;
import io.holdfast.testkit.contract.ProviderConnectorContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A third connector keeps what every connector promises, over HTTP. */
final class CsvContractTest {
    @RegisterExtension
    static final ContractTally TALLY = new ContractTally("CSV over HTTP", "kept 65, skipped 25, broken 0");

    @TestFactory
    Stream<DynamicTest> connector() {
        return ProviderConnectorContract.checks(CsvWorld::new).stream()
                .map(check ->
                        DynamicTest.dynamicTest(check.name(), () -> check.run().ifPresent(Assumptions::abort)));
    }
}
