package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Change;
import io.holdfast.model.LastRun;
import io.holdfast.model.NotTaken;
import io.holdfast.model.Rejected;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A row that can't be taken names somebody, who then counts as seen; all of them are shown. */
final class RejectedRowsTest {
    private final World world = new World();
    private SyncEngine engine = world.engine;

    @Test
    void whomARejectedRowNamesIsNotMissing() {
        SyncLink link = live();

        scanOf(link, bad(Rejected.of(AttendeeId.of("a1"), "other-event", "expected one of this event")));

        assertThat(now(link).bookkeeping().absences().remembered()).isEmpty();
        assertThat(attendance("a1", link)).isEqualTo(Attendance.ATTENDING);
    }

    @Test
    void whomTheStoreItselfCantTakeIsNotMissing() {
        SyncLink link = live();
        engine = world.with(world.links, new TamperedAttendees(world.attendees) {
            @Override
            public Written upsert(FencingToken token, Batch batch) {
                List<Attendee> taken = batch.attendees().stream()
                        .filter(one -> !one.id().value().equals("a1"))
                        .toList();
                Written written = super.upsert(
                        token, new Batch(taken, batch.scan(), batch.page(), batch.settledFence(), batch.sighted()));
                if (taken.size() == batch.attendees().size()) {
                    return written;
                }
                List<Row> rows = new ArrayList<>(written.rows());
                rows.add(AttendeeStore.Row.rejected(AttendeeId.of("a1"), "it does not fit"));
                return new Written(written.accepted(), rows);
            }
        });

        engine.links().resync(link.id()).orThrow();
        engine.runDue();

        assertThat(now(link).lastRun().orElseThrow().tally().rejected()).isEqualTo(1);
        assertThat(now(link).lastRun().orElseThrow().outcome()).isEqualTo(LastRun.Outcome.PARTIAL);
        assertThat(now(link).lastRun().orElseThrow().tally().nameless()).isZero();
        assertThat(now(link).bookkeeping().absences().remembered()).isEmpty();
    }

    @Test
    void whoWasAbsentAndIsNamedByARejectedRowIsBack() {
        SyncLink link = live();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        engine.links().resync(link.id()).orThrow();
        engine.runDue();
        world.pass(SyncPolicy.defaults().absence().settling());
        assertThat(attendance("a1", link)).isEqualTo(Attendance.NOT_ATTENDING);
        world.changes.clear();

        scanOf(link, bad(Rejected.of(AttendeeId.of("a1"), "other-event", "expected one of this event")));

        assertThat(attendance("a1", link)).isEqualTo(Attendance.ATTENDING);
        assertThat(world.changes).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.BACK);
            assertThat(change.id()).isEqualTo(AttendeeId.of("a1"));
            assertThat(change.before().orElseThrow().attendance()).isEqualTo(Attendance.NOT_ATTENDING);
            assertThat(change.after().orElseThrow().attendance()).isEqualTo(Attendance.ATTENDING);
        });
    }

    @Test
    void howManyRowsWereNotTakenAndWhyIsShownUntilTheNextFullScanTakesThemAll() {
        SyncLink link = live();

        scanOf(
                link,
                bad(
                        Rejected.of(AttendeeId.of("a1"), "other-event", "expected one of this event"),
                        Rejected.nameless("row 9", "no-id", "expected an id but found none")));
        assertThat(now(link).bookkeeping().notTaken())
                .contains(new NotTaken(2, 1, 11, List.of("no-id", "other-event")));
        world.put("a5", "Another company", world.time.instant().plusSeconds(1));
        world.pass(Duration.ofMinutes(9));

        assertThat(now(link).lastRun().orElseThrow().tally().rejected()).isZero();
        assertThat(engine.links().view(link.id()).warnings())
                .extracting(warning -> warning.text().text(Locale.ROOT))
                .containsExactly("2 of 11 rows could not be taken: no-id, other-event.");
        assertThat(engine.links().explain(link.id()).bundle())
                .contains("not taken: 2 of 11 rows (no-id, other-event); 1 of them name nobody");

        engine.links().resync(link.id()).orThrow();
        engine.runDue();
        assertThat(engine.links().view(link.id()).warnings()).isEmpty();
    }

    private SyncLink live() {
        world.registered(10);
        return world.live();
    }

    /** The list as it is but for the first attendee, and rows that can't be taken. */
    private AttendeePage bad(Rejected... rows) {
        List<Attendee> others = world.attendees.attendees(world.records.get(0).link()).stream()
                .filter(one -> !one.id().value().equals("a1"))
                .toList();
        return AttendeePage.builder()
                .attendees(others)
                .addRejected(rows)
                .asOf(world.time.instant())
                .build();
    }

    private void scanOf(SyncLink link, AttendeePage page) {
        world.provider.answerNext(page);
        engine.links().resync(link.id()).orThrow();
        engine.runDue();
    }

    private SyncLink now(SyncLink link) {
        return world.engine.links().get(link.id());
    }

    private Attendance attendance(String id, SyncLink link) {
        return world.attendees.attendees(link.id()).stream()
                .filter(attendee -> attendee.id().value().equals(id))
                .map(Attendee::attendance)
                .findFirst()
                .orElseThrow();
    }
}
