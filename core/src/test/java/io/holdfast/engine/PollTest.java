package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Change;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live link follows what changes at the provider, by asking. */
final class PollTest {
    private final World world = new World();
    private SyncLink link = world.imported();

    @BeforeEach
    void goLive() {
        world.registered(12);
        world.engine.runDue();
        link = world.engine.links().get(link.id());
        world.changes.clear();
    }

    @Test
    void aRegistrationAnEditAndACancellationAreToldOnceEach() {
        world.put("new", "Pier Labs", world.time.instant());
        link = world.next(link);
        world.put("a1", "North Quay", world.time.instant());
        link = world.next(link);
        world.provider.put(World.EVENT, cancelled("a2", world.time.instant()));
        link = world.next(link);
        world.provider.put(
                World.EVENT,
                World.attendee("a2", "Company 2", world.time.instant()).build());
        link = world.next(link);
        link = world.next(link);

        assertThat(world.changes)
                .extracting(change -> change.id().value() + " " + change.kind())
                .containsExactly("new ADDED", "a1 CHANGED", "a2 CANCELLED", "a2 BACK");
        assertThat(world.attendees.attendees(link.id())).hasSize(13);
        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aPollReadsChangesAloneAndTheRegularFullScanReadsEverything() {
        int before = world.provider.calls().size();

        Instant day = world.time.instant().plus(Duration.ofHours(24));
        link = world.next(link);
        assertThat(world.provider.calls().subList(before, before + 1)).containsExactly("changes 1");
        while (world.time.instant().isBefore(day)) {
            link = world.next(link);
        }

        List<String> calls = world.provider.calls();
        assertThat(calls.subList(calls.size() - 3, calls.size()))
                .containsExactly("describe", "attendees 1", "attendees 2");
        assertThat(world.changes).isEmpty();
    }

    @Test
    void everyChangeIsCoveredByTwoReadsThatOverlapByTheConsistencyWindow() {
        Instant imported = World.START;
        world.put("late", "Pier Labs", imported.minus(Duration.ofMinutes(9)));
        link = world.next(link);
        assertThat(world.changes).hasSize(1);

        world.put("later", "Pier Labs", imported.minus(Duration.ofMinutes(9)));
        link = world.next(link);

        assertThat(world.changes).hasSize(2);
        assertThat(link.bookkeeping().watermarks().before()).contains(imported.plus(Duration.ofMinutes(5)));
    }

    @Test
    void theFirstPollOfEachHourReadsBackBeyondAnOutageWhoseListsOfChangesWereEmpty() {
        Instant begin = world.time.instant();
        Instant end = begin.plus(Duration.ofHours(2));
        world.put("hidden", "Pier Labs", begin.plus(Duration.ofMinutes(1)));
        while (world.time.instant().isBefore(end)) {
            if (!link.bookkeeping().polls().isLookNext()) {
                world.provider.answerNext(
                        AttendeePage.builder().asOf(world.time.instant()).build());
            }
            link = world.next(link);
        }
        assertThat(world.changes).isEmpty();

        world.pass(Duration.ofMinutes(75));

        assertThat(world.changes)
                .singleElement()
                .extracting(change -> change.id().value())
                .isEqualTo("hidden");
        assertThat(world.calls("changes")).isGreaterThan(12);
        assertThat(world.calls("attendees")).isEqualTo(2);
    }

    @Test
    void aPollWithinTheHourGoesBackNoFurtherThanUsual() {
        link = world.next(link);
        Instant first = world.time.instant();
        world.put("old", "Pier Labs", first.minus(Duration.ofMinutes(40)));
        world.pass(Duration.ofMinutes(50));
        assertThat(world.changes).isEmpty();

        world.pass(Duration.ofMinutes(20));

        assertThat(world.changes).hasSize(1);
        assertThat(world.engine
                        .links()
                        .get(link.id())
                        .bookkeeping()
                        .watermarks()
                        .readBackAt())
                .hasValueSatisfying(at -> assertThat(at).isAfter(first));
    }

    @Test
    void anOlderRecordNeverReplacesANewerOne() {
        world.put("a1", "Newer", world.time.instant());
        link = world.next(link);
        world.put("a1", "Older", world.time.instant().minus(Duration.ofMinutes(6)));
        link = world.next(link);

        assertThat(world.attendees.attendees(link.id()))
                .filteredOn(attendee -> attendee.id().value().equals("a1"))
                .extracting(attendee -> attendee.company().orElseThrow())
                .containsExactly("Newer");
        assertThat(link.lastRun().orElseThrow().tally().skipped()).isEqualTo(1);
    }

    @Test
    void aPollThatIsOverdueShowsAsDelayed() {
        world.time.tick(Duration.ofMinutes(16));

        assertThat(world.engine.links().explain(link.id()).delayed()).isTrue();
        assertThat(world.engine
                        .links()
                        .view(link.id())
                        .indicator()
                        .orElseThrow()
                        .delayed())
                .isTrue();
        world.engine.runDue();
        assertThat(world.engine.links().explain(link.id()).delayed()).isFalse();
    }

    private static Attendee cancelled(String id, Instant at) {
        return World.attendee(id, "Company 2", at)
                .attendance(Attendance.NOT_ATTENDING)
                .build();
    }

    @Test
    void theChangeTellsWhatWasAndWhatIs() {
        world.put("a1", "North Quay", world.time.instant());
        link = world.next(link);

        Change change = world.changes.get(0);
        assertThat(change.before().orElseThrow().company()).contains("Company 1");
        assertThat(change.after().orElseThrow().company()).contains("North Quay");
    }
}
