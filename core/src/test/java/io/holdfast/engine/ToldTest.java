package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.Cursor;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a listener is told of attendees: each cancellation and each return once, whatever the store keeps. */
final class ToldTest {
    private static final AttendeeId A1 = AttendeeId.of("a1");

    private final World world = new World();

    @Test
    void aStoreThatKeepsNoRecordsTellsEachCancellationAndReturnOnce() {
        world.registered(3);
        SyncEngine engine = world.with(world.links, new KeepsNoRecords(world.attendees));
        SyncLink link = live(engine);

        change(engine, link, Attendance.NOT_ATTENDING, "Company 1");
        change(engine, link, Attendance.NOT_ATTENDING, "North Quay");
        change(engine, link, Attendance.ATTENDING, "North Quay");
        change(engine, link, Attendance.ATTENDING, "Harbour Ltd");

        assertThat(told()).containsExactly("a1 CANCELLED", "a1 CHANGED", "a1 BACK", "a1 CHANGED");
        assertThat(world.changes).allSatisfy(told -> {
            assertThat(told.before()).isEmpty();
            assertThat(told.after()).isPresent();
        });
    }

    @Test
    void aStoreThatKeepsNoRecordsTellsWhoIsNoLongerListedAndWhoIsBack() {
        world.registered(3);
        SyncEngine engine = world.with(world.links, new KeepsNoRecords(world.attendees));
        SyncLink link = live(engine);

        world.provider.remove(World.EVENT, A1);
        for (int scans = 0; scans < 5 && world.changes.isEmpty(); scans++) {
            resync(engine, link);
        }
        assertThat(world.changes)
                .singleElement()
                .isEqualTo(new Change(A1, Change.Kind.CANCELLED, Optional.empty(), Optional.empty()));

        world.put("a1", "Company 1", World.START.minus(Duration.ofDays(1)));
        resync(engine, link);
        assertThat(told()).containsExactly("a1 CANCELLED", "a1 BACK");
    }

    @Test
    void whoHadCancelledAndIsNoLongerListedIsNotCancelledTwice() {
        world.registered(3);
        SyncLink link = live(world.engine);
        change(world.engine, link, Attendance.NOT_ATTENDING, "Company 1");

        world.provider.remove(World.EVENT, A1);
        for (int scans = 0; scans < 4; scans++) {
            resync(world.engine, link);
        }

        assertThat(told()).containsExactly("a1 CANCELLED");
    }

    @Test
    void whoHadCancelledBeforeTheFirstReadIsNewOnceAndIsBackByRegisteringAgain() {
        world.provider.put(
                World.EVENT,
                World.attendee("a1", "Company 1", World.START.minus(Duration.ofDays(1)))
                        .attendance(Attendance.NOT_ATTENDING)
                        .build());
        SyncLink link = world.imported();
        world.engine.runDue();
        resync(world.engine, link);

        assertThat(world.changes).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Change.Kind.ADDED);
            assertThat(told.after().orElseThrow().attendance()).isEqualTo(Attendance.NOT_ATTENDING);
        });
        assertThat(world.attendees.attendees(link.id()))
                .extracting(Attendee::attendance)
                .containsExactly(Attendance.NOT_ATTENDING);

        change(world.engine, link, Attendance.ATTENDING, "Company 1");
        assertThat(told()).containsExactly("a1 ADDED", "a1 BACK");
    }

    @Test
    void whatACommandWritesBeforeTheWorkerHasToldItsMoveIsToldAfterIt() {
        Tampered links = new Tampered(world.links);
        SyncEngine engine = world.with(links, world.attendees);
        SyncLink link = world.imported();
        AtomicBoolean held = new AtomicBoolean();
        links.after = moved -> {
            if (moved.next().phase() == SyncPhase.LIVE && held.compareAndSet(false, true)) {
                engine.links().suspend(link.id()).orThrow();
            }
        };

        engine.runDue();

        List<Long> written = new ArrayList<>(world.links.history(link.id(), Cursor.START, 10).items().stream()
                .map(TransitionRecord::version)
                .toList());
        Collections.reverse(written);
        assertThat(written).hasSize(3);
        assertThat(world.records).extracting(TransitionRecord::version).containsExactlyElementsOf(written);
    }

    @Test
    void anErrorOfAListenerHarmsNobodyAndTheNextIsTold() {
        world.registered(25);
        List<Integer> pages = new ArrayList<>();
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .listener(new SyncListener() {
                    @Override
                    public void attendeesChanged(SyncLink link, List<Change> changes) {
                        pages.add(changes.size());
                        throw new StackOverflowError("the host's own mistake");
                    }

                    @Override
                    public void progressed(SyncLink link) {
                        throw new LinkageError("the host's own mistake");
                    }
                })
                .build();

        SyncLink link = live(engine);

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(pages).containsExactly(10, 10, 5);
        assertThat(world.attendees.attendees(link.id())).hasSize(25);
    }

    private SyncLink live(SyncEngine engine) {
        SyncLink link = world.imported();
        engine.runDue();
        world.changes.clear();
        return engine.links().get(link.id());
    }

    private void change(SyncEngine engine, SyncLink link, Attendance attendance, String company) {
        world.time.tick(Duration.ofMinutes(5));
        world.provider.put(
                World.EVENT,
                World.attendee("a1", company, world.time.instant())
                        .attendance(attendance)
                        .build());
        resync(engine, link);
    }

    private void resync(SyncEngine engine, SyncLink link) {
        world.time.tick(Duration.ofHours(3));
        engine.links().resync(link.id()).orThrow();
        engine.runDue();
    }

    private List<String> told() {
        return world.changes.stream()
                .map(change -> change.id().value() + " " + change.kind())
                .toList();
    }

    /** A host that keeps its own columns, of which none is the record: it says the attendance before, as it must. */
    private static final class KeepsNoRecords extends TamperedAttendees {
        KeepsNoRecords(AttendeeStore real) {
            super(real);
        }

        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return withoutRecords(super.upsert(token, batch));
        }

        @Override
        public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            return withoutRecords(super.markAbsent(token, range, ids));
        }

        private static Written withoutRecords(Written written) {
            return new Written(
                    written.accepted(),
                    written.rows().stream()
                            .map(row -> row.previousAttendance()
                                    .map(before -> Row.of(row.id(), row.result(), before))
                                    .orElse(row))
                            .toList());
        }
    }
}
