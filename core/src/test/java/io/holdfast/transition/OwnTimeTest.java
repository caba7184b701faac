package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.KeptPlace;
import io.holdfast.model.ReadMode;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as time of a run and of its place, and what is kept of the place once the run gave up. */
final class OwnTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Nested
    class AWaitThatTheProviderAskedFor {
        @Test
        void agesNoPlaceAndSpendsNoTimeOfTheRun() {
            SyncLink link = Links.withPage();
            Instant now = NOW;
            for (int window = 1; window <= 10; window++) {
                SyncLink waiting = Links.moved(link, limited(link), now);
                now = now.plus(HOUR);
                link = Links.claimed(waiting, now);
            }

            SyncRun run = link.run().orElseThrow();
            assertThat(run.checkpoint()).isPresent();
            assertThat(run.askedToWait()).isEqualTo(Duration.ofHours(10));
            assertThat(run.ownTime(now)).isZero();
            assertThat(run.placeAge(now)).isZero();
        }

        @Test
        void isCountedWhereTheWorkerYieldsToItAsWell() {
            SyncLink working = Links.withPage();
            Instant until = NOW.plus(HOUR);
            SyncLink yielded = Links.moved(
                    working,
                    new WorkerReport.RunYielded(1, working.bookkeeping().fence(), until, SyncRun.Wait.PROVIDER_ASKED),
                    NOW);
            SyncLink handedBack = Links.moved(
                    working,
                    new WorkerReport.RunYielded(1, working.bookkeeping().fence(), until, SyncRun.Wait.NOW),
                    NOW);

            assertThat(yielded.run().orElseThrow().placeAge(until)).isZero();
            assertThat(handedBack.run().orElseThrow().placeAge(until)).isEqualTo(HOUR);
        }

        @Test
        void leavesWhatComesAfterItToAgeThePlace() {
            Instant soon = NOW.plus(HOUR).plus(POLICY.checkpointAge());
            SyncLink waiting = Links.asked(Links.withPage(), HOUR);

            assertThat(Links.claimed(waiting, soon).run().orElseThrow().checkpoint())
                    .isPresent();
            assertThat(Links.claimed(waiting, soon.plusMillis(1))
                            .run()
                            .orElseThrow()
                            .checkpoint())
                    .isEmpty();
        }

        @Test
        void agesAPlaceNoMoreOnceANewPageCame() {
            SyncLink again = Links.claimed(Links.asked(Links.withPage(), HOUR), NOW.plus(HOUR));

            SyncRun run = Links.pageApplied(again, 2, NOW.plus(HOUR)).run().orElseThrow();

            assertThat(run.placeRested()).isZero();
            assertThat(run.askedToWait()).isEqualTo(HOUR);
            assertThat(run.progressedAt()).contains(NOW.plus(HOUR));
        }

        @Test
        void endsARunThatBringsNoNewPageForADay() {
            SyncLink link = Links.withPage();
            Instant day = NOW.plus(POLICY.retry().maxPageless());
            SyncLink intime = SyncStateMachine.decide(link, limited(link), POLICY, day.minusMillis(1))
                    .link();
            SyncLink ended = SyncStateMachine.decide(asked(link, day), limited(link), POLICY, day)
                    .link();

            assertThat(intime.phase()).isNotEqualTo(SyncPhase.LIVE);
            SyncFailure failure = ended.incident().orElseThrow().last();
            assertThat(failure.kind()).isEqualTo(FailureKind.NO_PROGRESS);
            assertThat(failure.message()).startsWith("no new page came for PT24H; the last failure was RATE_LIMITED: ");
            assertThat(ended.incident().flatMap(Incident::autoRetryAt)).isPresent();
        }

        /** As if the provider had asked it to wait all the time. */
        private SyncLink asked(SyncLink link, Instant until) {
            SyncRun run = link.run().orElseThrow();
            return link.toBuilder()
                    .run(run.toBuilder()
                            .askedToWait(Duration.between(NOW, until))
                            .build())
                    .build();
        }
    }

    @Nested
    class ThePlaceOfARunThatGaveUp {
        private final SyncPolicy once = SyncPolicy.builder()
                .retry(RetryPolicy.builder().maxAttempts(1).build())
                .build();

        @Test
        void isWhereItsAutomaticRecoveryGoesOnHoweverLate() {
            SyncLink working = Links.pageApplied(Links.withPage(), 2, NOW);
            SyncLink failed = gaveUp(working, FailureKind.UNREACHABLE);
            Instant late = NOW.plus(Duration.ofDays(3));

            SyncLink again = Links.moved(failed, new Fact.AutoRetryDue(), late);
            SyncRun run = Links.claimed(again, late.plus(POLICY.checkpointAge()))
                    .run()
                    .orElseThrow();

            assertThat(failed.bookkeeping().place().map(KeptPlace::checkpoint))
                    .isEqualTo(working.run().orElseThrow().checkpoint());
            assertThat(run.checkpoint()).isEqualTo(working.run().orElseThrow().checkpoint());
            assertThat(run.furthest()).isEqualTo(2);
            assertThat(run.attempt()).isEqualTo(1);
            assertThat(again.bookkeeping().place()).isEmpty();
        }

        @Test
        void isFollowedByAReadOfWhatChangedOnThePagesBeforeIt() {
            SyncLink failed = gaveUp(Links.withPage(), FailureKind.UNREACHABLE);
            SyncLink again = Links.moved(failed, new Fact.AutoRetryDue(), NOW.plus(Duration.ofDays(3)));

            assertThat(again.bookkeeping().pendingWork().change()).contains(Hints.ALL);
        }

        @Test
        void isLeftByAPersonsRetryWhichBeginsAnew() {
            SyncLink failed = gaveUp(Links.withPage(), FailureKind.UNREACHABLE);

            SyncLink again = Links.moved(failed, new UserRequest.RetryRequested(Links.PERSON), NOW);

            assertThat(again.run().orElseThrow().checkpoint()).isEmpty();
            assertThat(again.bookkeeping().place()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = {"CURSOR_REFUSED", "MALFORMED"})
        void isNotKeptWhereItIsThePlaceThatBroke(FailureKind kind) {
            assertThat(gaveUp(Links.withPage(), kind).bookkeeping().place()).isEmpty();
        }

        @Test
        void isNotKeptOfAReadOfChangesNorWhereEverythingIsWanted() {
            SyncLink changes = Links.polling();
            Checkpoint place = Links.checkpoint(changes, 1, NOW, Optional.empty()).toBuilder()
                    .read(ReadMode.changesSince(NOW))
                    .build();
            SyncLink polling = Links.moved(
                    changes,
                    new WorkerReport.PageApplied(
                            changes.run().orElseThrow().id(),
                            changes.bookkeeping().fence(),
                            place,
                            Optional.empty()),
                    NOW);
            SyncLink wanted = Links.moved(
                    Links.pageApplied(Links.polling(), 1, NOW), new UserRequest.ResyncRequested(Links.PERSON), NOW);

            assertThat(gaveUp(polling, FailureKind.UNREACHABLE).bookkeeping().place())
                    .isEmpty();
            assertThat(gaveUp(wanted, FailureKind.UNREACHABLE).bookkeeping().place())
                    .isEmpty();
        }

        private SyncLink gaveUp(SyncLink working, FailureKind kind) {
            return SyncStateMachine.decide(working, Links.failure(working, kind, Optional.empty()), once, NOW)
                    .link();
        }
    }

    @Test
    void fiveRefusalsOfThePlaceEndTheRunUnlessItPassesItsFurthestPage() {
        SyncLink link = Links.pageApplied(Links.withPage(), 2, NOW);
        for (int refusal = 1; refusal < 5; refusal++) {
            link = Links.claimed(Links.failed(link, FailureKind.CURSOR_REFUSED));
            link = Links.pageApplied(Links.pageApplied(link, 1, NOW), 2, NOW);
        }
        SyncLink passed = Links.failed(Links.pageApplied(link, 3, NOW), FailureKind.CURSOR_REFUSED);

        assertThat(Links.failed(link, FailureKind.CURSOR_REFUSED).phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
        assertThat(passed.phase()).isEqualTo(SyncPhase.IMPORTING);
    }

    @Nested
    class AFullScanOverNumberedPages {
        private final Instant end = NOW.plus(POLICY.maxNumberedScan()).plusMillis(1);

        @Test
        void thatTookLongerThanAnHourOwesOneMore() {
            SyncLink live = completed(Links.importing(), true, end);
            Instant soon = end.plus(POLICY.pollInterval());

            assertThat(live.bookkeeping().polls().fullScanAt()).contains(soon);
            assertThat(live.bookkeeping().repeatsScan()).isTrue();
            SyncLink scanning = Links.claimed(Links.moved(live, new Fact.PollDue(), soon), soon);
            SyncLink second = completed(scanning, true, soon.plus(Duration.ofHours(2)));
            assertThat(second.bookkeeping().repeatsScan()).isFalse();
            assertThat(second.bookkeeping().polls().fullScanAt())
                    .hasValueSatisfying(at -> assertThat(at).isAfter(NOW.plus(Duration.ofHours(23))));
        }

        @Test
        void owesNoneWhereItWasShorterOrItsPlacesAreRecords() {
            assertThat(completed(Links.importing(), true, end.minusMillis(1))
                            .bookkeeping()
                            .repeatsScan())
                    .isFalse();
            assertThat(completed(Links.importing(), false, end).bookkeeping().repeatsScan())
                    .isFalse();
        }

        private SyncLink completed(SyncLink working, boolean numbered, Instant at) {
            RunResult report = RunResult.builder()
                    .last(Links.checkpoint(working, 2, NOW, Optional.empty()))
                    .numberedPages(numbered)
                    .build();
            return Links.moved(
                    working,
                    new WorkerReport.RunCompleted(
                            working.run().orElseThrow().id(),
                            working.bookkeeping().fence(),
                            report),
                    at);
        }
    }

    private static WorkerReport.RunFailed limited(SyncLink working) {
        return Links.failure(working, FailureKind.RATE_LIMITED, Optional.of(HOUR));
    }
}
