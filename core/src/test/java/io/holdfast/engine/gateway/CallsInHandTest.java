package io.holdfast.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A call that heeds no interrupt is told once, and the log says whether anybody takes its place. */
final class CallsInHandTest {
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final String name = "call " + UUID.randomUUID();

    @Test
    void whereAnotherThreadTakesThePlaceTheLogSaysSo() throws IOException {
        assertThat(toldOf(thread -> true))
                .contains("another thread takes the place")
                .doesNotContain(" ERROR ");
    }

    @Test
    void whereAsManyHangAsMayTheLogSaysThatNobodyDoes() throws IOException {
        assertThat(toldOf(thread -> false)).contains(" ERROR ").contains("no other thread may take the place");
    }

    private String toldOf(Predicate<Thread> replaces) throws IOException {
        long before = Files.size(LOG);
        CallsInHand calls = new CallsInHand(replaces);
        calls.within(DEADLINE, () -> {
            CallsInHand.Call call = calls.begin(name, Duration.ZERO);
            calls.tick(DEADLINE);
            calls.tick(DEADLINE);
            calls.tick(DEADLINE);
            calls.end(call);
            return name;
        });
        try (InputStream log = Files.newInputStream(LOG)) {
            log.skipNBytes(before);
            return String.join(
                    "\n",
                    new String(log.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.contains(name) && line.contains("heeds no interrupt"))
                            .toList());
        }
    }
}
