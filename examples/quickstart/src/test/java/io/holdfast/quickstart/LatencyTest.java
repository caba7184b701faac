package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Change;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.sandbox.SandboxPerson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long it takes from a change at the provider to the host's listener, over real HTTP, where the provider delivers. */
@Tag("proof")
final class LatencyTest {
    private static final int CHANGES_OF_EACH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void aChangeThatIsDeliveredIsToldWithinASecondAtTheMedian() throws IOException {
        List<Long> millis = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            millis.addAll(times(provider));
        }

        List<Long> sorted = millis.stream().sorted().toList();
        long median = sorted.get(sorted.size() / 2);
        long worst = sorted.get(sorted.size() - 1);
        assertThat(sorted).hasSize(Provider.values().length * CHANGES_OF_EACH);
        assertThat(median).as("median of %s", sorted).isLessThanOrEqualTo(1_000);
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("latency.txt"),
                String.format(
                        Locale.ENGLISH,
                        "latency: %d changes over HTTP, delivered: median %d ms, worst %d ms%n",
                        sorted.size(),
                        median,
                        worst));
    }

    private static List<Long> times(Provider provider) {
        List<Long> millis = new ArrayList<>();
        Narration silent = new Narration(new PrintWriter(Writer.nullWriter()), "");
        try (Source source = provider.open(Duration.ZERO, 20);
                Host host = Host.listening(source, silent)) {
            Integration account = host.connect();
            SyncLink link = host.importEvent(account);
            host.awaitSubscribed(account);
            String edited = source.event().attendees().stream()
                    .filter(attendee -> attendee.isExpected() && !attendee.placeholder())
                    .map(SandboxPerson::id)
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < CHANGES_OF_EACH; i++) {
                long begun = System.nanoTime();
                if (i % 2 == 0) {
                    source.event().edit(edited, "Company " + i, "Analyst");
                    host.changes().await(Change.Kind.CHANGED, edited, PATIENCE);
                } else {
                    String id = source.event()
                            .register("Noor", "Haddad" + i, "noor" + i + "@example.org")
                            .id();
                    host.changes().await(Change.Kind.ADDED, id, PATIENCE);
                }
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            }
            host.compare(link);
        }
        return millis;
    }
}
