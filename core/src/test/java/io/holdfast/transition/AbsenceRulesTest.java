package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Tally;
import io.holdfast.policy.AbsencePolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one full scan means for those whom it did not see. */
final class AbsenceRulesTest {
    private static final Instant FIRST = Instant.parse("2027-03-14T09:00:00Z");
    private static final AbsencePolicy POLICY = SyncPolicy.defaults().absence();
    private static final Instant SETTLED = FIRST.plus(POLICY.settling());
    private static final Actor ANN = Actor.member("m-ann");
    private static final long SCAN = 40;

    private Absences known = Absences.NONE;
    private Tally tally = Tally.NONE;
    private Duration took = Duration.ZERO;
    private SyncLink reading = Links.live();

    @Nested
    class TheSettlingTime {
        @Test
        void runsFromTheEndOfTheScanThatFirstMissedThemToTheBeginOfOneThatMissesThemAgain() {
            known = missing(20, 1, 2);
            took = Duration.ofHours(2);

            assertThat(removals(SETTLED.plus(took).minusNanos(1), found(100, 2, 2, 0)))
                    .isEmpty();
            assertThat(removals(SETTLED.plus(took), found(100, 2, 2, 0)))
                    .containsExactly(new AbsenceRules.Removal(new Removing(20, 0), false));
        }

        @Test
        void isNoShorterThanTheTimeInWhichTheProvidersAnswersSettle() {
            known = missing(20, 1, 2);
            Duration window = Duration.ofHours(5);

            assertThat(rules(SETTLED, found(100, 2, 2, 0), window).removals()).isEmpty();
            assertThat(rules(FIRST.plus(window), found(100, 2, 2, 0), window).removals())
                    .hasSize(1);
        }

        @Test
        void owesAFullScanTenMinutesAfterTheFirstAndOneAtItsEnd() {
            Instant look = FIRST.plus(POLICY.secondLook());
            Absences once = after(FIRST, found(100, 2, 0, 0));

            assertThat(owed(FIRST, once)).contains(look);
            known = once;
            assertThat(owed(look, after(look, found(100, 2, 2, 0)))).contains(SETTLED);
            assertThat(owed(look.minusSeconds(1), after(look.minusSeconds(1), found(100, 2, 2, 0))))
                    .contains(look);
        }
    }

    @Nested
    class Few {
        @Test
        void areAskedForOneByOneWhereTheConnectorCanReadOne() {
            known = missing(20, 1, 2);

            assertThat(removals(SETTLED, confirmable(100, 2)))
                    .containsExactly(new AbsenceRules.Removal(new Removing(20, 0), true));
        }

        @Test
        void areNotEverybody() {
            known = missing(20, 1, 1);

            assertThat(removals(SETTLED, found(1, 1, 1, 0))).isEmpty();
            assertThat(after(SETTLED, found(1, 1, 1, 0)).question()).isPresent();
            assertThat(removals(SETTLED, found(2, 1, 1, 0))).hasSize(1);
        }

        @Test
        void areMeasuredByThoseWhomNobodyKeeps() {
            known = keeping(missing(20, 1, 2), 12, 92);

            assertThat(removals(SETTLED, new ScanFindings(100, 2, 2, 0, 92, 12, false)))
                    .isEmpty();
        }
    }

    @Nested
    class AQuestion {
        @Test
        void isAskedOnlyByAScanAfterTheSettlingTime() {
            assertThat(after(FIRST, found(100, 40, 0, 0)).question()).isEmpty();
            known = missing(20, 1, 40);
            assertThat(after(SETTLED.minusNanos(1), found(100, 41, 40, 0)).question())
                    .isEmpty();

            RemovalQuestion asked =
                    after(SETTLED, found(100, 41, 40, 0)).question().orElseThrow();

            assertThat(asked)
                    .isEqualTo(new RemovalQuestion(SCAN, 41, 100, SETTLED, Optional.of(FIRST.plus(POLICY.proof()))));
        }

        @Test
        void standsWithFewerWhereSomeAreSeenAndIsNotAskedAgain() {
            known = asked(missing(20, 2, 40), 30, 41, FIRST.plus(POLICY.proof()));

            RemovalQuestion later = after(SETTLED.plusSeconds(900), found(100, 36, 35, 36))
                    .question()
                    .orElseThrow();

            assertThat(later.scan()).isEqualTo(30);
            assertThat(later.count()).isEqualTo(36);
            assertThat(later.askedAt()).isEqualTo(SETTLED);
            assertThat(later.removedBy()).contains(FIRST.plus(POLICY.proof()));
        }

        @Test
        void endsOnceFewAreLeftOrNobody() {
            known = asked(missing(20, 2, 40), 30, 41, FIRST.plus(POLICY.proof()));

            assertThat(after(SETTLED.plusSeconds(900), found(100, 0, 0, 0))).isEqualTo(Absences.NONE);
            assertThat(after(SETTLED.plusSeconds(900), found(100, 3, 3, 3)).question())
                    .isEmpty();
        }
    }

    @Nested
    class TheLongerProof {
        @Test
        void removesNobodyAtTheEndOfAnImportBecauseNobodyCouldAnswerBefore() {
            Instant told = FIRST.plus(POLICY.proof());
            known = asked(missing(20, 2, 40), 30, 40, told);
            Instant late = told.plus(Duration.ofHours(9));

            assertThat(removals(late, found(100, 40, 40, 40))).hasSize(1);
            reading = Links.importing();
            assertThat(removals(late, found(100, 40, 40, 40))).isEmpty();
            assertThat(after(late, found(100, 40, 40, 40)).question().flatMap(RemovalQuestion::removedBy))
                    .contains(late.plus(POLICY.settling()));
        }

        private final Instant proof = FIRST.plus(POLICY.proof());
        private final Instant proofOfMost = FIRST.plus(POLICY.proofOfMost());

        @Test
        void takesThreeFullScansOverSixHoursForUpToHalf() {
            known = asked(missing(20, 2, 50), 30, 50, proof);

            assertThat(removals(proof.minusNanos(1), found(100, 50, 50, 50))).isEmpty();
            assertThat(removals(proof, found(100, 50, 50, 50)))
                    .containsExactly(new AbsenceRules.Removal(new Removing(20, 0), false));

            known = asked(missing(20, 1, 50), 30, 50, proof);
            assertThat(removals(proof, found(100, 50, 50, 50))).isEmpty();
        }

        @Test
        void takesADayForMoreThanHalfHoweverFewTheyWereWhenTheQuestionWasAsked() {
            known = asked(missing(20, 9, 50), 30, 50, proof);

            assertThat(removals(proofOfMost.minusNanos(1), found(90, 50, 50, 50)))
                    .isEmpty();
            assertThat(after(proof, found(90, 50, 50, 50))
                            .question()
                            .orElseThrow()
                            .removedBy())
                    .contains(proofOfMost);
            assertThat(removals(proofOfMost, found(90, 50, 50, 50))).hasSize(1);
        }

        @Test
        void removesNobodyOfWhomNobodyWasTold() {
            known = missing(20, 9, 50);

            assertThat(removals(proof, found(100, 50, 50, 0))).isEmpty();
            RemovalQuestion asked =
                    after(proof, found(100, 50, 50, 0)).question().orElseThrow();
            assertThat(asked.removedBy()).contains(proof.plus(POLICY.secondLook()));
        }

        @Test
        void owesAFullScanAtHalfOfItAndAtItsEnd() {
            known = missing(20, 2, 50);
            Absences asked = after(SETTLED, found(100, 50, 50, 0));
            Instant half = FIRST.plus(POLICY.proof().dividedBy(2));

            assertThat(owed(SETTLED, asked)).contains(half);
            known = asked;
            assertThat(owed(half, after(half, found(100, 50, 50, 50)))).contains(proof);
        }

        @Test
        void owesOneMoreWhereOneOfTheThreeIsLacking() {
            known = asked(missing(20, 1, 50), 30, 50, proof);

            assertThat(owed(proof, after(proof, found(100, 50, 50, 50)))).contains(proof.plus(POLICY.secondLook()));
        }
    }

    @Nested
    class OneScan {
        @Test
        void isRememberedUntilNobodyIsOlderThenTheNewestTakesItsPlace() {
            known = missing(20, 3, 5);
            Instant later = FIRST.plusSeconds(1_000);

            assertThat(after(later, found(100, 9, 1, 0)).remembered()).contains(new MissingSince(20, FIRST, 4, 1, 100));
            assertThat(after(later, found(100, 9, 0, 0)).remembered())
                    .contains(new MissingSince(SCAN, later, 1, 9, 100));
            assertThat(after(later, found(100, 0, 0, 0)).remembered()).isEmpty();
        }

        @Test
        void thatTellsNothingOfItsFindingsChangesNothing() {
            known = asked(missing(20, 3, 40), 30, 40, SETTLED);
            RunResult silent = RunResult.builder().last(last(SETTLED)).build();

            assertThat(AbsenceRules.at(link(), silent, SyncPolicy.defaults(), SETTLED)
                            .after())
                    .isEqualTo(known);
        }
    }

    @Nested
    class ARowThatNamesNobody {
        @Test
        void inEachScanLeavesFewToAPersonUnlessTheConnectorCanReadEach() {
            known = missing(20, 0, 2);
            tally = Tally.builder().rejected(1).nameless(1).build();

            assertThat(removals(SETTLED, found(100, 2, 2, 0))).isEmpty();
            RemovalQuestion asked =
                    after(SETTLED, found(100, 2, 2, 0)).question().orElseThrow();
            assertThat(asked.removedBy()).isEmpty();
            assertThat(removals(SETTLED, confirmable(100, 2))).hasSize(1);
        }

        @Test
        void afterAScanWithoutOneLetsFewWaitForAnotherAndAsksOnlyOnceNoOutageCanBeTheReason() {
            known = missing(20, 1, 2);
            tally = Tally.builder().rejected(1).nameless(1).build();
            ScanFindings few = found(100, 2, 2, 0);
            Instant late = SETTLED.plus(POLICY.settling());

            Absences waiting = after(SETTLED, few);
            assertThat(waiting.question()).isEmpty();
            assertThat(removals(SETTLED, few)).isEmpty();
            assertThat(rules(SETTLED, few, Duration.ZERO).scanOwed(waiting))
                    .contains(SETTLED.plus(POLICY.secondLook()));
            assertThat(after(late.minusMillis(1), few).question()).isEmpty();
            assertThat(after(late, few).question()).isPresent();
        }

        @Test
        void inTheFirstScanLetsTheFirstWithoutOneTakeItsPlace() {
            known = missing(20, 0, 2);
            ScanFindings few = found(100, 2, 2, 0);

            assertThat(removals(SETTLED, few)).isEmpty();
            Absences next = after(SETTLED, few);
            assertThat(next.question()).isEmpty();
            assertThat(next.remembered()).contains(new MissingSince(SCAN, SETTLED, 1, 2, 100));
            known = next;
            assertThat(removals(SETTLED.plusSeconds(600), few)).isEmpty();
            assertThat(removals(SETTLED.plus(POLICY.settling()), few)).hasSize(1);
        }

        @Test
        void forbidsTheLongerProof() {
            known = asked(missing(20, 5, 50), 30, 50, FIRST.plus(POLICY.proof()));
            tally = Tally.builder().rejected(1).nameless(1).build();

            assertThat(removals(FIRST.plus(POLICY.proof()), found(100, 50, 50, 50)))
                    .isEmpty();
            assertThat(after(FIRST.plus(POLICY.proof()), found(100, 50, 50, 50))
                            .question()
                            .orElseThrow()
                            .removedBy())
                    .isEmpty();
        }

        @Test
        void thatNamesSomebodyForbidsNothing() {
            known = missing(20, 1, 2);
            tally = Tally.builder().rejected(5).build();

            assertThat(removals(SETTLED, found(100, 2, 2, 0))).hasSize(1);
        }
    }

    @Nested
    class AWord {
        private final RemovalWord word = new RemovalWord(30, 41, ANN, SETTLED);

        @Test
        void isCarriedOutForWhomTheQuestionMeantAndNobodyKeeps() {
            known = worded(keeping(asked(missing(20, 2, 40), 30, 41, FIRST.plus(POLICY.proof())), 12, 5), word);

            assertThat(removals(SETTLED.plusSeconds(60), new ScanFindings(100, 45, 40, 41, 5, 12, false)))
                    .containsExactly(new AbsenceRules.Removal(new Removing(30, 12), false));
        }

        @Test
        void endsWithTheScanThatCarriedItOut() {
            known = worded(asked(missing(20, 2, 40), 30, 41, FIRST.plus(POLICY.proof())), word).toBuilder()
                    .removing(new Removing(30, 0))
                    .build();

            assertThat(after(SETTLED.plusSeconds(60), found(59, 0, 0, 0))).isEqualTo(Absences.NONE);
        }

        @Test
        void thatCameAfterTheScanHadLookedForOneWaitsForTheNext() {
            known = worded(asked(missing(20, 2, 40), 30, 41, FIRST.plus(POLICY.proof())), word);

            Absences next = after(SETTLED.plusSeconds(60), found(100, 41, 40, 41));

            assertThat(next.word()).contains(word);
            assertThat(next.question().orElseThrow().scan()).isEqualTo(30);
        }

        @Test
        void isNoMoreAfterADay() {
            known = worded(asked(missing(20, 2, 40), 30, 41, FIRST.plus(POLICY.proofOfMost())), word);
            Instant late = SETTLED.plus(POLICY.wordHolds());

            assertThat(removals(late, new ScanFindings(50, 41, 40, 41, 0, 0, false)))
                    .extracting(AbsenceRules.Removal::range)
                    .doesNotContain(new Removing(30, 0));
            assertThat(after(late, found(50, 41, 40, 41)).word()).isEmpty();
        }

        @Test
        void aboutThoseWhomAPersonHadKeptMeansThemAlone() {
            known = worded(keeping(missing(20, 1, 2), 12, 5), new RemovalWord(12, 5, ANN, SETTLED));

            assertThat(removals(FIRST.plusSeconds(1), new ScanFindings(100, 7, 2, 0, 5, 12, false)))
                    .containsExactly(new AbsenceRules.Removal(new Removing(12, 0), false));
        }
    }

    @Nested
    class WhomAPersonKeeps {
        @Test
        void isCountedAgainByEachScanAndForgottenOnceSeen() {
            known = keeping(Absences.NONE, 12, 5);

            assertThat(after(FIRST, new ScanFindings(100, 0, 0, 0, 3, 12, false))
                            .kept())
                    .contains(new KeptAttendees(12, 3, ANN, FIRST));
            assertThat(after(FIRST, new ScanFindings(100, 0, 0, 0, 0, 12, false)))
                    .isEqualTo(Absences.NONE);
        }

        @Test
        void afterTheStoreHadCountedMakesThatCountTellNothing() {
            known = keeping(Absences.NONE, 30, 41);

            assertThat(after(SETTLED, found(100, 41, 40, 41))).isEqualTo(known);
            assertThat(removals(SETTLED, found(100, 41, 40, 41))).isEmpty();
        }
    }

    // parts

    private static Absences missing(long scan, int goodScans, long count) {
        return Absences.builder()
                .remembered(new MissingSince(scan, FIRST, goodScans, count, 100))
                .build();
    }

    private static Absences asked(Absences missing, long scan, long count, Instant removedBy) {
        return missing.toBuilder()
                .question(new RemovalQuestion(scan, count, 100, SETTLED, Optional.of(removedBy)))
                .build();
    }

    private static Absences keeping(Absences missing, long scan, long count) {
        return missing.toBuilder()
                .kept(new KeptAttendees(scan, count, ANN, FIRST))
                .build();
    }

    private static Absences worded(Absences asked, RemovalWord word) {
        return asked.toBuilder().word(word).build();
    }

    private static ScanFindings found(long present, long missed, long sinceRemembered, long ofQuestion) {
        return new ScanFindings(present, missed, sinceRemembered, ofQuestion, 0, 0, false);
    }

    private static ScanFindings confirmable(long present, long missed) {
        return new ScanFindings(present, missed, missed, 0, 0, 0, true);
    }

    private List<AbsenceRules.Removal> removals(Instant now, ScanFindings found) {
        return rules(now, found, Duration.ZERO).removals();
    }

    private Absences after(Instant now, ScanFindings found) {
        return rules(now, found, Duration.ZERO).after();
    }

    private Optional<Instant> owed(Instant now, Absences next) {
        return rules(now, found(100, 50, 50, 50), Duration.ZERO).scanOwed(next);
    }

    private AbsenceRules rules(Instant now, ScanFindings found, Duration window) {
        RunResult result = RunResult.builder()
                .last(last(now))
                .consistencyWindow(window)
                .build()
                .with(found);
        return AbsenceRules.at(link(), result, SyncPolicy.defaults(), now);
    }

    private Checkpoint last(Instant now) {
        return Links.checkpoint(Links.importing(), 1, now, Optional.empty()).toBuilder()
                .scan(SCAN)
                .begunAt(now.minus(took))
                .tally(tally)
                .build();
    }

    private SyncLink link() {
        return reading.toBuilder(kept -> kept.absences(known)).build();
    }
}
