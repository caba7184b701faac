package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LastRun;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong: an incident opens, grows, is tried again unasked and ends; a connection is severed. */
final class IncidentsTest {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(15);
    private static final SyncPolicy ONE_ATTEMPT = SyncPolicy.builder()
            .retry(RetryPolicy.builder().maxAttempts(1).build())
            .build();

    @Nested
    class AnIncident {
        @Test
        void opensWithTheRunThatGivesUpAndLeavesNothingElseToDo() {
            SyncLink failed = Links.failedForTime();

            Incident incident = failed.incident().orElseThrow();
            assertThat(incident.since()).isEqualTo(NOW);
            assertThat(incident.failedRuns()).isEqualTo(1);
            assertThat(incident.last().kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(incident.autoRetryAt().orElseThrow())
                    .isBetween(
                            NOW.plus(FIRST_WAIT.multipliedBy(4).dividedBy(5)),
                            NOW.plus(FIRST_WAIT.multipliedBy(6).dividedBy(5)));
            assertThat(failed.due()).isEqualTo(incident.autoRetryAt());
            assertThat(failed.since()).isEqualTo(NOW);
            assertThat(failed.bookkeeping().polls()).isEqualTo(PollSchedule.NONE);
            assertThat(failed.bookkeeping().pendingWork()).isEqualTo(PendingWork.NOTHING);
        }

        @Test
        void ofAFailureThatTimeDoesNotMendHasNothingDue() {
            assertThat(Links.syncFailed().incident().orElseThrow().autoRetryAt())
                    .isEmpty();
            assertThat(SyncStateMachine.announced(Links.syncFailed())).isEmpty();
        }

        @Test
        void isTriedAgainUnaskedWhenDueAndNotBefore() {
            SyncLink failed = Links.failedForTime();
            Instant due = failed.due().orElseThrow();

            assertThat(SyncStateMachine.announced(failed)).contains(new Fact.AutoRetryDue());
            assertThat(decide(failed, new Fact.AutoRetryDue(), due.minusMillis(1)))
                    .isInstanceOf(Decision.Ignored.class);
            SyncLink autoRetrying = Links.moved(failed, new Fact.AutoRetryDue(), due);
            assertThat(autoRetrying.phase()).isEqualTo(SyncPhase.IMPORTING);
            assertThat(autoRetrying.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.ROUTINE);
            assertThat(autoRetrying.run().orElseThrow().kind()).isEqualTo(SyncRun.Kind.IMPORT);
            assertThat(autoRetrying.incident().orElseThrow().autoRetriesUsed()).isEqualTo(1);
            assertThat(autoRetrying.incident().orElseThrow().autoRetryAt()).isEmpty();
        }

        @Test
        void growsWithEachRunThatFailsAndWaitsLongerEachTime() {
            SyncLink failed = Links.failedForTime();
            Instant due = failed.due().orElseThrow();
            SyncLink again = Links.claimed(Links.moved(failed, new Fact.AutoRetryDue(), due), due);

            SyncLink grown = SyncStateMachine.decide(
                            again, Links.failure(again, FailureKind.UNREACHABLE, Optional.empty()), ONE_ATTEMPT, due)
                    .link();

            assertThat(grown.phase()).isEqualTo(SyncPhase.SYNC_FAILED);
            assertThat(grown.incident().orElseThrow().failedRuns()).isEqualTo(2);
            assertThat(grown.incident().orElseThrow().since()).isEqualTo(NOW);
            assertThat(grown.due().orElseThrow())
                    .isBetween(due.plus(Duration.ofMinutes(48)), due.plus(Duration.ofMinutes(72)));
        }

        @Test
        void endsWithTheRunThatCompletesAndTheHistorySaysSo() {
            SyncLink again = Links.moved(Links.syncFailed(), new UserRequest.RetryRequested(Links.PERSON), NOW);
            SyncLink read = Links.moved(
                    Links.claimed(again),
                    new WorkerReport.PageApplied(
                            again.run().orElseThrow().id(),
                            again.version() + 1,
                            Links.checkpoint(Links.claimed(again), 1, NOW, Optional.empty()),
                            Optional.empty()),
                    NOW);

            Decision.Moved completed = (Decision.Moved) decide(
                    read,
                    new WorkerReport.RunCompleted(
                            read.run().orElseThrow().id(),
                            read.bookkeeping().fence(),
                            Links.report(Links.checkpoint(read, 1, NOW, Optional.empty()))),
                    NOW);

            assertThat(completed.next().incident()).isEmpty();
            assertThat(completed.record().orElseThrow().recovered()).isTrue();
            assertThat(completed.record().orElseThrow().actor()).isEqualTo(Actor.SYSTEM);
            assertThat(Links.birth().record().orElseThrow().recovered()).isFalse();
        }

        @Test
        void isNotTriedAgainUnaskedWhileOnHold() {
            SyncLink held = Links.suspended(Links.failedForTime());

            assertThat(held.due()).isEmpty();
            assertThat(decide(held, new Fact.AutoRetryDue(), NOW.plus(FIRST_WAIT))
                            .reason())
                    .isEqualTo("the link is on hold");
        }

        @Test
        void thatGoesOnIsNotRecordedAsRecovered() {
            Decision again = decide(Links.syncFailed(), new UserRequest.RetryRequested(Links.PERSON), NOW);

            assertThat(((Decision.Moved) again).record().orElseThrow().recovered())
                    .isFalse();
        }
    }

    @Nested
    class AFailedRun {
        @Test
        void isWrittenDownWithWhatItHadRead() {
            SyncLink failed = Links.failed(Links.withPage(), FailureKind.PERMISSION);

            LastRun run = failed.lastRun().orElseThrow();
            assertThat(run.kind()).isEqualTo(SyncRun.Kind.IMPORT);
            assertThat(run.startedAt()).isEqualTo(NOW);
            assertThat(run.endedAt()).isEqualTo(NOW);
            assertThat(run.tally().added()).isEqualTo(10);
            assertThat(run.failure()).isPresent();
            assertThat(Links.importFailed().lastRun().orElseThrow().tally()).isEqualTo(Tally.NONE);
        }

        @Test
        void keepsWhatItsLastAttemptSawOfTheRemote() {
            RemoteFacts seen = Links.facts();
            SyncLink working = Links.importing();
            SyncFailure failure = SyncFailure.of(FailureKind.UNREACHABLE, "HF-1", "no answer came", NOW);

            SyncLink waiting = Links.moved(
                    working,
                    new WorkerReport.RunFailed(
                            1, working.bookkeeping().fence(), failure, Optional.empty(), Optional.of(seen)),
                    NOW);

            assertThat(working.remote()).isEmpty();
            assertThat(waiting.remote()).contains(seen);
            assertThat(Links.failed(Links.withPage(), FailureKind.UNREACHABLE).remote())
                    .contains(seen);
        }

        @Test
        void countsEachFailureButStartsTheAttemptsAgainWithProgress() {
            SyncRun run = Links.failed(Links.withPage(), FailureKind.UNREACHABLE)
                    .run()
                    .orElseThrow();

            assertThat(run.failures()).isEqualTo(1);
            assertThat(run.attempt()).isEqualTo(2);
            assertThat(run.isWorking()).isFalse();
            assertThat(run.lastFailure()).isPresent();
        }

        @Test
        void hasItsLastAttemptAtTheBound() {
            SyncPolicy two = SyncPolicy.builder()
                    .retry(RetryPolicy.builder().maxAttempts(2).build())
                    .build();
            SyncLink first = Links.importing();
            SyncLink second = Links.claimed(dueNow(afterFailure(first, two)));

            assertThat(afterFailure(first, two).phase()).isEqualTo(SyncPhase.IMPORTING);
            assertThat(afterFailure(second, two).phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
        }

        @Test
        void spendsItsTotalAtTheBound() {
            SyncPolicy two = SyncPolicy.builder()
                    .retry(RetryPolicy.builder().maxFailures(2).build())
                    .build();
            SyncLink second = Links.claimed(dueNow(afterFailure(Links.withPage(), two)));

            SyncLink ended = afterFailure(second, two);

            assertThat(ended.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
            SyncFailure last = ended.incident().orElseThrow().last();
            assertThat(last.kind()).isEqualTo(FailureKind.NO_PROGRESS);
            assertThat(last.message())
                    .startsWith("the run spent its budget although pages came; its last failure was UNREACHABLE: ");
        }

        @Test
        void thatIsOverdueKeepsAFailureThatTimeDoesNotMend() {
            Instant late = NOW.plus(POLICY.retry().maxRunDuration());
            SyncLink working = Links.withPage();

            Decision denied = decide(working, Links.failure(working, FailureKind.PERMISSION, Optional.empty()), late);
            Decision intime = decide(
                    working, Links.failure(working, FailureKind.UNREACHABLE, Optional.empty()), late.minusMillis(1));

            assertThat(denied.link().incident().orElseThrow().last().kind()).isEqualTo(FailureKind.PERMISSION);
            assertThat(intime.link().phase()).isEqualTo(SyncPhase.IMPORTING);
        }

        @Test
        void thatWasHandedBackOverdueSaysForHowLongItMight() {
            Instant late = NOW.plus(POLICY.retry().maxRunDuration());
            SyncLink working = Links.importing();

            SyncLink ended = Links.moved(
                    working,
                    new WorkerReport.RunYielded(1, working.bookkeeping().fence(), late, SyncRun.Wait.NOW),
                    late);

            SyncFailure failure = ended.incident().orElseThrow().last();
            assertThat(failure.message())
                    .startsWith(
                            "expected the run to end within PT6H but it has not; press Retry to begin anew (reference HF-");
            assertThat(failure.message()).contains(failure.reference());
            assertThat(failure.at()).isEqualTo(late);
        }

        @Test
        void thatIsHandedBackWaitsAsItsWorkerSays() {
            SyncLink working = Links.withPage();
            Instant due = NOW.plusSeconds(40);

            SyncLink back = Links.moved(
                    working,
                    new WorkerReport.RunYielded(1, working.bookkeeping().fence(), due, SyncRun.Wait.PROVIDER_ASKED),
                    NOW);

            SyncRun run = back.run().orElseThrow();
            assertThat(run.due()).isEqualTo(due);
            assertThat(run.waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
            assertThat(run.isWorking()).isFalse();
            assertThat(run.attempt()).isEqualTo(1);
            assertThat(run.checkpoint()).isPresent();
            assertThat(back.bookkeeping().fence()).isEqualTo(back.version());
        }

        @Test
        void whoseProviderNamesNoWaitIsLeftAloneForASecond() {
            SyncLink working = Links.importing();

            SyncLink waiting =
                    Links.moved(working, Links.failure(working, FailureKind.RATE_LIMITED, Optional.empty()), NOW);

            assertThat(waiting.due()).contains(NOW.plusSeconds(1));
            assertThat(waiting.run().orElseThrow().lastFailure().orElseThrow().kind())
                    .isEqualTo(FailureKind.RATE_LIMITED);
        }

        @Test
        void whoseCursorWasRefusedWithNoAttemptLeftGivesUp() {
            SyncLink working = Links.withPage();

            SyncLink ended = SyncStateMachine.decide(
                            working,
                            Links.failure(working, FailureKind.CURSOR_REFUSED, Optional.empty()),
                            ONE_ATTEMPT,
                            NOW)
                    .link();

            assertThat(ended.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
        }

        @Test
        void whoseRemoteIsStillGoneAfterTheWindowGivesUp() {
            Optional<Duration> window = Optional.of(Duration.ofMinutes(10));
            Instant confirmed = NOW.plus(Duration.ofMinutes(10));
            SyncLink seen = Links.withPage();
            SyncLink suspected = Links.moved(seen, Links.failure(seen, FailureKind.REMOTE_GONE, window), NOW);
            SyncLink again = Links.claimed(suspected, confirmed);

            SyncLink gone = Links.moved(again, Links.failure(again, FailureKind.REMOTE_GONE, window), confirmed);

            assertThat(gone.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
            assertThat(suspected.run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.BACK_OFF);
        }

        @Test
        void whoseRemoteWasGoneForAMomentForgetsItWithTheNextPage() {
            Optional<Duration> window = Optional.of(Duration.ofMinutes(10));
            SyncLink seen = Links.withPage();
            SyncLink suspected = Links.moved(seen, Links.failure(seen, FailureKind.REMOTE_GONE, window), NOW);
            SyncLink again = Links.claimed(suspected, NOW.plus(Duration.ofMinutes(10)));

            SyncLink back = Links.pageApplied(again, 2, NOW.plus(Duration.ofMinutes(10)));

            assertThat(back.run().orElseThrow().goneSince()).isEmpty();
        }

        private SyncLink afterFailure(SyncLink link, SyncPolicy policy) {
            WorkerReport failed = Links.failure(link, FailureKind.UNREACHABLE, Optional.empty());
            return SyncStateMachine.decide(link, failed, policy, NOW).link();
        }

        private SyncLink dueNow(SyncLink waiting) {
            return Links.moved(waiting, new UserRequest.RetryRequested(Links.PERSON), NOW);
        }
    }

    @Nested
    class ASilentWorker {
        @Test
        void isNamedWithItsAttemptAndItsRunWaitsItsBackOffLessTheWatch() {
            SyncLink working = Links.importing();
            Instant passed = NOW.plus(POLICY.leaseDuration());

            SyncRun run = Links.moved(working, lost(working), passed).run().orElseThrow();

            assertThat(SyncStateMachine.announced(working)).contains(lost(working));
            assertThat(run.lastFailure().orElseThrow().message())
                    .startsWith("expected the worker of this run to renew its lease but it fell silent, attempt 1;"
                            + " nothing is lost, the run goes on at its checkpoint (reference HF-");
            assertThat(run.waitsFor()).isEqualTo(SyncRun.Wait.BACK_OFF);
            assertThat(run.due()).isEqualTo(passed);
            assertThat(thirdLoss(passed).due()).isBetween(passed.plusSeconds(12), passed.plusSeconds(20));
        }

        /** The third wait is 32 to 40 s, of which the watch has spent 20. */
        private SyncRun thirdLoss(Instant at) {
            SyncLink working = Links.importing();
            SyncRun third = working.run().orElseThrow().toBuilder().attempt(3).build();
            SyncLink tried = working.toBuilder().run(third).build();
            return Links.moved(tried, lost(tried), at).run().orElseThrow();
        }

        private WorkerReport.RunLost lost(SyncLink working) {
            return new WorkerReport.RunLost(
                    1,
                    working.bookkeeping().fence(),
                    working.run().flatMap(SyncRun::lease).orElseThrow().until());
        }

        @Test
        void whoseRunSpentItsTotalAlthoughPagesCameIsNoProgress() {
            SyncPolicy one = SyncPolicy.builder()
                    .retry(RetryPolicy.builder().maxFailures(1).build())
                    .build();
            SyncLink working = Links.withPage();

            SyncLink ended = SyncStateMachine.decide(working, lost(working), one, NOW.plus(POLICY.leaseDuration()))
                    .link();

            assertThat(ended.incident().orElseThrow().last().kind()).isEqualTo(FailureKind.NO_PROGRESS);
        }
    }

    @Nested
    class ASeverance {
        private final Fact severed = new Fact.CredentialSevered(IntegrationId.of("i-1"), 1);

        @ParameterizedTest
        @EnumSource(names = "DISCONNECTED", mode = EnumSource.Mode.EXCLUDE)
        void disconnectsALinkInAnyPhaseAndLeavesNothingDue(SyncPhase phase) {
            SyncLink before = Links.in(phase);

            SyncLink after = Links.moved(before, severed, NOW.plusSeconds(7));

            assertThat(after.phase()).isEqualTo(SyncPhase.DISCONNECTED);
            assertThat(after.since()).isEqualTo(NOW.plusSeconds(7));
            assertThat(after.run()).isEmpty();
            assertThat(after.bookkeeping().polls()).isEqualTo(PollSchedule.NONE);
            assertThat(after.bookkeeping().pendingWork()).isEqualTo(PendingWork.NOTHING);
            assertThat(after.due()).isEmpty();
            assertThat(after.importedAt()).isEqualTo(before.importedAt());
        }

        @Test
        void makesAWorkerLateAndLeavesTheFenceOfALinkWithoutARun() {
            SyncLink during = Links.moved(Links.polling(), severed, NOW);
            SyncLink between = Links.moved(Links.live(), severed, NOW);

            assertThat(during.bookkeeping().fence()).isEqualTo(during.version());
            assertThat(between.bookkeeping().fence())
                    .isEqualTo(Links.live().bookkeeping().fence());
        }

        @Test
        void keepsTheIncidentButTriesNothingAgainUnasked() {
            Incident incident =
                    Links.moved(Links.failedForTime(), severed, NOW).incident().orElseThrow();

            assertThat(incident.failedRuns()).isEqualTo(1);
            assertThat(incident.autoRetryAt()).isEmpty();
        }

        @Test
        void ofALaterConnectionMeansTheLinkAndOfAnEarlierOneOrAnotherIntegrationDoesNot() {
            SyncLink second = Links.moved(
                    Links.disconnected(),
                    new UserRequest.ReconnectRequested(
                            Links.PERSON,
                            new SyncLink.Binding(IntegrationId.of("i-1"), 2),
                            Optional.empty(),
                            true,
                            false),
                    NOW);

            assertThat(decide(second, new Fact.CredentialSevered(IntegrationId.of("i-1"), 3), NOW))
                    .isInstanceOf(Decision.Moved.class);
            assertThat(decide(second, new Fact.CredentialSevered(IntegrationId.of("i-1"), 2), NOW))
                    .isInstanceOf(Decision.Moved.class);
            assertThat(decide(second, severed, NOW).reason())
                    .isEqualTo("another connection was severed, not the one that the link is bound to");
            assertThat(decide(second, new Fact.CredentialSevered(IntegrationId.of("i-2"), 9), NOW))
                    .isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void forgetsASignalForReconnectReadsEverything() {
            SyncLink signalled =
                    Links.moved(Links.withPage(), new Fact.ChangeSignalled(Hints.of(Set.of(AttendeeId.of("a1")))), NOW);

            assertThat(Links.moved(signalled, severed, NOW).bookkeeping().pendingWork())
                    .isEqualTo(PendingWork.NOTHING);
        }
    }

    private static Decision decide(SyncLink link, Trigger trigger, Instant now) {
        return SyncStateMachine.decide(link, trigger, POLICY, now);
    }
}
