package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.contract.ProviderConnectorContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The connector keeps what every connector promises, over HTTP. */
final class EventbriteContractTest {
    private static final AtomicInteger KEPT = new AtomicInteger();
    private static final AtomicInteger SKIPPED = new AtomicInteger();
    private static final AtomicInteger BEGUN = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> connector() {
        return ProviderConnectorContract.checks(EventbriteWorld::new).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), () -> {
                    BEGUN.incrementAndGet();
                    Optional<String> skipped = check.run();
                    (skipped.isPresent() ? SKIPPED : KEPT).incrementAndGet();
                    skipped.ifPresent(Assumptions::abort);
                }));
    }

    @AfterAll
    static void tell() throws IOException {
        int broken = BEGUN.get() - KEPT.get() - SKIPPED.get();
        String found = "connector-contract: Eventbrite over HTTP: kept " + KEPT + ", skipped " + SKIPPED + ", broken "
                + broken;
        assertThat(found).isEqualTo("connector-contract: Eventbrite over HTTP: kept 64, skipped 0, broken 0");
        Path evidence = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(evidence.resolve("connector-contract.txt"), found + "\n");
    }
}
