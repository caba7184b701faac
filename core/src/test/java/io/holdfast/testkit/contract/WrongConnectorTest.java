package io.holdfast.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Connectors that are wrong in one place each: those checks that are about the place catch it, and no other. */
final class WrongConnectorTest {
    private static final int WRONG = 52;
    private static final AtomicInteger CAUGHT = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> itIsCaughtByTheChecksOfItsPlaceAlone() {
        // most of what a check takes is waiting, so all are begun before the first is looked at
        return WrongConnectors.all().stream().map(WrongConnectorTest::begun).toList().stream();
    }

    private static DynamicTest begun(WrongConnector wrong) {
        FutureTask<Set<String>> broken = new FutureTask<>(() -> broken(wrong));
        new Thread(broken, wrong.name()).start();
        return DynamicTest.dynamicTest(wrong.name(), () -> {
            assertThat(broken.get()).isEqualTo(wrong.caughtBy());
            CAUGHT.incrementAndGet();
        });
    }

    @AfterAll
    static void tell() throws IOException {
        assertThat(CAUGHT).hasValue(WRONG);
        Path evidence = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                evidence.resolve("connector-contract.txt"),
                "connector-contract: " + CAUGHT + " of " + WRONG + " wrong connectors caught\n");
    }

    private static Set<String> broken(WrongConnector wrong) {
        return ProviderConnectorContract.checks(() -> new ScriptedWorld(wrong.seenThrough())).stream()
                .filter(WrongConnectorTest::fails)
                .map(ContractCheck::name)
                .collect(Collectors.toSet());
    }

    private static boolean fails(ContractCheck check) {
        try {
            check.run();
            return false;
        } catch (AssertionError broken) {
            assertThat(broken).hasMessageStartingWith(check.name()).hasMessageContaining("expected");
            return true;
        }
    }
}
