package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Change;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.AbsencePolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whom full scans do not see is removed slowly, and many only once a person or a longer proof has spoken. */
final class AbsenceTest {
    private static final AbsencePolicy POLICY = SyncPolicy.defaults().absence();
    private static final Actor ANN = Actor.member("m-ann");

    private final World world = new World();

    @Nested
    class Few {
        @Test
        void whomTwoFullScansMissTheSettlingTimeApartIsMarkedAbsentAndToldOnce() {
            SyncLink link = live(25);
            vanish(7, 7);
            world.changes.clear();

            SyncLink once = scanned(link);
            MissingSince since = known(once).remembered().orElseThrow();
            assertThat(since.missing()).isEqualTo(1);
            assertThat(since.present()).isEqualTo(25);
            assertThat(world.engine.links().explain(link.id()).bundle())
                    .contains("missing: 1 of 25 are not listed since " + since.endedAt());

            world.pass(POLICY.settling().minusSeconds(1));
            assertThat(attendance("a7")).isEqualTo(Attendance.ATTENDING);

            world.pass(Duration.ofSeconds(1));

            SyncLink twice = world.engine.links().get(link.id());
            assertThat(twice.lastRun().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(known(twice)).isEqualTo(Absences.NONE);
            assertThat(attendance("a7")).isEqualTo(Attendance.NOT_ATTENDING);
            assertThat(world.changes).singleElement().satisfies(change -> {
                assertThat(change.kind()).isEqualTo(Change.Kind.CANCELLED);
                assertThat(change.id()).isEqualTo(AttendeeId.of("a7"));
            });
        }

        @Test
        void whoIsSeenInBetweenStaysAndWhoComesBackLaterIsBack() {
            SyncLink link = live(15);
            Instant before = World.START.minus(Duration.ofDays(1));
            vanish(1, 2);
            SyncLink once = scanned(link);
            world.put("a1", "Company 1", before);

            world.pass(POLICY.settling());
            assertThat(known(once).remembered().orElseThrow().missing()).isEqualTo(2);
            assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
            assertThat(attendance("a2")).isEqualTo(Attendance.NOT_ATTENDING);

            world.changes.clear();
            world.put("a2", "Company 2", before);
            scanned(link);
            assertThat(attendance("a2")).isEqualTo(Attendance.ATTENDING);
            assertThat(world.changes).extracting(Change::kind).containsExactly(Change.Kind.BACK);
        }

        @Test
        void whoStillAnswersWhenAskedForAloneIsSeen() {
            Capabilities.Builder reads = Capabilities.builder();
            reads.from(world.provider.capabilities()).maxNamed(5);
            world.provider.capable(reads.build());
            SyncLink link = live(12);
            vanish(1, 1);

            scannedWithout(link, 2);
            world.time.tick(POLICY.settling());
            SyncLink after = scannedWithout(link, 2);

            assertThat(attendance("a1")).isEqualTo(Attendance.NOT_ATTENDING);
            assertThat(attendance("a2")).isEqualTo(Attendance.ATTENDING);
            assertThat(world.calls("named 2")).isEqualTo(1);
            assertThat(known(after)).isEqualTo(Absences.NONE);
        }

        /** Of a list that leaves out one more than it should. */
        private SyncLink scannedWithout(SyncLink link, int more) {
            AttendeePage.Builder cut = AttendeePage.builder();
            IntStream.rangeClosed(more + 1, 12)
                    .forEach(i -> cut.addAttendees(
                            World.attendee("a" + i, "Company " + i, World.START).build()));
            world.provider.answerNext(cut.asOf(world.time.instant()).build());
            return scanned(link);
        }

        @Test
        void aFullScanThatComesTooEarlyConfirmsNothing() {
            SyncLink link = live(3);
            vanish(1, 1);
            MissingSince since = known(scanned(link)).remembered().orElseThrow();

            world.time.tick(POLICY.settling().minusSeconds(1));
            SyncLink early = scanned(link);

            assertThat(known(early).remembered().orElseThrow().scan()).isEqualTo(since.scan());
            assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
        }

        @Test
        void whoGoesMissingWhileOthersSettleIsRemovedAtTheSecondSuchScan() {
            live(30);
            vanish(1, 1);
            world.pass(Duration.ofDays(1));
            assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
            world.pass(Duration.ofHours(1));
            vanish(2, 2);
            world.pass(Duration.ofMinutes(76));
            assertThat(attendance("a1")).isEqualTo(Attendance.NOT_ATTENDING);
            assertThat(attendance("a2")).isEqualTo(Attendance.ATTENDING);

            world.pass(POLICY.settling());
            assertThat(attendance("a2")).isEqualTo(Attendance.NOT_ATTENDING);
        }

        @Test
        void aRowThatNamesNobodyInEachFullScanMakesAPersonDecide() {
            SyncLink link = live(3);
            vanish(1, 1);
            world.provider.answerNext(withoutAName());
            scanned(link);
            world.time.tick(POLICY.settling());
            world.provider.answerNext(withoutAName());

            SyncLink after = scanned(link);

            assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
            RemovalQuestion asked = known(after).question().orElseThrow();
            assertThat(asked.count()).isEqualTo(1);
            assertThat(asked.removedBy()).isEmpty();
            assertThat(after.bookkeeping().polls().fullScanAt())
                    .contains(world.time.instant().plus(SyncPolicy.defaults().fullScanInterval()));
        }

        @Test
        void aRowThatNamesNobodyInOneFullScanAloneAsksNobodyAndTheNextScanRemovesThem() {
            SyncLink link = live(3);
            vanish(1, 1);
            scanned(link);
            world.time.tick(POLICY.settling());
            world.provider.answerNext(withoutAName());

            assertThat(known(scanned(link)).question()).isEmpty();
            assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
            world.pass(POLICY.secondLook());
            assertThat(attendance("a1")).isEqualTo(Attendance.NOT_ATTENDING);
        }

        private AttendeePage withoutAName() {
            return AttendeePage.builder()
                    .addAttendees(World.attendee("a2", "Company 2", World.START).build())
                    .addAttendees(World.attendee("a3", "Company 3", World.START).build())
                    .addRejected(Rejected.nameless("row 1", "no-id", "expected an id but found none"))
                    .asOf(world.time.instant())
                    .build();
        }
    }

    @Nested
    class Many {
        @Test
        void areAskedAboutBySecondScanAndRemovedByTheLongerProof() {
            SyncLink link = live(100);
            vanish(1, 40);
            Instant missed = ended(scanned(link));

            world.pass(POLICY.settling().minusSeconds(1));
            assertThat(known(now(link)).question()).isEmpty();
            world.pass(Duration.ofSeconds(1));

            RemovalQuestion asked = known(now(link)).question().orElseThrow();
            assertThat(asked.count()).isEqualTo(40);
            assertThat(asked.present()).isEqualTo(100);
            assertThat(asked.removedBy()).contains(missed.plus(POLICY.proof()));
            assertThat(world.engine.links().explain(link.id()).bundle())
                    .contains("asked: the provider no longer lists 40 of 100 (scan " + asked.scan() + ")");

            world.pass(Duration.between(world.time.instant(), missed.plus(POLICY.proof()))
                    .minusSeconds(1));
            assertThat(present()).isEqualTo(100);
            world.pass(Duration.ofSeconds(1));
            assertThat(present()).isEqualTo(60);
            assertThat(known(now(link))).isEqualTo(Absences.NONE);
        }

        @Test
        void whoAreMoreThanHalfWaitForADay() {
            SyncLink link = live(30);
            vanish(1, 30);
            Instant missed = ended(scanned(link));

            world.pass(POLICY.proofOfMost().minusSeconds(1));
            assertThat(present()).isEqualTo(30);
            world.pass(Duration.ofSeconds(1));
            assertThat(present()).isZero();
            assertThat(world.time.instant()).isEqualTo(missed.plus(POLICY.proofOfMost()));
        }

        @Test
        void areForgottenOnceTheyAreListedAgain() {
            SyncLink link = live(30);
            vanish(1, 30);
            scanned(link);
            world.pass(POLICY.settling());
            assertThat(known(now(link)).question()).isPresent();

            world.registered(30);
            world.pass(Duration.ofDays(2));

            assertThat(known(now(link))).isEqualTo(Absences.NONE);
            assertThat(present()).isEqualTo(30);
        }
    }

    @Nested
    class APerson {
        @Test
        void whoWantsThemRemovedHasThatCarriedOutByAFullScanThatMissesThemToo() {
            SyncLink link = asked(40);
            world.put("a1", "Company 1", World.START);
            RemovalQuestion question = known(now(link)).question().orElseThrow();

            answer(link, new UserRequest.ApplyRemovals(ANN, question.scan(), question.count()));
            assertThat(present()).isEqualTo(100);
            world.engine.runDue();

            assertThat(present()).isEqualTo(61);
            assertThat(attendance("a1")).isEqualTo(Attendance.ATTENDING);
            assertThat(known(now(link))).isEqualTo(Absences.NONE);
        }

        @Test
        void whoKeepsThemIsNeverAskedAgainAndSeesWhoKeptThem() {
            SyncLink link = asked(40);
            RemovalQuestion question = known(now(link)).question().orElseThrow();

            answer(link, new UserRequest.KeepAttendees(ANN, question.scan(), question.count()));
            world.pass(Duration.ofDays(30));

            assertThat(present()).isEqualTo(100);
            assertThat(known(now(link)).question()).isEmpty();
            KeptAttendees kept = known(now(link)).kept().orElseThrow();
            assertThat(kept.count()).isEqualTo(40);
            assertThat(world.engine.links().explain(link.id()).bundle())
                    .contains("kept: 40 by a member of the workspace though the provider no longer lists them");

            answer(link, new UserRequest.ApplyRemovals(ANN, kept.scan(), kept.count()));
            world.engine.runDue();
            assertThat(present()).isEqualTo(60);
            assertThat(known(now(link)).kept()).isEmpty();
        }

        @Test
        void whoKeepsSomeIsStillAskedAboutOthers() {
            SyncLink link = asked(40);
            RemovalQuestion question = known(now(link)).question().orElseThrow();
            answer(link, new UserRequest.KeepAttendees(ANN, question.scan(), question.count()));

            vanish(41, 80);
            world.pass(Duration.ofHours(1).plus(POLICY.settling()));

            RemovalQuestion another = known(now(link)).question().orElseThrow();
            assertThat(another.count()).isEqualTo(40);
            assertThat(another.scan()).isGreaterThan(question.scan());
            answer(link, new UserRequest.ApplyRemovals(ANN, another.scan(), another.count()));
            world.engine.runDue();
            assertThat(present()).isEqualTo(60);
            assertThat(known(now(link)).kept().orElseThrow().count()).isEqualTo(40);
        }
    }

    /** A link of a hundred about some of whom a person is asked. */
    private SyncLink asked(int some) {
        SyncLink link = live(100);
        vanish(1, some);
        scanned(link);
        world.pass(POLICY.settling());
        return now(link);
    }

    private SyncLink live(int registered) {
        world.registered(registered);
        return world.live();
    }

    private void vanish(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> world.provider.remove(World.EVENT, AttendeeId.of("a" + i)));
    }

    private SyncLink scanned(SyncLink link) {
        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();
        return now(link);
    }

    private void answer(SyncLink link, Trigger answer) {
        Decision decision = SyncStateMachine.decide(now(link), answer, SyncPolicy.defaults(), world.time.instant());
        assertThat(decision).isInstanceOf(Decision.Moved.class);
        world.links.replace((Decision.Moved) decision);
    }

    private SyncLink now(SyncLink link) {
        return world.engine.links().get(link.id());
    }

    private static Absences known(SyncLink link) {
        return link.bookkeeping().absences();
    }

    private static Instant ended(SyncLink link) {
        return known(link).remembered().orElseThrow().endedAt();
    }

    private long present() {
        return world.attendees.attendees(world.records.get(0).link()).stream()
                .filter(attendee -> attendee.attendance() == Attendance.ATTENDING)
                .count();
    }

    private Attendance attendance(String id) {
        return world.attendees.attendees(world.records.get(0).link()).stream()
                .filter(attendee -> attendee.id().value().equals(id))
                .map(Attendee::attendance)
                .findFirst()
                .orElseThrow();
    }
}
