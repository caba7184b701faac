package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.PendingRemovals;
import io.holdfast.model.Rejected;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.Change;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whom a full scan does not see is marked as absent, but never on the word of one full scan. */
final class AbsenceTest {
    private final World world = new World();

    @Test
    void whomTwoFullScansMissIsMarkedAbsentAndToldOnce() {
        world.registered(25);
        SyncLink link = world.live();
        world.provider.remove(World.EVENT, AttendeeId.of("a7"));
        world.changes.clear();

        SyncLink once = scanned(link);
        PendingRemovals held =
                once.bookkeeping().pendingWork().pendingRemovals().orElseThrow();
        assertThat(held.unseen()).isEqualTo(1);
        assertThat(held.present()).isEqualTo(25);
        assertThat(once.bookkeeping().polls().fullScanAt()).contains(held.until());
        assertThat(world.engine.links().explain(link.id()).bundle())
                .contains("held back: 1 of 25 not seen, removal held back until " + held.until());
        assertThat(attendance("a7")).isEqualTo(Attendance.ATTENDING);

        world.time.tick(Duration.between(world.time.instant(), held.until()));
        world.engine.runDue();

        SyncLink twice = world.engine.links().get(link.id());
        assertThat(twice.lastRun().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
        assertThat(twice.bookkeeping().pendingWork().pendingRemovals()).isEmpty();
        assertThat(attendance("a7")).isEqualTo(Attendance.NOT_ATTENDING);
        assertThat(world.changes).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.CANCELLED);
            assertThat(change.id()).isEqualTo(AttendeeId.of("a7"));
        });
    }

    @Test
    void whoIsSeenInBetweenStaysAndWhoComesBackLaterIsBack() {
        world.registered(3);
        SyncLink link = world.live();
        Instant before = World.START.minus(Duration.ofDays(1));
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        world.provider.remove(World.EVENT, AttendeeId.of("a2"));
        SyncLink once = scanned(link);
        world.put("a1", "Company 1", before);

        world.time.tick(Duration.ofMinutes(10));
        world.engine.runDue();
        assertThat(once.bookkeeping()
                        .pendingWork()
                        .pendingRemovals()
                        .orElseThrow()
                        .unseen())
                .isEqualTo(2);
        assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
        assertThat(attendance("a2")).isEqualTo(Attendance.NOT_ATTENDING);

        world.changes.clear();
        world.put("a2", "Company 2", before);
        scanned(link);
        assertThat(attendance("a2")).isEqualTo(Attendance.ATTENDING);
        assertThat(world.changes).extracting(Change::kind).containsExactly(Change.Kind.BACK);
    }

    @Test
    void aSecondFullScanThatComesTooEarlyConfirmsNothing() {
        world.registered(3);
        SyncLink link = world.live();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        PendingRemovals held =
                scanned(link).bookkeeping().pendingWork().pendingRemovals().orElseThrow();

        world.time.tick(Duration.ofMinutes(9));
        SyncLink early = scanned(link);

        assertThat(early.bookkeeping().pendingWork().pendingRemovals()).contains(held);
        assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
    }

    @Test
    void aFullScanWithARowThatCouldNotBeTakenProvesNothing() {
        world.registered(3);
        SyncLink link = world.live();
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(World.attendee("a2", "Company 2", World.START).build())
                .addRejected(Rejected.nameless("row 1", "no-id", "expected an id but found none"))
                .asOf(world.time.instant())
                .build());

        SyncLink after = scanned(link);

        assertThat(after.bookkeeping().pendingWork().pendingRemovals()).isEmpty();
        assertThat(world.attendees.attendees(link.id()))
                .allMatch(attendee -> attendee.attendance() == Attendance.ATTENDING);
    }

    @Test
    void aSecondFullScanThatCanConfirmNothingIsNotDueAtOnceAgain() {
        world.registered(3);
        SyncLink link = world.live();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        PendingRemovals held =
                scanned(link).bookkeeping().pendingWork().pendingRemovals().orElseThrow();
        world.time.tick(Duration.between(world.time.instant(), held.until()));
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(World.attendee("a2", "Company 2", World.START).build())
                .addRejected(Rejected.nameless("row 1", "no-id", "expected an id but found none"))
                .asOf(world.time.instant())
                .build());

        world.engine.runDue();

        SyncLink after = world.engine.links().get(link.id());
        assertThat(after.bookkeeping().pendingWork().pendingRemovals()).contains(held);
        assertThat(after.bookkeeping().polls().fullScanAt())
                .contains(held.until().plus(SyncPolicy.defaults().fullScanInterval()));
        assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
    }

    private SyncLink scanned(SyncLink link) {
        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();
        return world.engine.links().get(link.id());
    }

    private Attendance attendance(String id) {
        return world.attendees.attendees(world.records.get(0).link()).stream()
                .filter(attendee -> attendee.id().value().equals(id))
                .map(Attendee::attendance)
                .findFirst()
                .orElseThrow();
    }
}
