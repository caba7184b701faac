package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a person's answers, and the marking that they lead to, make of what a link knows of missing attendees. */
final class AbsenceTransitionsTest {
    private static final Instant NOW = Links.NOW.plus(Duration.ofHours(6));
    private static final Instant MISSED = NOW.minus(Duration.ofHours(3));
    private static final Actor ANN = Actor.member("m-ann");
    private static final Absences ASKED = Absences.builder()
            .remembered(new MissingSince(20, MISSED, 2, 40, 100))
            .question(new RemovalQuestion(30, 40, 100, NOW, Optional.empty()))
            .build();
    private static final Absences KEPT = Absences.builder()
            .kept(new KeptAttendees(10, 7, Actor.member("m-bob"), MISSED))
            .build();

    @Nested
    class ARemovalThatIsWanted {
        @Test
        void isStoredWithWhoSaysSoAndEverythingIsReadAgain() {
            SyncLink next = moved(knowing(ASKED), apply(30, 40));

            assertThat(absences(next)).isEqualTo(worded(ASKED, 30, 40, NOW));
            assertThat(next.run().map(SyncRun::kind)).contains(SyncRun.Kind.RESYNC);
        }

        @Test
        void ridesOnTheFullScanThatIsOn() {
            SyncLink scanning = moved(knowing(ASKED), new UserRequest.ResyncRequested(Links.PERSON));

            SyncLink next = moved(scanning, apply(30, 40));

            assertThat(next.run()).isEqualTo(scanning.run());
            assertThat(absences(next).word()).isPresent();
        }

        @Test
        void waitsForTheCatchUpThatAWorkerIsOn() {
            SyncLink polling = knowing(Links.polling(), ASKED);

            SyncLink next = moved(polling, apply(30, 40));

            assertThat(next.run()).isEqualTo(polling.run());
            assertThat(next.bookkeeping().pendingWork().resyncWanted()).isTrue();
            assertThat(absences(next).word()).isPresent();
        }

        @Test
        void maySpeakOfThoseWhomAPersonKept() {
            assertThat(absences(moved(knowing(KEPT), apply(10, 7))).word()).contains(new RemovalWord(10, 7, ANN, NOW));
        }

        @Test
        void namesTheVeryNumbersThatAreAsked() {
            assertThat(refused(knowing(ASKED), apply(30, 39))).contains("not what is asked now");
            assertThat(refused(knowing(ASKED), apply(29, 40))).contains("not what is asked now");
            assertThat(refused(knowing(KEPT), apply(10, 6))).contains("not what is asked now");
            assertThat(refused(knowing(Absences.NONE), apply(30, 40))).contains("not what is asked now");
        }

        @Test
        void isNotWantedTwice() {
            SyncLink worded = knowing(worded(ASKED, 30, 40, NOW));

            assertThat(decided(worded, apply(30, 40))).isInstanceOf(Decision.Ignored.class);
            assertThat(decided(knowing(worded(ASKED, 30, 41, NOW)), apply(30, 40)))
                    .isInstanceOf(Decision.Ignored.class);
            assertThat(refused(worded, apply(30, 41))).contains("another answer is carried out first");
            assertThat(refused(worded, apply(31, 40))).contains("another answer is carried out first");
        }

        @Test
        void isForgottenOnceItsTimeIsOver() {
            Instant dayBefore = NOW.minus(Links.POLICY.absence().wordHolds());

            assertThat(absences(moved(knowing(worded(ASKED, 30, 40, dayBefore)), apply(30, 40)))
                            .word())
                    .contains(new RemovalWord(30, 40, ANN, NOW));
            assertThat(decided(knowing(worded(ASKED, 30, 40, dayBefore.plusSeconds(1))), apply(30, 40)))
                    .isInstanceOf(Decision.Ignored.class);
        }
    }

    @Nested
    class AKeep {
        @Test
        void endsTheQuestionWithItsWordAndWithThoseWhoWereRemembered() {
            assertThat(absences(moved(knowing(worded(ASKED, 30, 40, NOW)), keep(30, 40))))
                    .isEqualTo(Absences.builder()
                            .kept(new KeptAttendees(30, 40, ANN, NOW))
                            .build());
        }

        @Test
        void isToldWithThoseWhoWereKeptBefore() {
            Absences both = ASKED.toBuilder().kept(KEPT.kept().orElseThrow()).build();

            assertThat(absences(moved(knowing(both), keep(30, 40))).kept())
                    .contains(new KeptAttendees(30, 47, ANN, NOW));
        }

        @Test
        void leavesThoseWhoWentMissingAfterTheScanThatAsked() {
            assertThat(remembered(50)).contains(new MissingSince(35, MISSED, 2, 10, 100));
            assertThat(remembered(41)).contains(new MissingSince(35, MISSED, 2, 1, 100));
            assertThat(remembered(40)).isEmpty();
            Absences same = ASKED.toBuilder()
                    .remembered(new MissingSince(30, MISSED, 2, 50, 100))
                    .build();
            assertThat(absences(moved(knowing(same), keep(30, 40))).remembered())
                    .isEmpty();
        }

        @Test
        void isNotTakenTwiceNorForOtherNumbers() {
            assertThat(decided(knowing(KEPT), keep(10, 7))).isInstanceOf(Decision.Ignored.class);
            assertThat(refused(knowing(KEPT), keep(11, 7))).contains("not what is asked now");
            assertThat(refused(knowing(ASKED), keep(30, 39))).contains("not what is asked now");
        }

        @Test
        void waitsWhileThoseKeptBeforeAreToBeRemoved() {
            Absences ofTheKept =
                    worded(ASKED.toBuilder().kept(KEPT.kept().orElseThrow()).build(), 10, 7, NOW);

            assertThat(refused(knowing(ofTheKept), keep(30, 40))).contains("those kept before");
        }

        @Test
        void comesTooLateOnceTheMarkingHasBegun() {
            Absences marking = ASKED.toBuilder().removing(new Removing(30, 0)).build();

            assertThat(refused(knowing(marking), keep(30, 40))).contains("being removed just now");
        }

        private Optional<MissingSince> remembered(long missing) {
            Absences later = ASKED.toBuilder()
                    .remembered(new MissingSince(35, MISSED, 2, missing, 100))
                    .build();
            return absences(moved(knowing(later), keep(30, 40))).remembered();
        }
    }

    @Nested
    class AMarking {
        @Test
        void standsOnTheLinkBeforeAnybodyIsMarked() {
            SyncLink next =
                    begun(worded(ASKED, 30, 40, NOW), new Removing(30, 0)).link();

            assertThat(absences(next).removing()).contains(new Removing(30, 0));
        }

        @Test
        void restsOnTheSettlingTimeOrOnAWordThatHolds() {
            assertThat(begun(ASKED, new Removing(20, 0))).isInstanceOf(Decision.Moved.class);
            assertThat(begun(ASKED, new Removing(21, 0))).isInstanceOf(Decision.Ignored.class);
            assertThat(begun(ASKED, new Removing(20, 1))).isInstanceOf(Decision.Ignored.class);
            assertThat(begun(ASKED, new Removing(30, 0))).isInstanceOf(Decision.Ignored.class);
            assertThat(begun(worded(ASKED, 29, 40, NOW), new Removing(30, 0))).isInstanceOf(Decision.Ignored.class);
            assertThat(begun(worded(ASKED, 30, 40, NOW.minus(Duration.ofDays(1))), new Removing(30, 0)))
                    .isInstanceOf(Decision.Ignored.class);
            Instant justMissed = NOW.minus(Links.POLICY.absence().settling()).plusNanos(1);
            assertThat(begun(
                            Absences.builder()
                                    .remembered(new MissingSince(20, justMissed, 2, 1, 100))
                                    .build(),
                            new Removing(20, 0)))
                    .isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void ofThoseWhoWereKeptRestsOnAWordOfThem() {
            assertThat(begun(worded(KEPT, 10, 7, NOW), new Removing(10, 0))).isInstanceOf(Decision.Moved.class);
            assertThat(begun(worded(KEPT, 9, 7, NOW), new Removing(9, 0))).isInstanceOf(Decision.Ignored.class);
        }

        private Decision begun(Absences known, Removing whom) {
            SyncLink scanning = Links.claimed(moved(Links.live(), new UserRequest.ResyncRequested(Links.PERSON)), NOW);
            return decided(
                    knowing(scanning, known),
                    new WorkerReport.RemovalsBegun(
                            scanning.run().orElseThrow().id(),
                            scanning.bookkeeping().fence(),
                            whom));
        }
    }

    @Test
    void anAnswerWhileTheLinkDoesNotReadIsRefusedWithWhatHelpsAndTheQuestionWaits() {
        SyncLink failed = knowing(Links.syncFailed(), ASKED);

        Decision decision = decided(failed, keep(30, 40));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refusal -> assertThat(refusal.suggestedAction()).isEqualTo(RecoveryAction.RETRY));
        assertThat(absences(decision.link())).isEqualTo(ASKED);
    }

    @Test
    void aCountBelowZeroIsRefused() {
        for (int part = 0; part < 6; part++) {
            long[] counts = new long[6];
            counts[part] = -1;

            assertThatThrownBy(() ->
                            new ScanFindings(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static SyncLink knowing(Absences known) {
        return knowing(Links.live(), known);
    }

    private static SyncLink knowing(SyncLink link, Absences known) {
        return link.toBuilder(kept -> kept.absences(known)).build();
    }

    private static Absences worded(Absences known, long scan, long count, Instant at) {
        return known.toBuilder().word(new RemovalWord(scan, count, ANN, at)).build();
    }

    private static Absences absences(SyncLink link) {
        return link.bookkeeping().absences();
    }

    private static UserRequest apply(long scan, long count) {
        return new UserRequest.ApplyRemovals(ANN, scan, count);
    }

    private static UserRequest keep(long scan, long count) {
        return new UserRequest.KeepAttendees(ANN, scan, count);
    }

    private static Decision decided(SyncLink link, Trigger trigger) {
        return SyncStateMachine.decide(link, trigger, Links.POLICY, NOW);
    }

    private static SyncLink moved(SyncLink link, Trigger trigger) {
        return Links.moved(link, trigger, NOW);
    }

    private static String refused(SyncLink link, Trigger trigger) {
        Decision decision = decided(link, trigger);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return decision.reason();
    }
}
