package io.holdfast.engine.credential;

import static io.holdfast.engine.credential.RefusedAccounts.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a refusal is an account's own or its provider's, by what is known of the others. */
final class VerdictRulesTest {
    private static final CredentialPolicy POLICY = CredentialPolicy.builder().build();
    private static final VerdictRules RULES = new VerdictRules(POLICY, Duration.ofMinutes(5));

    /** Two more accounts, of which nothing is known since long before. */
    private static final List<Integration> TWO_SILENT = List.of(proven("b", -60), proven("c", -60));

    private static Ruling rule(Integration one, double minute, OtherAccounts others) {
        return rule(one, minute, Severance.Cause.REFUSED, others);
    }

    private static Ruling rule(Integration one, double minute, Severance.Cause cause, OtherAccounts others) {
        return RULES.rule(one, refusal(cause, others), minute(minute));
    }

    private static Ruling.Kind kind(Integration one, double minute, OtherAccounts others) {
        return rule(one, minute, others).kind();
    }

    @Nested
    class OfQuestions {
        @ParameterizedTest
        @CsvSource({"1, 0, 1", "2, 1, 5", "3, 6, 15", "4, 21, 15", "40, 600, 15"})
        void theyComeOneThenFiveThenEachFifteenMinutesLaterAndNeverSooner(int refusals, double minute, int wait) {
            Instant next = rule(refused("a", 0, refusals), minute, others(List.of(), TWO_SILENT))
                    .askAt();

            assertThat(Duration.between(minute(minute), next))
                    .isBetween(Duration.ofMinutes(wait), Duration.ofMillis(wait * 61_800L));
        }

        @Test
        void aVerdictTakesTheThirdOfThemAtTwentyOneMinutes() {
            OtherAccounts alone = others(List.of(), List.of());

            assertThat(kind(refused("a", 0, 3), 21, alone)).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(kind(refused("a", 0, 4), 20.9, alone)).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(kind(refused("a", 0, 4), 21, alone)).isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void thoseThatAPersonAskedAheadOfTheirTimeBringAVerdictNoSoonerAndNoLater() {
            Ruling ruling = rule(refused("a", 0, 30), 19, others(List.of(), List.of()));

            assertThat(ruling.kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(ruling.askAt()).isEqualTo(minute(21));
        }

        @Test
        void aNodeThatHasNotKnownOfTheFirstRefusalForAMinuteWaitsForThat() {
            Refusal learned = new Refusal(
                    Severance.Cause.REFUSED, Duration.ofSeconds(20), Optional.empty(), others(List.of(), List.of()));

            Ruling ruling = RULES.rule(refused("a", 0, 4), learned, minute(30));

            assertThat(ruling.kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(ruling.askAt()).isEqualTo(minute(30).plusSeconds(40));
        }
    }

    @Nested
    class OfAWitness {
        private final Integration revoked = refused("a", 0, 4);

        @Test
        void anAccountThatWasProvenAfterTheFirstRefusalIsOne() {
            assertThat(kind(revoked, 22, others(List.of(), List.of(proven("b", 6), proven("c", -60)))))
                    .isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void withoutOneTheOthersAreAskedNow() {
            assertThat(kind(revoked, 22, others(List.of(), TWO_SILENT))).isEqualTo(Ruling.Kind.ASK_OTHERS);
        }

        @ParameterizedTest
        @CsvSource({"-1, before it", "4, within what clocks may differ", "28, in times to come"})
        void oneThatWasProvenIsNone(double minute, String when) {
            assertThat(kind(revoked, 22, others(List.of(), List.of(proven("b", minute), proven("c", -60)))))
                    .as(when)
                    .isEqualTo(Ruling.Kind.ASK_OTHERS);
        }

        @Test
        void oneThatIsRefusedItselfSinceIsNone() {
            Integration doubted = refused("b", 20, 1).toBuilder(kept -> kept.provenAt(minute(10)))
                    .build();

            assertThat(kind(revoked, 22, others(List.of(doubted), List.of(doubted, proven("c", -60)))))
                    .isEqualTo(Ruling.Kind.ASK_OTHERS);
        }

        @Test
        void theSameAccountInAnotherWorkspaceIsNone() {
            Integration twin = inWorkspace("another", proven("a", 10));

            assertThat(kind(revoked, 22, others(List.of(), List.of(twin, proven("b", -60), proven("c", -60)))))
                    .isEqualTo(Ruling.Kind.ASK_OTHERS);
        }

        @Test
        void upToThreeAreAskedOneOfEachAccountTheLatestProvenFirstAndNoneThatIsRefusedOrToBeLeftAlone() {
            Integration limited = proven("e", 1).toBuilder(kept -> kept.rateLimitedUntil(minute(60)))
                    .build();
            OtherAccounts others = others(
                    List.of(refused("d", 9, 1)),
                    List.of(
                            inWorkspace("another", proven("a", 3)),
                            proven("b", 2),
                            inWorkspace("another", proven("b", 2)),
                            limited,
                            proven("d", 1),
                            proven("f", 0),
                            proven("g", -1),
                            proven("h", -2)));

            assertThat(others.toAsk(revoked, 3, minute(22)))
                    .extracting(one -> one.account().id())
                    .containsExactly("b", "f", "g");
        }
    }

    @Nested
    class OfATrouble {
        private final Integration one = refused("a", 10, 4);
        private final List<Integration> accepted = List.of(proven("w", 31), proven("x", 32));

        @Test
        void threeAccountsFirstRefusedWithinHalfAnHourAreOneWhateverOthersAnswer() {
            Ruling ruling = rule(one, 33, others(List.of(refused("b", 0, 3), refused("c", 30, 1)), accepted));

            assertThat(ruling.kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(ruling.troubleSeenAt()).contains(minute(33));
        }

        @Test
        void refusedFurtherApartTheyAreNone() {
            assertThat(kind(one, 33, others(List.of(refused("b", 0, 3), refused("c", 30.1, 1)), accepted)))
                    .isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void twoAreNone() {
            assertThat(kind(one, 33, others(List.of(refused("b", 10, 3)), accepted)))
                    .isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void oneAccountInTwoWorkspacesCountsOnce() {
            List<Integration> twins = List.of(refused("b", 10, 3), inWorkspace("another", refused("b", 11, 3)));
            List<Integration> ownTwin = List.of(refused("b", 10, 3), inWorkspace("another", refused("a", 11, 3)));

            assertThat(kind(one, 33, others(twins, accepted))).isEqualTo(Ruling.Kind.SEVER);
            assertThat(kind(one, 33, others(ownTwin, accepted))).isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void anAccountThatIsAskedForTheFirstTimeWhileOneStillIsOnIsInItToo() {
            Integration polledDaily = refused("a", 300, 4);
            List<Integration> still = List.of(refused("b", 0, 24), refused("c", 1, 24), refused("d", 5, 23));

            Ruling ruling = rule(polledDaily, 333, others(still, accepted));

            assertThat(ruling.kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(ruling.troubleSeenAt()).contains(minute(333));
        }

        @Test
        void isNoneOfAnAccountThatWasRefusedBeforeItBegan() {
            List<Integration> later = List.of(refused("b", 60, 1), refused("c", 60, 1), refused("d", 60, 1));

            assertThat(kind(refused("a", 10, 4), 61, others(later, accepted))).isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void anAccountThatWasInOneIsLeftForTwoHoursMore() {
            Integration wasInOne = inTroubleAt(refused("a", 0, 12), 90);

            Ruling within = rule(wasInOne, 208, others(List.of(), List.of(proven("w", 200), proven("x", 201))));
            Ruling after = rule(wasInOne, 210, others(List.of(), List.of(proven("w", 200), proven("x", 201))));

            assertThat(within.kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(within.askAt()).as("asked exactly then").isEqualTo(minute(210));
            assertThat(within.troubleSeenAt()).contains(minute(90));
            assertThat(after.kind()).isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void patienceAloneBringsNoWitness() {
            Integration wasInOne = inTroubleAt(refused("a", 0, 12), 90);

            assertThat(kind(wasInOne, 211, others(List.of(), TWO_SILENT))).isEqualTo(Ruling.Kind.ASK_OTHERS);
        }
    }

    @Nested
    class AtLast {
        private static final double A_DAY = 24 * 60;

        private final List<Integration> two = List.of(refused("b", 0, 96), refused("c", 0, 96));

        @Test
        void anAccountThatNobodyVouchesForIsSeveredAfterADayOfRefusals() {
            assertThat(kind(refused("a", 0, 96), A_DAY - 0.1, others(List.of(), TWO_SILENT)))
                    .isEqualTo(Ruling.Kind.ASK_OTHERS);
            assertThat(kind(refused("a", 0, 96), A_DAY, others(List.of(), TWO_SILENT)))
                    .isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void soIsOneInATrouble() {
            Integration one = inTroubleAt(refused("a", 0, 96), A_DAY - 15);

            assertThat(kind(one, A_DAY - 0.1, others(two, List.of()))).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(kind(one, A_DAY, others(two, List.of()))).isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void aClockThatJumpsBringsItNoNearer() {
            double fortyDays = 40 * A_DAY;

            assertThat(kind(refused("a", 0, 47), fortyDays, others(two, List.of())))
                    .isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(kind(refused("a", 0, 48), fortyDays, others(two, List.of())))
                    .as("half of what its questions bring in a day")
                    .isEqualTo(Ruling.Kind.SEVER);
        }

        @Test
        void ofFewerThanThreeAccountsNoneIsComparedAndTheThirdQuestionDecides() {
            assertThat(kind(refused("a", 0, 4), 21, others(List.of(), List.of(proven("b", -60)))))
                    .isEqualTo(Ruling.Kind.SEVER);
            assertThat(kind(refused("a", 0, 4), 21, others(List.of(refused("b", 0, 4)), List.of())))
                    .as("though the other is refused as well")
                    .isEqualTo(Ruling.Kind.SEVER);
            assertThat(kind(
                            refused("a", 0, 4),
                            21,
                            others(
                                    List.of(),
                                    List.of(inWorkspace("one", proven("b", -9)), inWorkspace("two", proven("b", -9))))))
                    .as("and one account in two workspaces is one")
                    .isEqualTo(Ruling.Kind.SEVER);
        }
    }

    @Nested
    class OfACredentialThatIsOver {
        @ParameterizedTest
        @EnumSource(names = {"EXPIRED", "TOKEN_LOST"})
        void theSecondRefusalSeversWithoutAWitness(Severance.Cause cause) {
            OtherAccounts silent = others(List.of(), TWO_SILENT);

            assertThat(rule(refused("a", 0, 1), 0, cause, silent).kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(rule(refused("a", 0, 2), 0.9, cause, silent).kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(rule(refused("a", 0, 2), 1, cause, silent).kind()).isEqualTo(Ruling.Kind.SEVER);
        }

        @ParameterizedTest
        @EnumSource(names = {"EXPIRED", "TOKEN_LOST"})
        void itWaitsInATroubleLikeAnyOther(Severance.Cause cause) {
            OtherAccounts trouble = others(List.of(refused("b", 0, 3), refused("c", 0, 3)), List.of(proven("w", 20)));

            assertThat(rule(refused("a", 0, 9), 60, cause, trouble).kind()).isEqualTo(Ruling.Kind.ASK_AGAIN);
        }

        @Test
        void anEmptySlotIsAskedAboutAsARefusalIs() {
            OtherAccounts silent = others(List.of(), TWO_SILENT);
            OtherAccounts witness = others(List.of(), List.of(proven("b", 8), proven("c", -60)));

            assertThat(rule(refused("a", 0, 2), 1, Severance.Cause.SECRET_MISSING, silent)
                            .kind())
                    .isEqualTo(Ruling.Kind.ASK_AGAIN);
            assertThat(rule(refused("a", 0, 4), 21, Severance.Cause.SECRET_MISSING, silent)
                            .kind())
                    .as("what other slots hold is a witness for the vault")
                    .isEqualTo(Ruling.Kind.ASK_OTHERS);
            assertThat(rule(refused("a", 0, 4), 21, Severance.Cause.SECRET_MISSING, witness)
                            .kind())
                    .isEqualTo(Ruling.Kind.SEVER);
        }
    }
}
