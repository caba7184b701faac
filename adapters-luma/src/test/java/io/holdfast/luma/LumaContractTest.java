package io.holdfast.luma;

import io.holdfast.proving.ContractTally;
import io.holdfast.testkit.contract.ProviderConnectorContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connector keeps what every connector promises, over HTTP. */
final class LumaContractTest {
    @RegisterExtension
    static final ContractTally TALLY = new ContractTally("Luma over HTTP", "kept 76, skipped 14, broken 0");

    @TestFactory
    Stream<DynamicTest> connector() {
        return ProviderConnectorContract.checks(LumaWorld::new).stream()
                .map(check ->
                        DynamicTest.dynamicTest(check.name(), () -> check.run().ifPresent(Assumptions::abort)));
    }
}
