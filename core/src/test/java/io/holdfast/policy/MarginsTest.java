package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the numbers demand of each other: what is refused, in which words, and what is just allowed. */
final class MarginsTest {
    private static final Duration NOTHING = Duration.ZERO;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Nested
    class OfTheSyncPolicy {
        @Test
        void aLeaseShorterThanTheSweepIsRefusedAndBothAreNamed() {
            assertThatThrownBy(() -> SyncPolicy.builder()
                            .leaseDuration(Duration.ofSeconds(19))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected the lease to be no shorter than the sweep (PT20S) but found PT19S");
            assertThat(SyncPolicy.builder()
                            .leaseDuration(Duration.ofSeconds(20))
                            .build()
                            .leaseDuration())
                    .isEqualTo(Duration.ofSeconds(20));
        }

        @Test
        void aLeaseIsWatchedForLongerThanALivingWorkerTakesToRenewIt() {
            assertThatThrownBy(() -> SyncPolicy.builder()
                            .leaseDuration(MINUTE)
                            .leaseWatch(Duration.ofSeconds(20))
                            .build())
                    .hasMessage(
                            "expected the watch of a lease to be longer than a third of the lease (PT20S) but found PT20S");
            assertThat(SyncPolicy.builder()
                            .leaseDuration(MINUTE)
                            .leaseWatch(Duration.ofMillis(20_001))
                            .build()
                            .leaseWatch())
                    .isEqualTo(Duration.ofMillis(20_001));
        }

        @Test
        void aVerdictComesNoSoonerThanTwiceTheSkewOrThePolicySaysWhatFits() {
            CredentialPolicy hasty = CredentialPolicy.builder()
                    .addQuestions(Duration.ofMinutes(10))
                    .build();

            assertThatThrownBy(() -> SyncPolicy.builder().credentials(hasty).build())
                    .hasMessageStartingWith(
                            "expected the time until a verdict to be longer than twice the tolerated skew"
                                    + " (PT5M) but found PT10M");
            assertThat(SyncPolicy.builder()
                            .credentials(hasty)
                            .toleratedSkew(NOTHING)
                            .build()
                            .credentials())
                    .isEqualTo(hasty);
            assertThatThrownBy(() -> SyncPolicy.builder()
                            .credentials(CredentialPolicy.builder()
                                    .patience(Duration.ofMinutes(9))
                                    .build())
                            .build())
                    .hasMessageStartingWith("expected the patience after a trouble to be longer than twice");
            assertThatThrownBy(() -> SyncPolicy.builder()
                            .credentials(CredentialPolicy.builder()
                                    .troubleWindow(Duration.ofMinutes(9))
                                    .build())
                            .build())
                    .hasMessageStartingWith(
                            "expected the time within which first refusals are the provider's trouble to"
                                    + " be longer than twice");
        }

        @Test
        void aPlaceIsKeptForLongerThanTwiceTheSkewOrThePolicySaysWhatFits() {
            assertThatThrownBy(() -> SyncPolicy.builder()
                            .checkpointAge(Duration.ofMinutes(10))
                            .build())
                    .hasMessage(
                            "expected the checkpoint age to be longer than twice the tolerated skew (PT5M) but found"
                                    + " PT10M; make it longer than PT10M, or tolerate less than PT5M of skew, zero on a single"
                                    + " node");
            assertThat(SyncPolicy.builder()
                            .checkpointAge(Duration.ofSeconds(601))
                            .build()
                            .checkpointAge())
                    .isEqualTo(Duration.ofSeconds(601));
            assertThat(SyncPolicy.builder()
                            .checkpointAge(Duration.ofMinutes(10))
                            .toleratedSkew(NOTHING)
                            .build()
                            .toleratedSkew())
                    .isEqualTo(NOTHING);
            assertThatThrownBy(() -> SyncPolicy.builder()
                            .toleratedSkew(Duration.ofSeconds(-1))
                            .build())
                    .hasMessage("expected the tolerated skew to be no shorter than zero (PT0S) but found PT-1S");
        }

        @Test
        void aSeveredSecretIsKeptForLongerThanTwiceTheSkewOrNotAtAll() {
            assertThatThrownBy(() -> keptFor(Duration.ofMinutes(10)))
                    .hasMessageStartingWith("expected the grace of a severed credential to be longer than twice the"
                            + " tolerated skew (PT5M) but found PT10M; make it longer than PT10M");
            assertThatThrownBy(() -> keptFor(Duration.ofSeconds(-1)))
                    .hasMessage("expected the grace of a severed credential to be no shorter than zero (PT0S) but found"
                            + " PT-1S");
            assertThat(keptFor(Duration.ofSeconds(601)).credentials().grace()).isEqualTo(Duration.ofSeconds(601));
            assertThat(keptFor(NOTHING).credentials().grace()).isEqualTo(NOTHING);
        }

        @Test
        void questionsAboutAKeptSecretComeEverLater() {
            assertThatThrownBy(() -> CredentialPolicy.builder()
                            .keptQuestions(List.of(MINUTE, MINUTE))
                            .build())
                    .hasMessage("expected each wait for a question about a kept secret to be longer than the one before"
                            + " (PT1M) but found PT1M");
            assertThatThrownBy(() ->
                            CredentialPolicy.builder().keptQuestions(List.of()).build())
                    .hasMessage("expected a question about a kept secret but found none");
        }

        private SyncPolicy keptFor(Duration grace) {
            return SyncPolicy.builder()
                    .credentials(CredentialPolicy.builder().grace(grace).build())
                    .build();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("io.holdfast.policy.MarginsTest#positives")
        void intervalsAndCountsOfNothingAreRefused(String what, UnaryOperator<SyncPolicy.Builder> nothing) {
            assertThatThrownBy(() -> nothing.apply(SyncPolicy.builder()).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("expected " + what + " to be ")
                    .hasMessageMatching(".* (longer than zero but found PT0S|1 or more but found 0)");
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("io.holdfast.policy.MarginsTest#shorterThanThePoll")
        void whatIsCountedInPollsIsNoShorterThanOne(String what, UnaryOperator<SyncPolicy.Builder> shorter) {
            assertThatThrownBy(() -> shorter.apply(SyncPolicy.builder()).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected " + what + " to be no shorter than the poll interval (PT5M) but found PT1M");
        }

        @Test
        void theTimePolledAfterTheEndMayBeNothingButNotNegative() {
            assertThat(SyncPolicy.builder().pollAfterEnd(NOTHING).build().pollAfterEnd())
                    .isEqualTo(NOTHING);
            assertThatThrownBy(() -> SyncPolicy.builder()
                            .pollAfterEnd(Duration.ofDays(-1))
                            .build())
                    .hasMessage(
                            "expected the time polled after the end to be no shorter than zero (PT0S) but found PT-24H");
        }

        @Test
        void aLookComesUpToASixthSoonerThanItsIntervalAndNeverLater() {
            LookPolicy policy = SyncPolicy.defaults().looks();

            assertThat(LongStream.range(0, 1_000).mapToObj(policy::next))
                    .allSatisfy(next -> assertThat(next).isBetween(Duration.ofMinutes(50), Duration.ofHours(1)))
                    .anySatisfy(next -> assertThat(next).isLessThan(Duration.ofMinutes(51)))
                    .anySatisfy(next -> assertThat(next).isGreaterThan(Duration.ofMinutes(59)));
        }

        @Test
        void looksAtRestAreNoMoreOftenThanWhileItIsOn() {
            assertThatThrownBy(() -> LookPolicy.builder().interval(NOTHING).build())
                    .hasMessage("expected the interval of looks to be longer than zero but found PT0S");
            assertThatThrownBy(() -> LookPolicy.builder().intervalAtRest(MINUTE).build())
                    .hasMessage("expected the interval of looks at rest to be no shorter than the interval of looks"
                            + " (PT1H) but found PT1M");
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("io.holdfast.policy.MarginsTest#misfits")
        void numbersThatFitBadlyTogetherAreRefusedWithTheReason(
                String reason, UnaryOperator<SyncPolicy.Builder> misfit) {
            assertThatThrownBy(() -> misfit.apply(SyncPolicy.builder()).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected " + reason);
        }

        @Test
        void theOtherDefaultsAreTheDocumentedOnes() {
            SyncPolicy policy = SyncPolicy.defaults();

            assertThat(policy.pollIntervalAfterEnd()).isEqualTo(Duration.ofDays(1));
            assertThat(policy.pollAfterEnd()).isEqualTo(Duration.ofDays(14));
            assertThat(policy.looks().interval()).isEqualTo(Duration.ofHours(1));
            assertThat(policy.looks().intervalAtRest()).isEqualTo(Duration.ofDays(7));
            assertThat(policy.consistencyRecheck()).isEqualTo(MINUTE);
            assertThat(policy.checkpointAge()).isEqualTo(Duration.ofHours(1));
            assertThat(policy.maxPages()).isEqualTo(20_000);
            assertThat(policy.maxEmptyPages()).isEqualTo(5);
            assertThat(policy.maxNames()).isEqualTo(100);
            assertThat(policy.delayedAfter()).isEqualTo(Duration.ofMinutes(15));
            assertThat(policy.autoRetry()).isEqualTo(AutoRetryPolicy.builder().build());
            assertThat(policy.absence()).isEqualTo(AbsencePolicy.builder().build());
        }
    }

    @Nested
    class OfTheCredentialPolicy {
        @Test
        void theDefaultsAreTheDocumentedOnes() {
            CredentialPolicy policy = SyncPolicy.defaults().credentials();

            assertThat(policy).isEqualTo(CredentialPolicy.builder().build());
            assertThat(policy.refreshAhead()).isEqualTo(Duration.ofMinutes(5));
            assertThat(policy.claim()).isEqualTo(MINUTE);
            assertThat(policy.claimWatch()).isEqualTo(MINUTE);
            assertThat(policy.requestTimeout()).isEqualTo(Duration.ofSeconds(35));
            assertThat(policy.questions()).containsExactly(MINUTE, Duration.ofMinutes(5), Duration.ofMinutes(15));
            assertThat(policy.warnAhead()).isEqualTo(Duration.ofDays(7));
            assertThat(policy.verificationBackOff().first()).isEqualTo(MINUTE);
            assertThat(policy.verificationBackOff().cap()).isEqualTo(Duration.ofMinutes(10));
            assertThat(policy.refreshes().first()).isEqualTo(MINUTE);
            assertThat(policy.refreshes().cap()).isEqualTo(Duration.ofMinutes(15));
        }

        @Test
        void intervalsOfNothingAreRefused() {
            assertThatThrownBy(() ->
                            CredentialPolicy.builder().refreshAhead(NOTHING).build())
                    .hasMessage("expected the time of refresh before the end to be longer than zero but found PT0S");
            assertThatThrownBy(() ->
                            CredentialPolicy.builder().requestTimeout(NOTHING).build())
                    .hasMessage("expected the request's time-out to be longer than zero but found PT0S");
            assertThatThrownBy(() ->
                            CredentialPolicy.builder().addQuestions(NOTHING).build())
                    .hasMessage("expected each wait between questions to be longer than zero but found PT0S");
            assertThatThrownBy(
                            () -> CredentialPolicy.builder().warnAhead(NOTHING).build())
                    .hasMessage("expected the time of warning before the end to be longer than zero but found PT0S");
        }

        @Test
        void aClaimIsWatchedForAsLongAsItsOwnerMayAskUnderIt() {
            assertThatThrownBy(() -> CredentialPolicy.builder()
                            .claimWatch(MINUTE.minusMillis(1))
                            .build())
                    .hasMessage(
                            "expected the watch of a claim to be no shorter than the claim (PT1M) but found PT59.999S");
        }

        @Test
        void aClaimOutlastsARequest() {
            assertThatThrownBy(() -> CredentialPolicy.builder()
                            .claim(MINUTE)
                            .requestTimeout(MINUTE)
                            .build())
                    .hasMessage(
                            "expected the claim on a refresh to be longer than the request's time-out (PT1M) but found"
                                    + " PT1M");
        }
    }

    @Nested
    class OfTheRetryPolicy {
        @Test
        void budgetsOfNothingAreRefused() {
            assertThatThrownBy(() -> RetryPolicy.builder().maxFailures(0).build())
                    .hasMessage("expected the number of failures in all to be 1 or more but found 0");
            assertThatThrownBy(
                            () -> RetryPolicy.builder().maxRunDuration(NOTHING).build())
                    .hasMessage("expected the longest run to be longer than zero but found PT0S");
            assertThatThrownBy(() ->
                            RetryPolicy.builder().shortestProviderWait(NOTHING).build())
                    .hasMessage("expected the shortest provider's wait to be longer than zero but found PT0S");
            assertThatThrownBy(
                            () -> RetryPolicy.builder().maxRunDuration(MINUTE).build())
                    .hasMessage("expected the longest run to be no shorter than the longest wait between its attempts"
                            + " (PT10M) but found PT1M");
            assertThatThrownBy(() -> RetryPolicy.builder()
                            .longestProviderWait(Duration.ofHours(24))
                            .build())
                    .hasMessage(
                            "expected the longest time without a page to be longer than the longest provider's wait,"
                                    + " which would end each run that waits for it (PT24H) but found PT24H");
            assertThatThrownBy(() -> RetryPolicy.builder()
                            .shortestProviderWait(MINUTE)
                            .longestProviderWait(MINUTE.minusMillis(1))
                            .build())
                    .hasMessage("expected the longest provider's wait to be no shorter than the shortest one (PT1M) but"
                            + " found PT59.999S");
        }

        @Test
        void aProvidersWaitIsHeldBetweenTheShortestAndTheLongest() {
            RetryPolicy policy = RetryPolicy.builder().build();

            assertThat(policy.providerWait(NOTHING)).isEqualTo(Duration.ofSeconds(1));
            assertThat(policy.providerWait(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
            assertThat(policy.providerWait(MINUTE)).isEqualTo(MINUTE);
            assertThat(policy.providerWait(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
            assertThat(policy.providerWait(Duration.ofHours(2))).isEqualTo(Duration.ofHours(1));
        }
    }

    @Nested
    class OfTheBackOff {
        private final BackOff.Builder waits = BackOff.builder();

        OfTheBackOff() {
            waits.first(MINUTE).cap(MINUTE);
        }

        @Test
        void theDefaultsAreTheDocumentedOnes() {
            assertThat(waits.build().factor()).isEqualTo(2);
            assertThat(waits.build().jitter()).isEqualTo(0.2);
        }

        @Test
        void waitsThatDontGrowAreRefused() {
            assertThatThrownBy(() -> waits.first(NOTHING).build())
                    .hasMessage("expected the first wait to be longer than zero but found PT0S");
            waits.first(MINUTE);
            assertThatThrownBy(() -> waits.factor(0.9).build())
                    .hasMessage("expected a factor of 1 or more but found 0.9");
            assertThat(waits.factor(1).jitter(0).build().after(9, 7)).isEqualTo(MINUTE);
        }

        @Test
        void jitterIsFromNothingToTheWhole() {
            assertThatThrownBy(() -> waits.jitter(-0.1).build())
                    .hasMessage("expected a jitter from 0 to 1 but found -0.1");
            assertThatThrownBy(() -> waits.jitter(1.1).build())
                    .hasMessage("expected a jitter from 0 to 1 but found 1.1");
            assertThat(waits.jitter(1).build().after(1, 7)).isBetween(NOTHING, MINUTE);
        }

        /** Computed once and written down: another spread would move every waiting link of a host that updates. */
        @Test
        void theSpreadIsTheSameInEveryRelease() {
            BackOff whole = waits.jitter(1).build();

            assertThat(Stream.of(0L, 1L, 42L, -1L, Long.MIN_VALUE, 0x5851f42d4c957f2dL)
                            .map(seed -> whole.after(1, seed).toMillis()))
                    .containsExactly(39_710L, 8_479L, 41_474L, 60_000L, 51_845L, 34_058L);
        }
    }

    static Stream<Arguments> misfits() {
        RetryPolicy slow = RetryPolicy.builder()
                .backOff(
                        BackOff.builder().first(MINUTE).cap(Duration.ofHours(2)).build())
                .build();
        return Stream.of(
                policy(
                        "the checkpoint age to be no shorter than the longest wait between attempts, after which each place"
                                + " would be too old (PT2H) but found PT1H",
                        policy -> policy.retry(slow)),
                policy(
                        "the checkpoint age to be no shorter than the page deadline and the time in which a lost worker is"
                                + " found, after which its place is gone on from (PT1H1M20S) but found PT1H",
                        policy -> policy.pageDeadline(Duration.ofHours(1))),
                policy(
                        "the longest run to be longer than the deadline of one page (PT6H) but found PT6H",
                        policy -> policy.pageDeadline(Duration.ofHours(6)).checkpointAge(Duration.ofDays(1))),
                policy(
                        "the full scan interval to be no shorter than the settling time (PT25H) but found PT24H",
                        policy -> policy.absence(AbsencePolicy.builder()
                                .settling(Duration.ofHours(25))
                                .proof(Duration.ofHours(25))
                                .proofOfMost(Duration.ofHours(25))
                                .build())));
    }

    static Stream<Arguments> positives() {
        return Stream.of(
                policy("the sweep", policy -> policy.sweepInterval(NOTHING)),
                policy("the consistency recheck", policy -> policy.consistencyRecheck(NOTHING)),
                policy("the poll interval", policy -> policy.pollInterval(NOTHING)),
                policy("the checkpoint age", policy -> policy.checkpointAge(NOTHING)),
                policy("the time of a numbered scan", policy -> policy.maxNumberedScan(NOTHING)),
                policy("the page deadline", policy -> policy.pageDeadline(NOTHING)),
                policy("the number of pages", policy -> policy.maxPages(0)),
                policy("the number of empty pages", policy -> policy.maxEmptyPages(0)),
                policy("the number of names", policy -> policy.maxNames(0)));
    }

    static Stream<Arguments> shorterThanThePoll() {
        return Stream.of(
                policy("the poll interval after the end", policy -> policy.pollIntervalAfterEnd(MINUTE)),
                policy("the full scan interval", policy -> policy.fullScanInterval(MINUTE)),
                policy("the bound of delay", policy -> policy.delayedAfter(MINUTE)));
    }

    private static Arguments policy(String what, UnaryOperator<SyncPolicy.Builder> set) {
        return Arguments.of(what, set);
    }
}
