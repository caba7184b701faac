package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.MissingSince;
import io.holdfast.model.Page;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.policy.AbsencePolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What counts as newer, whom a scan saw and where the next read begins: the rules of core/docs/protocols.md on data. */
final class DataRulesTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Instant BEFORE = World.START.minus(Duration.ofDays(1));

    private final World world = new World();

    @Test
    void aRecordBearsTheClaimAndThePageThatBroughtItAndNoTime() {
        world.registered(12);
        SyncLink link = world.imported();
        List<AttendeeStore.Batch> pages = new ArrayList<>();
        world.provider.beforeEachPage(() -> world.time.tick(A_MINUTE));

        world.with(world.links, new TamperedAttendees(world.attendees) {
                    @Override
                    public AttendeeStore.Written upsert(AttendeeStore.FencingToken token, AttendeeStore.Batch batch) {
                        pages.add(batch);
                        return super.upsert(token, batch);
                    }
                })
                .runDue();

        assertThat(pages).extracting(AttendeeStore.Batch::page).containsExactly(0L, 1L, 2L);
        assertThat(world.engine.links().get(link.id()).provenAt()).contains(World.START);
    }

    @Test
    void ofTwoRowsOfOneAttendeeOnAPageTheLaterChangeCounts() {
        SyncLink link = world.live();
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(
                        World.attendee("a1", "Later", BEFORE.plusSeconds(1)).build())
                .addAttendees(World.attendee("a1", "Earlier", BEFORE).build())
                .asOf(world.time.instant())
                .build());

        world.next(link);

        assertThat(stored(link))
                .singleElement()
                .satisfies(one -> assertThat(one.company()).contains("Later"));
    }

    @Test
    void aScanThatStartsOverSeesNobodyWhomItSawBefore() {
        world.registered(12);
        SyncLink link = world.live();
        AtomicInteger pages = new AtomicInteger();
        world.provider.beforeEachPage(() -> {
            if (pages.incrementAndGet() == 2) {
                world.provider.remove(World.EVENT, AttendeeId.of("a1"));
                world.provider.failNext(ProviderException.of(
                        FailureKind.CURSOR_REFUSED, "expected a place but found none; begin anew"));
            }
        });

        MissingSince since =
                scanned(world, link).bookkeeping().absences().remembered().orElseThrow();

        assertThat(since.missing()).isEqualTo(1);
    }

    @Test
    void whomAPollSeesInBetweenIsNotAbsentAtTheSecondScan() {
        world.registered(3);
        SyncLink link = world.live();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        MissingSince first =
                scanned(world, link).bookkeeping().absences().remembered().orElseThrow();
        world.time.tick(Duration.ofMinutes(5));
        world.put("a1", "Company 1", world.time.instant());
        world.engine.runDue();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));

        world.time.tick(Duration.between(world.time.instant(), settled(first)));
        world.engine.runDue();

        SyncLink after = world.engine.links().get(link.id());
        assertThat(after.bookkeeping().absences().remembered().orElseThrow().scan())
                .isGreaterThan(first.scan());
        assertThat(stored(link)).allMatch(one -> one.attendance() == Attendance.ATTENDING);
    }

    @Test
    void whomAnotherReadSeesWhileTheAbsentAreMarkedIsNotMarked() {
        world.registered(3);
        SyncLink link = world.live();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        MissingSince since =
                scanned(world, link).bookkeeping().absences().remembered().orElseThrow();
        AtomicInteger asked = new AtomicInteger();
        SyncEngine engine = world.with(world.links, new TamperedAttendees(world.attendees) {
            @Override
            public Page<AttendeeId> unseen(SyncLinkId id, StampRange range, Cursor after, int limit) {
                Page<AttendeeId> found = super.unseen(id, range, after, limit);
                if (asked.getAndIncrement() == 0) {
                    sight(id);
                }
                return found;
            }
        });

        world.time.tick(Duration.between(world.time.instant(), settled(since)));
        engine.runDue();

        assertThat(stored(link)).allMatch(one -> one.attendance() == Attendance.ATTENDING);
    }

    @Test
    void nobodyIsRemovedWithinTheConsistencyWindowHoweverShortTheSettlingTimeIs() {
        World hasty = new World(SyncPolicy.builder()
                .toleratedSkew(Duration.ZERO)
                .absence(AbsencePolicy.builder()
                        .secondLook(Duration.ofSeconds(1))
                        .settling(Duration.ofSeconds(1))
                        .build())
                .build());
        hasty.registered(3);
        SyncLink link = hasty.live();
        hasty.provider.remove(World.EVENT, AttendeeId.of("a1"));
        Duration window = hasty.provider.capabilities().consistencyWindow();
        assertThat(window).isGreaterThan(Duration.ofSeconds(2));

        scanned(hasty, link);
        hasty.time.tick(window.minusSeconds(1));
        scanned(hasty, link);
        assertThat(hasty.attendees.attendees(link.id())).allMatch(one -> one.attendance() == Attendance.ATTENDING);

        hasty.time.tick(Duration.ofSeconds(1));
        scanned(hasty, link);
        assertThat(hasty.attendees.attendees(link.id()))
                .extracting(Attendee::attendance)
                .contains(Attendance.NOT_ATTENDING);
    }

    @Test
    void whoWasAbsentIsBackWithAnyRecordAndTheNewerOneStays() {
        world.registered(12);
        world.put("a1", "Newer", BEFORE.plusSeconds(1));
        SyncLink link = world.live();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        world.provider.remove(World.EVENT, AttendeeId.of("a2"));
        MissingSince since =
                scanned(world, link).bookkeeping().absences().remembered().orElseThrow();
        world.time.tick(Duration.between(world.time.instant(), settled(since)));
        world.engine.runDue();
        assertThat(stored(link)).extracting(Attendee::attendance).contains(Attendance.NOT_ATTENDING);

        world.put("a1", "Older", BEFORE);
        world.put("a2", "Edited within the same second", BEFORE);
        world.pass(Duration.ofDays(1));

        assertThat(stored(link)).allMatch(one -> one.attendance() == Attendance.ATTENDING);
        assertThat(stored(link))
                .extracting(one -> one.company().orElseThrow())
                .contains("Newer", "Edited within the same second")
                .doesNotContain("Older");
    }

    @Test
    void whatASignalAskedForIsReadAgainAMinuteLater() {
        SyncLink link = world.live();
        world.tell(link, new Fact.ChangeSignalled(Hints.ALL));

        world.engine.runDue();

        assertThat(world.engine
                        .links()
                        .get(link.id())
                        .bookkeeping()
                        .polls()
                        .recheck()
                        .map(ConsistencyRecheck::at))
                .contains(world.time.instant().plus(A_MINUTE));
    }

    @Test
    void theNextReadBeginsAtTheProvidersTimeInTheFirstAnswer() {
        world.registered(12);
        SyncLink link = world.imported();
        world.provider.beforeEachPage(() -> world.time.tick(A_MINUTE));

        world.engine.runDue();

        assertThat(world.provider.calls()).contains("attendees 2");
        assertThat(world.engine
                        .links()
                        .get(link.id())
                        .bookkeeping()
                        .watermarks()
                        .last())
                .contains(World.START.plus(A_MINUTE));
    }

    @Test
    void aListOfMorePagesThanAreReadEndsAsMalformed() {
        World small = new World(SyncPolicy.builder().maxPages(3).build());
        small.registered(31);
        SyncLink link = small.imported();

        small.engine.runDue();

        SyncLink after = small.engine.links().get(link.id());
        assertThat(after.run().orElseThrow().lastFailure().orElseThrow().kind()).isEqualTo(FailureKind.MALFORMED);
        assertThat(small.provider.calls()).contains("attendees 3").doesNotContain("attendees 4");
    }

    /** What another read of the same run's owner would write. */
    private void sight(SyncLinkId id) {
        SyncLink now = world.engine.links().get(id);
        world.attendees.upsert(
                new AttendeeStore.FencingToken(id, now.key(), now.bookkeeping().fence()),
                new AttendeeStore.Batch(
                        List.of(World.attendee("a1", "Company 1", BEFORE).build()), now.version(), 1, 0));
    }

    private static Instant settled(MissingSince since) {
        return since.endedAt().plus(SyncPolicy.defaults().absence().settling());
    }

    private static SyncLink scanned(World world, SyncLink link) {
        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();
        return world.engine.links().get(link.id());
    }

    private List<Attendee> stored(SyncLink link) {
        return world.attendees.attendees(link.id());
    }
}
