package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.model.Account;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Suspicion;
import io.holdfast.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a refused credential is asked about, what a page may promise meanwhile, and when a kept secret is asked about. */
final class CredentialPolicyTest {
    private static final CredentialPolicy POLICY = CredentialPolicy.builder().build();
    private static final Instant REFUSED = Instant.parse("2027-03-14T09:00:00Z");
    private static final Instant ASKED_NEXT = REFUSED.plus(Duration.ofDays(3));

    @Nested
    class TheInstantThatAPageNames {
        @Test
        void isTheEarliestVerdictOnAQuietDay() {
            assertThat(POLICY.confirmedBy(refused(one -> one), minute(3))).contains(minute(21));
            assertThat(POLICY.confirmedBy(integration(Optional.empty()), minute(3)))
                    .isEmpty();
        }

        @Test
        void isTheSecondRefusalOfACredentialThatHasEndedOrWhoseTokenWasLost() {
            Integration over =
                    refused(one -> one).toBuilder().expiresAt(minute(-5)).build();
            Integration lost = refused(one -> one).toBuilder(
                            kept -> kept.refreshFailure(new RefreshFailure(RefreshFailure.Kind.TOKEN_LOST, REFUSED, 1)))
                    .build();

            assertThat(POLICY.confirmedBy(over, REFUSED)).contains(minute(1));
            assertThat(POLICY.confirmedBy(lost, REFUSED)).contains(minute(1));
        }

        @Test
        void isThatOfAnyOtherWhereNothingLiesInTheVaultHoweverOldTheCredentialIs() {
            Integration empty = refused(one -> one.toBuilder().slotEmpty(true).build()).toBuilder()
                    .expiresAt(minute(-5))
                    .build();

            assertThat(POLICY.confirmedBy(empty, REFUSED)).contains(minute(21));
        }

        @Test
        void isTheEndOfThePatienceAfterATroubleButNeverLaterThanTheVerdictAtLast() {
            assertThat(POLICY.confirmedBy(inTrouble(100), minute(101))).contains(minute(220));
            assertThat(POLICY.confirmedBy(inTrouble(1400), minute(1401))).contains(minute(1440));
        }

        @Test
        void isTheNextQuestionWhileTheQuestionsOfTheVerdictAreNotAllAnswered() {
            Integration late =
                    refused(one -> one.toBuilder().refusals(3).askAt(minute(22)).build());
            Integration answered =
                    refused(one -> one.toBuilder().refusals(4).askAt(minute(36)).build());

            assertThat(POLICY.confirmedBy(late, minute(21))).contains(minute(22));
            assertThat(POLICY.confirmedBy(answered, minute(22))).contains(minute(1440));
        }

        @Test
        void isTheVerdictAtLastOnceTheEarliestHasPassedAndThenTheNextQuestion() {
            assertThat(POLICY.confirmedBy(refused(one -> one), minute(21))).contains(minute(1440));
            assertThat(POLICY.confirmedBy(refused(one -> one), minute(1440))).contains(ASKED_NEXT);
        }
    }

    @Nested
    class Questions {
        @Test
        void comeOneThenFiveThenEachFifteenMinutesLaterALittleSpread() {
            assertThat(POLICY.untilQuestion(1, 7)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
            assertThat(POLICY.untilQuestion(2, 7)).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(309));
            assertThat(POLICY.untilQuestion(3, 7)).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(927));
            assertThat(POLICY.untilQuestion(9, 7)).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(927));
        }

        @Test
        void areHalfOfThoseOfADayBeforeAnAccountIsSeveredAtLast() {
            assertThat(POLICY.refusalsAtLast()).isEqualTo(48);
            assertThat(CredentialPolicy.builder()
                            .atLast(Duration.ofMinutes(30))
                            .build()
                            .refusalsAtLast())
                    .isEqualTo(4);
        }

        @Test
        void knowOfATroubleForAsLongAsItsWindow() {
            assertThat(POLICY.knowsTrouble(inTrouble(100), minute(129))).isTrue();
            assertThat(POLICY.knowsTrouble(inTrouble(100), minute(130))).isFalse();
            assertThat(POLICY.knowsTrouble(refused(one -> one), minute(1))).isFalse();
        }

        @Test
        void ofNoWaitOrOfOneAccountAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            CredentialPolicy.builder().questions(List.of()).build())
                    .withMessageContaining("at least one wait");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CredentialPolicy.builder()
                            .questions(List.of(Duration.ZERO))
                            .build())
                    .withMessageContaining("each wait between questions");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> CredentialPolicy.builder().troubleAccounts(1).build())
                    .withMessageContaining("two accounts or more");
            assertThat(CredentialPolicy.builder().troubleAccounts(2).build().troubleAccounts())
                    .isEqualTo(2);
        }
    }

    @Nested
    class QuestionsAboutAKeptSecret {
        private final Instant until = REFUSED.plus(POLICY.grace());

        @Test
        void comeAfterAQuarterOfAnHourOneHourAndThenEachThree() {
            assertThat(POLICY.nextKeptQuestion(until, minute(0))).isEqualTo(minute(15));
            assertThat(POLICY.nextKeptQuestion(until, minute(15))).isEqualTo(minute(60));
            assertThat(POLICY.nextKeptQuestion(until, minute(60))).isEqualTo(minute(180));
            assertThat(POLICY.nextKeptQuestion(until, minute(180))).isEqualTo(minute(360));
            assertThat(POLICY.nextKeptQuestion(until, minute(500))).isEqualTo(minute(540));
            assertThat(POLICY.longestUntilKeptQuestion()).isEqualTo(Duration.ofHours(3));
        }

        @Test
        void ofNoWaitAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            CredentialPolicy.builder().keptQuestions(List.of()).build())
                    .withMessageContaining("a question about a kept secret");
        }
    }

    private static Instant minute(int minutes) {
        return REFUSED.plus(Duration.ofMinutes(minutes));
    }

    private static Integration inTrouble(int seenAt) {
        return refused(one -> one.toBuilder().troubleSeenAt(minute(seenAt)).build());
    }

    private static Integration refused(UnaryOperator<Suspicion> edit) {
        return integration(Optional.of(edit.apply(Suspicion.builder()
                .since(REFUSED)
                .askAt(ASKED_NEXT)
                .refusedAt(REFUSED)
                .refusals(2)
                .build())));
    }

    private static Integration integration(Optional<Suspicion> suspicion) {
        return Integration.builder()
                .id(IntegrationId.of("i-1"))
                .workspace(WorkspaceId.of("acme"))
                .provider(ProviderId.of("scripted"))
                .account(new Account("account", "label"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot"))
                        .suspicion(suspicion)
                        .build())
                .connectedAt(REFUSED)
                .version(1)
                .build();
    }
}
