package io.holdfast.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SanitizedThrowable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is thrown again and again is logged in full once an hour, and counted. */
final class ThrottledLogTest {
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ThrottledLog log = new ThrottledLog(() -> now);
    private final String mark = UUID.randomUUID().toString();
    private long before;

    @BeforeEach
    void remembersWhereTheLogIs() throws IOException {
        before = Files.size(LOG);
    }

    @Test
    void aClockThatThrowsKeepsNothingFromTheLog() {
        ThrottledLog blind = new ThrottledLog(() -> {
            throw new IllegalStateException("no time");
        });

        blind.warn("sweep", mark + " was not swept", new AssertionError("planted"));
        blind.warn("sweep", mark + " was not swept", new AssertionError("planted"));

        assertThat(warnings()).hasSize(1);
    }

    @Test
    void oneStackTraceAnHourAndThenCounts() {
        for (int i = 0; i < 1_500; i++) {
            warn("listener");
        }

        assertThat(warnings()).hasSize(4);
        assertThat(warnings().get(1)).contains("10 alike since");
        assertThat(warnings().get(3)).contains("1000 alike since", IllegalStateException.class.getName());
        assertThat(traces()).isEqualTo(1);
    }

    @Test
    void theNextHourBeginsWithAStackTraceAndSaysHowManyWereWithheld() {
        for (int i = 0; i < 5; i++) {
            warn("listener");
        }
        now = now.plus(Duration.ofHours(1));

        warn("listener");

        assertThat(warnings()).hasSize(2).last().asString().contains("4 more alike");
        assertThat(traces()).isEqualTo(2);
    }

    @Test
    void anotherKindAndAnotherClassAreToldApart() {
        warn("listener");
        warn("queue");
        log.warn("queue", mark, new AssertionError("a person's name"));

        assertThat(warnings()).hasSize(3);
        assertThat(logged()).doesNotContain("a person's name");
    }

    @Test
    void aClockThatWasAheadOnceSilencesNothing() {
        now = now.plus(Duration.ofDays(40));
        warn("listener");
        now = now.minus(Duration.ofDays(40));

        warn("listener");

        assertThat(traces()).isEqualTo(2);
    }

    @Test
    void kindsWithoutEndAreCountedTogether() {
        for (int i = 0; i < 1_200; i++) {
            warn("kind-" + i);
        }

        assertThat(warnings()).hasSizeBetween(1_000, 1_010);
    }

    private void warn(String kind) {
        log.warn(kind, mark, new IllegalStateException("a person's name"));
    }

    private List<String> warnings() {
        return logged().lines()
                .filter(line -> line.contains("WARN") && line.contains(mark))
                .toList();
    }

    /** Stack traces of warnings; those that came at DEBUG are not counted. */
    private long traces() {
        List<String> lines = logged().lines().toList();
        long found = 0;
        for (int i = 1; i < lines.size(); i++) {
            String above = lines.get(i - 1);
            found += lines.get(i).startsWith(SanitizedThrowable.class.getName())
                            && above.contains("WARN")
                            && above.contains(mark)
                    ? 1
                    : 0;
        }
        return found;
    }

    private String logged() {
        try (InputStream in = Files.newInputStream(LOG)) {
            in.skipNBytes(before);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
