package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Watermarks;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One example for each row of the table that is not plain. */
final class SyncStateMachineTest {
    private static final Hints EVA = Hints.of(Set.of(AttendeeId.of("a1")));
    private static final Hints NOOR = Hints.of(Set.of(AttendeeId.of("a2")));

    @Nested
    class OnAWish {
        @Test
        void aWaitForBackOffEndsNowAndBecomesAPersons() {
            SyncLink waiting = Links.failed(Links.polling(), FailureKind.UNREACHABLE);
            SyncLink importing = Links.failed(Links.importing(), FailureKind.UNREACHABLE);

            SyncLink moved = Links.moved(importing, new UserRequest.RetryRequested(Links.PERSON), NOW);

            assertThat(moved.run().orElseThrow().due()).isEqualTo(NOW);
            assertThat(moved.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.PERSON);
            assertThat(decide(moved, new UserRequest.RetryRequested(Links.PERSON)))
                    .isInstanceOf(Decision.Ignored.class);
            assertThat(decide(waiting, new UserRequest.RetryRequested(Links.PERSON))
                            .reason())
                    .contains("nothing to retry");
        }

        @Test
        void theProvidersWaitIsNeverShortened() {
            SyncLink asked = Links.moved(
                    Links.importing(),
                    Links.failure(Links.importing(), FailureKind.RATE_LIMITED, Optional.of(Duration.ofMinutes(3))),
                    NOW);

            Decision decision = decide(asked, new UserRequest.RetryRequested(Links.PERSON));

            assertThat(decision).isInstanceOf(Decision.Ignored.class);
            assertThat(decision.reason()).contains("the provider asked to wait");
        }

        @Test
        void aFailedLinkBeginsANewImportThatKeepsItsTroubleUntilItCompletes() {
            SyncLink again = Links.moved(Links.syncFailed(), new UserRequest.RetryRequested(Links.PERSON), NOW);

            assertThat(again.phase()).isEqualTo(SyncPhase.IMPORTING);
            assertThat(again.run().orElseThrow().checkpoint()).isEmpty();
            assertThat(again.incident()).isPresent();
            assertThat(Links.completed(Links.claimed(again), NOW).incident()).isEmpty();
        }

        @Test
        void aDisconnectedLinkRefusesAndNamesReconnect() {
            Decision decision = decide(Links.disconnected(), new UserRequest.RetryRequested(Links.PERSON));

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.suggestedAction()).isEqualTo(RecoveryAction.RECONNECT));
        }
    }

    @Nested
    class OnAClaim {
        @Test
        void theClaimRaisesTheFenceAndGrantsALease() {
            SyncLink claimed = Links.claimed(Links.born());

            assertThat(claimed.bookkeeping().fence()).isEqualTo(claimed.version());
            assertThat(claimed.run().orElseThrow().lease().orElseThrow().until())
                    .isEqualTo(NOW.plus(POLICY.leaseDuration()));
        }

        @Test
        void theSameOwnerHearsThatItIsItsOwnAlready() {
            SyncLink claimed = Links.claimed(Links.born());

            assertThat(decide(claimed, new WorkerReport.RunStarted(1, "owner-1"))
                            .reason())
                    .isEqualTo("already yours");
            assertThat(decide(claimed, new WorkerReport.RunStarted(1, "owner-2"))
                            .reason())
                    .startsWith("not to be claimed");
        }

        @Test
        void aRunIsNotClaimedBeforeItIsDueNorOnHold() {
            SyncLink waiting = Links.failed(Links.importing(), FailureKind.UNREACHABLE);

            assertThat(decide(waiting, new WorkerReport.RunStarted(1, "owner-2")))
                    .isInstanceOf(Decision.Ignored.class);
            assertThat(decide(Links.suspended(Links.born()), new WorkerReport.RunStarted(1, "o")))
                    .isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void anOldCheckpointIsDroppedAtNoCostOfAttempts() {
            SyncLink handedBack = Links.moved(
                    Links.withPage(),
                    new WorkerReport.RunYielded(
                            1, Links.withPage().bookkeeping().fence(), NOW, SyncRun.Wait.NOW),
                    NOW);

            SyncRun soon = Links.claimed(handedBack, NOW.plus(POLICY.checkpointAge()))
                    .run()
                    .orElseThrow();
            SyncRun late = Links.claimed(
                            handedBack, NOW.plus(POLICY.checkpointAge()).plusSeconds(1))
                    .run()
                    .orElseThrow();

            assertThat(soon.checkpoint()).isPresent();
            assertThat(late.checkpoint()).isEmpty();
            assertThat(late.attempt()).isEqualTo(1);
        }

        @Test
        void aCheckpointThatIsCorruptOrOfANewerVersionIsDroppedAtNoCostOfAttempts() {
            Checkpoint sound = Links.checkpoint(Links.withPage(), 1, NOW, Optional.of(Cursor.of("page-2")));
            assertThat(resumedAt(sound)).contains(sound);

            List.<Consumer<Checkpoint.Builder>>of(
                            newer -> newer.form(Checkpoint.FORM + 1),
                            older -> older.form(0),
                            ofNoPage -> ofNoPage.guard(PaginationProgress.START),
                            ofAFullScanToCome -> ofAFullScanToCome.scan(1_000),
                            ofNoFullScan -> ofNoFullScan.scan(0),
                            takenBeforeItBegan -> takenBeforeItBegan.begunAt(NOW.plusSeconds(1)),
                            atNoPlace -> atNoPlace.cursor(Cursor.START),
                            ofAnotherRead -> ofAnotherRead.read(ReadMode.changesSince(NOW)))
                    .forEach(damage -> {
                        Checkpoint.Builder damaged = sound.toBuilder();
                        damage.accept(damaged);
                        assertThat(resumedAt(damaged.build())).isEmpty();
                    });
        }

        private Optional<Checkpoint> resumedAt(Checkpoint checkpoint) {
            SyncLink link = Links.moved(
                    Links.withPage(),
                    new WorkerReport.RunYielded(
                            1, Links.withPage().bookkeeping().fence(), NOW, SyncRun.Wait.NOW),
                    NOW);
            SyncRun.Builder run = link.run().orElseThrow().toBuilder();
            run.checkpoint(checkpoint);
            SyncLink.Builder stored = link.toBuilder();
            stored.run(run.build());
            SyncRun claimed = Links.claimed(stored.build()).run().orElseThrow();
            assertThat(claimed.attempt()).isEqualTo(1);
            return claimed.checkpoint();
        }
    }

    @Nested
    class OnAPage {
        @Test
        void theLeaseIsRenewedOnlyOnceAThirdOfItIsSpent() {
            SyncLink early = Links.pageApplied(Links.importing(), 1, NOW.plusSeconds(13));
            SyncLink late = Links.pageApplied(Links.importing(), 1, NOW.plusSeconds(14));

            assertThat(early.due()).contains(NOW.plusSeconds(40));
            assertThat(late.due()).contains(NOW.plusSeconds(54));
        }

        @Test
        void aLeaseThatEndsLaterThanAnyThatIsGrantedIsReplaced() {
            Instant right = NOW.minus(Duration.ofDays(40));

            SyncLink page = Links.pageApplied(Links.importing(), 1, right);
            SyncLink slow = Links.importing();
            SyncLink renewed = Links.moved(
                    slow, new WorkerReport.LeaseRenewed(1, slow.bookkeeping().fence()), right);

            assertThat(page.due()).contains(right.plusSeconds(40));
            assertThat(renewed.due()).contains(right.plusSeconds(40));
        }

        @Test
        void aPageBeyondTheFurthestStartsTheAttemptsAgain() {
            SyncLink second = Links.claimed(dueNow(Links.failed(Links.withPage(), FailureKind.UNREACHABLE)));
            assertThat(second.run().orElseThrow().attempt()).isEqualTo(2);

            assertThat(Links.pageApplied(second, 1, NOW).run().orElseThrow().attempt())
                    .isEqualTo(2);
            assertThat(Links.pageApplied(second, 2, NOW).run().orElseThrow().attempt())
                    .isEqualTo(1);
        }

        @Test
        void aPageOfAnEarlierClaimIsLate() {
            SyncLink taken = Links.claimed(dueNow(Links.failed(Links.withPage(), FailureKind.UNREACHABLE)));
            long earlier = Links.withPage().bookkeeping().fence();

            Decision decision = decide(
                    taken,
                    new WorkerReport.PageApplied(
                            1, earlier, Links.checkpoint(taken, 2, NOW, Optional.empty()), Optional.empty()));

            assertThat(decision).isInstanceOf(Decision.Ignored.class);
            assertThat(decision.reason()).startsWith("late");
        }
    }

    @Nested
    class OnCompletion {
        @Test
        void theLinkIsLiveWithPollAndFullScanSetFromTheStartOfTheRead() {
            SyncLink live = Links.live();

            assertThat(live.importedAt()).contains(NOW);
            assertThat(live.provenAt()).contains(NOW);
            assertThat(live.bookkeeping().polls())
                    .isEqualTo(new PollSchedule(
                            Optional.of(NOW.plus(POLICY.pollInterval())),
                            Optional.of(NOW.plus(POLICY.fullScanInterval())),
                            Optional.empty(),
                            live.bookkeeping().polls().lookAt()));
            assertThat(live.bookkeeping().polls().lookAt().orElseThrow())
                    .isBetween(NOW.plus(Duration.ofMinutes(50)), NOW.plus(Duration.ofHours(1)));
        }

        @Test
        void aChangeSignalledMeanwhileBecomesACatchUp() {
            SyncLink signalled = Links.moved(Links.withPage(), new Fact.ChangeSignalled(EVA), NOW);

            SyncRun next = Links.completed(signalled, NOW).run().orElseThrow();

            assertThat(next.kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(next.hints()).contains(EVA);
            assertThat(next.urgency()).isEqualTo(SyncRun.Urgency.SIGNAL);
        }

        @Test
        void aReadOfChangesGoesBackToTheWatermarkBeforeTheLast() {
            SyncLink second = Links.completed(Links.polling(), NOW.plusSeconds(300));

            assertThat(readFrom(Links.live(), NOW)).contains(NOW);
            assertThat(readFrom(second, NOW.plusSeconds(300))).contains(NOW);
            assertThat(second.bookkeeping().watermarks().last()).contains(NOW.plusSeconds(300));
        }

        @Test
        void onceAnHourAReadOfChangesGoesFurtherBackAndTheReadThatDidSaysSo() {
            Instant hour = NOW.plus(Duration.ofHours(1));
            Instant before = NOW.minus(Duration.ofMinutes(195));
            assertThat(readFrom(Links.live(), hour)).contains(before);

            assertThat(afterChangesSince(before.plusSeconds(1), hour).readBackAt())
                    .contains(NOW);
            assertThat(afterChangesSince(before, hour).readBackAt()).contains(hour);
        }

        private Watermarks afterChangesSince(Instant since, Instant at) {
            Checkpoint last = Links.checkpoint(Links.polling(), 1, at, Optional.empty()).toBuilder()
                    .read(ReadMode.changesSince(since))
                    .build();
            return Links.moved(Links.polling(), Links.completion(Links.polling(), Links.report(last)), at)
                    .bookkeeping()
                    .watermarks();
        }

        private Optional<Instant> readFrom(SyncLink link, Instant at) {
            return link.bookkeeping().watermarks().readFrom(at, Duration.ofHours(1), Duration.ofMinutes(195));
        }
    }

    @Nested
    class OnAFailure {
        @Test
        void oneThatPassesWaitsItsBackOffAndRaisesTheFence() {
            SyncLink waiting = Links.failed(Links.importing(), FailureKind.UNREACHABLE);

            assertThat(waiting.run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.BACK_OFF);
            assertThat(waiting.due().orElseThrow()).isBetween(NOW, NOW.plusSeconds(10));
            assertThat(waiting.bookkeeping().fence()).isEqualTo(waiting.version());
        }

        @Test
        void oneThatDoesNotPassEndsTheFirstImportOrTheSync() {
            assertThat(Links.importFailed().phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
            assertThat(Links.syncFailed().phase()).isEqualTo(SyncPhase.SYNC_FAILED);
            assertThat(Links.syncFailed().bookkeeping().fence())
                    .isEqualTo(Links.syncFailed().version());
        }

        @Test
        void aRateLimitCostsNoAttemptAndWaitsAtMostAnHour() {
            SyncLink waiting = Links.moved(
                    Links.importing(),
                    Links.failure(Links.importing(), FailureKind.RATE_LIMITED, Optional.of(Duration.ofDays(2))),
                    NOW);

            assertThat(waiting.run().orElseThrow().attempt()).isEqualTo(1);
            assertThat(waiting.run().orElseThrow().failures()).isZero();
            assertThat(waiting.due()).contains(NOW.plus(Duration.ofHours(1)));
        }

        @Test
        void aRefusedCursorDropsTheCheckpointAndIsDueNow() {
            SyncRun run = Links.failed(Links.withPage(), FailureKind.CURSOR_REFUSED)
                    .run()
                    .orElseThrow();

            assertThat(run.checkpoint()).isEmpty();
            assertThat(run.due()).isEqualTo(NOW);
            assertThat(run.attempt()).isEqualTo(2);
        }

        @Test
        void theLastAttemptKeepsItsOwnKindAndTheSpentTotalIsNoProgress() {
            SyncPolicy once = policy(RetryPolicy.builder().maxAttempts(1).build());
            SyncPolicy oneInAll = policy(RetryPolicy.builder().maxFailures(1).build());
            WorkerReport.RunFailed failed = Links.failure(Links.withPage(), FailureKind.MALFORMED, Optional.empty());

            assertThat(endedAs(Links.withPage(), failed, once, NOW)).isEqualTo(FailureKind.MALFORMED);
            assertThat(endedAs(Links.withPage(), failed, oneInAll, NOW)).isEqualTo(FailureKind.NO_PROGRESS);
            assertThat(endedAs(Links.importing(), failed, oneInAll, NOW)).isEqualTo(FailureKind.MALFORMED);
        }

        @Test
        void theLongestTimeOfARunEndsItEvenWhileTheProviderAsksToWait() {
            Instant late = NOW.plus(POLICY.retry().maxRunDuration());
            WorkerReport.RunFailed failed = Links.failure(Links.withPage(), FailureKind.RATE_LIMITED, Optional.empty());
            WorkerReport.RunYielded yielded = new WorkerReport.RunYielded(
                    1, Links.withPage().bookkeeping().fence(), late, SyncRun.Wait.NOW);

            assertThat(endedAs(Links.withPage(), failed, POLICY, late)).isEqualTo(FailureKind.NO_PROGRESS);
            assertThat(endedAs(Links.withPage(), yielded, POLICY, late)).isEqualTo(FailureKind.NO_PROGRESS);
        }

        @Test
        void aRemoteThatWasNeverSeenIsGoneAtOnceAndOneThatWasIsAskedAgain() {
            Optional<Duration> window = Optional.of(Duration.ofMinutes(10));
            SyncLink unseen = Links.importing();
            SyncLink seen = Links.withPage();

            SyncLink gone = Links.moved(unseen, Links.failure(unseen, FailureKind.REMOTE_GONE, window), NOW);
            SyncLink suspected = Links.moved(seen, Links.failure(seen, FailureKind.REMOTE_GONE, window), NOW);

            assertThat(gone.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
            assertThat(suspected.due()).contains(NOW.plus(Duration.ofMinutes(10)));
            assertThat(suspected.run().orElseThrow().goneSince()).contains(NOW);
        }

        @Test
        void goneHeardAgainTooSoonWaitsForTheRestOfTheWindow() {
            Optional<Duration> window = Optional.of(Duration.ofMinutes(10));
            SyncLink seen = Links.withPage();
            SyncLink suspected = Links.moved(seen, Links.failure(seen, FailureKind.REMOTE_GONE, window), NOW);
            SyncLink hurried =
                    Links.moved(suspected, new UserRequest.RetryRequested(Links.PERSON), NOW.plusSeconds(60));
            SyncLink again = Links.claimed(hurried, NOW.plusSeconds(60));

            SyncLink still =
                    Links.moved(again, Links.failure(again, FailureKind.REMOTE_GONE, window), NOW.plusSeconds(61));

            assertThat(still.phase()).isEqualTo(SyncPhase.IMPORTING);
            assertThat(still.due()).contains(NOW.plus(Duration.ofMinutes(10)));
        }
    }

    @Nested
    class OnALostWorker {
        @Test
        void onlyTheVeryLeaseThatWasWatchedIsLostWhateverTheClockSays() {
            SyncLink working = Links.importing();
            WorkerReport.RunLost lost = lost(working, NOW.plusSeconds(40));

            assertThat(decide(working, lost(working, NOW.plusSeconds(39)), NOW.plusSeconds(90)))
                    .isInstanceOf(Decision.Ignored.class);
            SyncLink renewed = Links.moved(
                    working,
                    new WorkerReport.LeaseRenewed(1, working.bookkeeping().fence()),
                    NOW.plusSeconds(14));
            assertThat(decide(renewed, lost, NOW.plusSeconds(90))).isInstanceOf(Decision.Ignored.class);
            assertThat(decide(working, lost, NOW.minus(Duration.ofDays(40)))).isInstanceOf(Decision.Moved.class);
            SyncLink waiting = Links.moved(working, lost, NOW.plusSeconds(60));
            assertThat(waiting.run().orElseThrow().lastFailure().orElseThrow().kind())
                    .isEqualTo(FailureKind.LOST);
            assertThat(waiting.run().orElseThrow().attempt()).isEqualTo(2);
        }

        @Test
        void theLastAttemptsLossGivesUp() {
            SyncPolicy once = policy(RetryPolicy.builder().maxAttempts(1).build());
            SyncLink working = Links.importing();

            assertThat(endedAs(working, lost(working, NOW.plusSeconds(40)), once, NOW.plusSeconds(60)))
                    .isEqualTo(FailureKind.LOST);
        }

        @Test
        void aRenewedLeaseCountsFromNow() {
            SyncLink working = Links.importing();

            assertThat(Links.moved(
                                    working,
                                    new WorkerReport.LeaseRenewed(
                                            1, working.bookkeeping().fence()),
                                    NOW.plusSeconds(20))
                            .due())
                    .contains(NOW.plusSeconds(60));
        }

        private WorkerReport.RunLost lost(SyncLink working, Instant until) {
            return new WorkerReport.RunLost(1, working.bookkeeping().fence(), until);
        }
    }

    @Nested
    class OnASignal {
        @Test
        void aRunThatHasNotBegunWillReadIt() {
            assertThat(decide(Links.born(), new Fact.ChangeSignalled(EVA))).isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void aSignalDuringARunIsRememberedOnce() {
            SyncLink once = Links.moved(Links.importing(), new Fact.ChangeSignalled(EVA), NOW);

            assertThat(once.bookkeeping().pendingWork().change()).contains(EVA);
            assertThat(decide(once, new Fact.ChangeSignalled(EVA))).isInstanceOf(Decision.Ignored.class);
            assertThat(Links.moved(once, new Fact.ChangeSignalled(NOOR), NOW)
                            .bookkeeping()
                            .pendingWork()
                            .change())
                    .contains(Hints.of(Set.of(AttendeeId.of("a1"), AttendeeId.of("a2"))));
        }

        @Test
        void aLiveLinkCatchesUpAndAWaitingCatchUpTakesMoreNames() {
            SyncLink waiting = Links.moved(Links.live(), new Fact.ChangeSignalled(EVA), NOW);
            SyncLink more = Links.moved(waiting, new Fact.ChangeSignalled(NOOR), NOW);

            assertThat(more.run().orElseThrow().id())
                    .isEqualTo(waiting.run().orElseThrow().id());
            assertThat(more.run().orElseThrow().hints().orElseThrow().named()).hasSize(2);
            assertThat(decide(more, new Fact.ChangeSignalled(EVA))).isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void aPollJoinedByANamedSignalStaysAReadOfAllChanges() {
            SyncLink poll = Links.moved(Links.live(), new Fact.PollDue(), NOW.plus(POLICY.pollInterval()));

            assertThat(decide(poll, new Fact.ChangeSignalled(EVA))).isInstanceOf(Decision.Ignored.class);
            assertThat(poll.run().orElseThrow().hints()).contains(Hints.ALL);
        }
    }

    @Nested
    class WhenAPollIsDue {
        @Test
        void thePollReadsChangesAndTheFullScanReadsEverything() {
            Instant poll = NOW.plus(POLICY.pollInterval());
            Instant scan = NOW.plus(POLICY.fullScanInterval());

            assertThat(Links.moved(Links.live(), new Fact.PollDue(), poll)
                            .run()
                            .orElseThrow()
                            .kind())
                    .isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(Links.moved(Links.live(), new Fact.PollDue(), scan)
                            .run()
                            .orElseThrow()
                            .kind())
                    .isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(decide(Links.live(), new Fact.PollDue(), poll.minusMillis(1)))
                    .isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void aLinkOnHoldIsNotPolledAndHasNothingDue() {
            SyncLink onHold = Links.suspended(Links.live());

            assertThat(decide(onHold, new Fact.PollDue(), NOW.plus(POLICY.fullScanInterval())))
                    .isInstanceOf(Decision.Ignored.class);
            assertThat(onHold.due()).isEmpty();
        }
    }

    @Nested
    class AnAnswer {
        @Test
        void callsTheFunctionOfItsKind() {
            assertThat(kind(decide(Links.live(), new UserRequest.ResyncRequested(Links.PERSON))))
                    .isEqualTo("moved");
            assertThat(kind(decide(Links.live(), new UserRequest.RetryRequested(Links.PERSON))))
                    .isEqualTo("ignored");
            assertThat(kind(decide(Links.disconnected(), new UserRequest.RetryRequested(Links.PERSON))))
                    .isEqualTo("refused");
        }

        @Test
        void recordsWhatAPersonSawBeforeAndSeesNow() {
            Decision.Moved moved =
                    (Decision.Moved) decide(Links.live(), new UserRequest.SuspendRequested(Links.PERSON));
            VisibleState after = moved.record().orElseThrow().after();

            assertThat(after.status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(moved.record().orElseThrow().before()).contains(VisibleState.of(Links.live()));
            assertThat(new VisibleState(after.phase(), after.binding(), true, Optional.empty()))
                    .isEqualTo(after);
        }

        private String kind(Decision decision) {
            return decision.fold(moved -> "moved", ignored -> "ignored", refused -> "refused");
        }
    }

    private static Decision decide(SyncLink link, Trigger trigger) {
        return decide(link, trigger, NOW);
    }

    private static Decision decide(SyncLink link, Trigger trigger, Instant now) {
        return SyncStateMachine.decide(link, trigger, POLICY, now);
    }

    private static FailureKind endedAs(SyncLink link, Trigger trigger, SyncPolicy policy, Instant now) {
        SyncLink ended = SyncStateMachine.decide(link, trigger, policy, now).link();
        assertThat(ended.run()).isEmpty();
        assertThat(ended.lastRun().orElseThrow().failure())
                .isEqualTo(ended.incident().map(incident -> incident.last()));
        return ended.incident().orElseThrow().last().kind();
    }

    private static SyncPolicy policy(RetryPolicy retry) {
        return SyncPolicy.builder().retry(retry).build();
    }

    private static SyncLink dueNow(SyncLink waiting) {
        return waiting.toBuilder()
                .run(waiting.run().orElseThrow().toBuilder().due(NOW).build())
                .build();
    }
}
