package io.holdfast.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.absences.QuietMoves;
import io.holdfast.engine.TamperedAttendees;
import io.holdfast.policy.PollPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long it takes from a change at the provider to the host's listener where nothing is delivered and polls are at their defaults, on
 * simulated time. Every day some of the changes.
 */
@Tag("proof")
@Tag("sample")
final class LatencyByPollsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int CHANGES = WHOLE ? 200 : 40;

    @Test
    void aChangeThatIsPolledIsToldOnceWithinTheIntervalThatIsPromised() throws IOException {
        PolledChanges.Found byChanges = found(true, SwitchedOff.NOTHING);
        PolledChanges.Found byLists = found(false, SwitchedOff.NOTHING);

        for (PolledChanges.Found found : List.of(byChanges, byLists)) {
            assertThat(found.notOnce()).isEmpty();
            assertThat(found.late()).isEmpty();
            assertThat(found.latencies()).hasSize(CHANGES);
        }
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("latency-polls.txt"),
                    String.format(
                            Locale.ENGLISH,
                            "latency-polls: on simulated time, polled at the defaults, each told once: %s by lists of changes;"
                                    + " %s by whole lists%n",
                            line(byChanges),
                            line(byLists)));
        }
    }

    @Test
    void aPollThatComesLaterThanPromisedIsFound() {
        SwitchedOff slow = SwitchedOff.NOTHING.by(policy -> policy.toBuilder()
                .polls(PollPolicy.builder().longest(Duration.ofMinutes(30)).build())
                .build());

        assertThat(found(true, slow).late()).isNotEmpty();
        assertThat(found(false, slow).late()).isNotEmpty();
    }

    @Test
    void aStoreThatTellsAgainWhatWasKnownIsFound() {
        SwitchedOff talkative = SwitchedOff.NOTHING.with(memory -> new TamperedAttendees(memory) {
            @Override
            public Written upsert(FencingToken token, Batch batch) {
                Written written = super.upsert(token, batch);
                return new Written(
                        written.accepted(),
                        written.rows().stream()
                                .map(row -> row.result() == RowResult.UNCHANGED
                                        ? Row.of(
                                                row.id(),
                                                RowResult.UPDATED,
                                                row.previous().orElseThrow())
                                        : row)
                                .toList());
            }
        });

        assertThat(found(true, talkative).notOnce()).isNotEmpty();
        assertThat(found(false, talkative).notOnce()).isNotEmpty();
    }

    private static PolledChanges.Found found(boolean listsChanges, SwitchedOff fault) {
        List<PolledChanges.Found> found = new ArrayList<>();
        QuietMoves.during(() -> found.add(PolledChanges.found(CHANGES, listsChanges, fault)));
        return found.get(0);
    }

    private static String line(PolledChanges.Found found) {
        List<Duration> sorted = found.latencies();
        return String.format(
                Locale.ENGLISH,
                "%d changes, median %d s, worst %d s",
                sorted.size(),
                sorted.get(sorted.size() / 2).toSeconds(),
                sorted.get(sorted.size() - 1).toSeconds());
    }
}
