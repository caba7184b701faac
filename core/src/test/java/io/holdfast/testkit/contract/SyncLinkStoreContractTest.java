package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemorySyncLinkStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The embedded link store keeps its port's promises. */
final class SyncLinkStoreContractTest {
    @TestFactory
    Stream<DynamicTest> theEmbeddedStoreKeepsThem() {
        return SyncLinkStoreContract.checks(InMemorySyncLinkStore::new).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }
}
