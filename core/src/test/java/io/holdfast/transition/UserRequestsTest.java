package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person asks for: to reconnect, to read everything again, to hold, and to go on. */
final class UserRequestsTest {
    private static final SyncLink.Binding FIRST = new SyncLink.Binding(IntegrationId.of("i-1"), 1);
    private static final SyncLink.Binding RENEWED = new SyncLink.Binding(IntegrationId.of("i-1"), 2);
    private static final SyncLink.Binding OTHER = new SyncLink.Binding(IntegrationId.of("i-2"), 1);
    private static final Instant LATER = NOW.plusSeconds(7);

    @Nested
    class ToReconnect {
        // spotless:off
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "NOT_CONNECTED      | RECONNECT_INTEGRATION | that integration is not connected; connect the provider first",
            "OTHER_PROVIDER     | RECONNECT             | that integration belongs to another provider; pick one of the link's own",
            "OTHER_WORKSPACE    | RECONNECT             | that integration belongs to another workspace; pick one of the link's own",
            "OTHER_ACCOUNT      | RECONNECT             | that integration is another account; connect the one from before again, or move the link",
            "REMOTE_NOT_VISIBLE | RECONNECT             | that account can't see the remote side; connect the one from before again, or move to one that can",
        })
        // spotless:on
        void isRefusedInEveryPhaseWhereTheConnectionCantLetTheLinkIn(
                ReconnectObstacle why, RecoveryAction instead, String reason) {
            UserRequest request = new UserRequest.ReconnectRequested(Links.PERSON, OTHER, Optional.of(why), true, true);

            for (SyncPhase phase : SyncPhase.values()) {
                assertThat(decide(Links.in(phase), request)).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.suggestedAction()).isEqualTo(instead);
                    assertThat(refused.link()).isEqualTo(Links.in(phase));
                });
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"IMPORTING", "LIVE"})
        void toTheSameConnectionIsDoneAlreadyEvenIfAMoveIsMeant(SyncPhase phase) {
            Decision decision = decide(Links.in(phase), reconnect(FIRST, true, true));

            assertThat(decision).isInstanceOf(Decision.Ignored.class);
            assertThat(decision.reason()).isEqualTo("bound to that connection already");
        }

        @ParameterizedTest
        @CsvSource({"IMPORTING, WAIT", "LIVE, NONE"})
        void isRefusedWhileTheBoundConnectionCountsUnlessAMoveIsMeant(SyncPhase phase, RecoveryAction instead) {
            Decision decision = decide(Links.in(phase), reconnect(OTHER, false, false));

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.suggestedAction()).isEqualTo(instead));
            assertThat(decide(Links.in(phase), reconnect(OTHER, false, true)).reason())
                    .isEqualTo("a person moved the link to another connection");
            assertThat(decide(Links.in(phase), reconnect(RENEWED, true, false)).reason())
                    .isEqualTo("a person reconnected before the link was told of the severance");
        }

        @ParameterizedTest
        @EnumSource
        void beginsAnImportBoundToTheNewConnectionInAnyPhase(SyncPhase phase) {
            SyncLink before = Links.in(phase);

            SyncLink after = Links.moved(before, reconnect(RENEWED, true, false), LATER);

            assertThat(after.phase()).isEqualTo(SyncPhase.IMPORTING);
            assertThat(after.binding()).isEqualTo(RENEWED);
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.since()).isEqualTo(phase == SyncPhase.IMPORTING ? NOW : LATER);
            assertThat(after.bookkeeping().polls()).isEqualTo(PollSchedule.NONE);
            assertThat(after.bookkeeping().pendingWork()).isEqualTo(PendingWork.NOTHING);
            assertThat(after.importedAt()).isEqualTo(before.importedAt());
            SyncRun run = after.run().orElseThrow();
            assertThat(run.kind()).isEqualTo(SyncRun.Kind.IMPORT);
            assertThat(run.urgency()).isEqualTo(SyncRun.Urgency.PERSON);
            assertThat(run.due()).isEqualTo(LATER);
            assertThat(run.id()).isEqualTo(after.version());
        }

        @Test
        void leavesTheWorkerOfTheRunBeforeLate() {
            SyncLink working = Links.importing();

            SyncLink moved = Links.moved(working, reconnect(OTHER, false, true), NOW);

            assertThat(moved.bookkeeping().fence()).isEqualTo(moved.version());
            assertThat(decide(
                                    moved,
                                    new WorkerReport.LeaseRenewed(
                                            1, working.bookkeeping().fence()))
                            .reason())
                    .startsWith("late");
            assertThat(Links.moved(Links.disconnected(), reconnect(RENEWED, true, false), NOW)
                            .bookkeeping()
                            .fence())
                    .isEqualTo(Links.disconnected().bookkeeping().fence());
        }

        private UserRequest reconnect(SyncLink.Binding to, boolean boundSevered, boolean move) {
            return new UserRequest.ReconnectRequested(Links.PERSON, to, Optional.empty(), boundSevered, move);
        }
    }

    @Nested
    class ToRetry {
        @Test
        void aRunThatIsOnOrDueIsLeftAlone() {
            assertThat(decide(Links.importing(), new UserRequest.RetryRequested(Links.PERSON))
                            .reason())
                    .isEqualTo("a run is working already");
            assertThat(decide(Links.born(), new UserRequest.RetryRequested(Links.PERSON))
                            .reason())
                    .isEqualTo("a run is due already and waits for a worker");
        }

        @Test
        void aWaitThatIsOverIsNotBroughtForward() {
            SyncLink waiting = Links.failed(Links.importing(), FailureKind.UNREACHABLE);
            Instant due = waiting.due().orElseThrow();

            assertThat(decide(waiting, new UserRequest.RetryRequested(Links.PERSON), due.minusMillis(1)))
                    .isInstanceOf(Decision.Moved.class);
            assertThat(decide(waiting, new UserRequest.RetryRequested(Links.PERSON), due)
                            .reason())
                    .startsWith("a run is due already");
        }

        @Test
        void theImportOfAFailedLinkIsAPersonsAndKeepsNothingDueOnTheIncident() {
            SyncLink failed = Links.failedForTime();

            SyncLink again = Links.moved(failed, new UserRequest.RetryRequested(Links.PERSON), LATER);

            assertThat(failed.incident().orElseThrow().autoRetryAt()).isPresent();
            assertThat(again.incident().orElseThrow().autoRetryAt()).isEmpty();
            assertThat(again.incident().orElseThrow().autoRetriesUsed()).isZero();
            assertThat(again.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.PERSON);
            assertThat(again.bookkeeping().fence())
                    .isEqualTo(failed.bookkeeping().fence());
            assertThat(again.since()).isEqualTo(LATER);
        }
    }

    @Nested
    class ToResync {
        @Test
        void aLiveLinkWalksNow() {
            SyncRun run = Links.moved(Links.live(), resync(), LATER).run().orElseThrow();

            assertThat(run.kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(run.urgency()).isEqualTo(SyncRun.Urgency.PERSON);
            assertThat(run.due()).isEqualTo(LATER);
            assertThat(run.hints()).isEmpty();
        }

        @Test
        void aFullScanThatIsOnReadsEverythingAlready() {
            SyncLink scanning = Links.moved(Links.live(), resync(), NOW);

            assertThat(decide(scanning, resync()).reason()).isEqualTo("a full scan is on already and reads everything");
            assertThat(decide(Links.claimed(scanning), resync())).isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void aFullScanThatNobodyAskedForIsHurriedOnceAndKeepsItsPlace() {
            SyncLink scanning = Links.moved(Links.live(), resync(), NOW);
            SyncLink routine = scanning.toBuilder()
                    .run(scanning.run().orElseThrow().toBuilder()
                            .urgency(SyncRun.Urgency.ROUTINE)
                            .build())
                    .build();

            SyncLink hurried = Links.moved(routine, resync(), LATER);

            assertThat(hurried.run()).isEqualTo(scanning.run());
            assertThat(decide(hurried, resync())).isInstanceOf(Decision.Ignored.class);
        }

        @Test
        void aWorkingCatchUpIsFollowedByAFullScan() {
            SyncLink polling = Links.polling();
            SyncLink wanted = Links.moved(polling, resync(), polling.decidedAt());

            assertThat(wanted.run()).isEqualTo(Links.polling().run());
            assertThat(wanted.bookkeeping().pendingWork().resyncWanted()).isTrue();
            assertThat(decide(wanted, resync()).reason()).isEqualTo("remembered already");
            SyncRun next = Links.completed(wanted, NOW).run().orElseThrow();
            assertThat(next.kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(next.urgency()).isEqualTo(SyncRun.Urgency.PERSON);
        }

        @Test
        void aFullScanThatIsRememberedReadsAChangeThatIsAsWell() {
            SyncLink wanted = Links.moved(Links.polling(), resync(), NOW);
            SyncLink both = Links.moved(wanted, new Fact.ChangeSignalled(Hints.of(Set.of(AttendeeId.of("a1")))), NOW);

            SyncLink completed = Links.completed(both, NOW);

            assertThat(both.bookkeeping().pendingWork().resyncWanted()).isTrue();
            assertThat(completed.run().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(completed.run().orElseThrow().hints()).contains(Hints.of(Set.of(AttendeeId.of("a1"))));
            assertThat(completed.bookkeeping().pendingWork()).isEqualTo(PendingWork.NOTHING);
        }

        @Test
        void aWaitingCatchUpBecomesAFullScanUnlessTheProviderAskedItToWait() {
            SyncLink waiting = Links.failed(Links.polling(), FailureKind.UNREACHABLE);
            SyncLink asked = Links.asked(Links.polling(), Duration.ofMinutes(3));

            SyncRun scan = Links.moved(waiting, resync(), NOW).run().orElseThrow();
            assertThat(scan.kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(scan.due()).isEqualTo(NOW);
            SyncLink pendingWork = Links.moved(asked, resync(), NOW);
            assertThat(pendingWork.run()).isEqualTo(asked.run());
            assertThat(pendingWork.bookkeeping().pendingWork().resyncWanted()).isTrue();
            assertThat(decide(pendingWork, resync()).reason())
                    .isEqualTo("remembered already, until the provider's wait is over");
        }

        @Test
        void aCatchUpThatWaitsForBackOffBecomesAFullScanWhereOneWasRememberedAsWell() {
            SyncLink wanted = Links.moved(Links.polling(), resync(), NOW);
            SyncLink waiting = Links.failed(wanted, FailureKind.UNREACHABLE);

            SyncLink scanning = Links.moved(waiting, resync(), NOW);

            assertThat(scanning.run().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(scanning.bookkeeping().pendingWork().resyncWanted()).isFalse();
            assertThat(Links.completed(Links.claimed(scanning), NOW).run()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"IMPORT_FAILED, RETRY", "SYNC_FAILED, RETRY", "DISCONNECTED, RECONNECT"})
        void aLinkAtRestRefusesAndNamesWhatHelps(SyncPhase phase, RecoveryAction instead) {
            assertThat(decide(Links.in(phase), resync()))
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.suggestedAction()).isEqualTo(instead));
        }

        private UserRequest resync() {
            return new UserRequest.ResyncRequested(Links.PERSON);
        }
    }

    @Nested
    class ToHold {
        @Test
        void aWorkerLetsGoAndTheRunIsKeptWithItsCheckpoint() {
            SyncLink working = Links.withPage();

            SyncLink held = Links.moved(working, new UserRequest.SuspendRequested(Links.PERSON), LATER);

            assertThat(held.suspended()).isTrue();
            assertThat(held.phase()).isEqualTo(working.phase());
            assertThat(held.bookkeeping().fence()).isEqualTo(held.version());
            assertThat(held.due()).isEmpty();
            SyncRun run = held.run().orElseThrow();
            assertThat(run.isWorking()).isFalse();
            assertThat(run.due()).isEqualTo(LATER);
            assertThat(run.waitsFor()).isEqualTo(SyncRun.Wait.NOW);
            assertThat(run.checkpoint())
                    .isEqualTo(working.run().orElseThrow().checkpoint())
                    .isPresent();
        }

        @ParameterizedTest
        @EnumSource
        void isTakenOnceInEveryPhaseAndShowsInTheHistory(SyncPhase phase) {
            Decision decision = decide(Links.in(phase), new UserRequest.SuspendRequested(Links.PERSON));

            assertThat(decision).isInstanceOfSatisfying(Decision.Moved.class, moved -> {
                assertThat(moved.next().suspended()).isTrue();
                assertThat(moved.next().phase()).isEqualTo(phase);
                assertThat(moved.record().orElseThrow().actor()).isEqualTo(Links.PERSON);
            });
            assertThat(decide(decision.link(), new UserRequest.SuspendRequested(Links.PERSON))
                            .reason())
                    .isEqualTo("on hold already");
        }

        @Test
        void withoutAWorkerTheFenceStays() {
            assertThat(Links.suspended(Links.live()).bookkeeping().fence())
                    .isEqualTo(Links.live().bookkeeping().fence());
        }
    }

    @Nested
    class ToGoOn {
        @Test
        void aLiveLinkReadsWhatChangedMeanwhile() {
            SyncLink resumed = Links.moved(Links.suspended(Links.live()), resume(), LATER);

            assertThat(resumed.suspended()).isFalse();
            SyncRun run = resumed.run().orElseThrow();
            assertThat(run.kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(run.urgency()).isEqualTo(SyncRun.Urgency.PERSON);
            assertThat(run.hints()).contains(Hints.ALL);
            assertThat(run.due()).isEqualTo(LATER);
        }

        @Test
        void theProvidersWaitIsKeptAndABackOffIsNot() {
            SyncLink asked = Links.suspended(Links.asked(Links.importing(), Duration.ofMinutes(3)));
            SyncLink waiting = Links.suspended(Links.failed(Links.importing(), FailureKind.UNREACHABLE));

            SyncRun kept = Links.moved(asked, resume(), LATER).run().orElseThrow();
            SyncRun over = Links.moved(asked, resume(), NOW.plus(Duration.ofMinutes(3)))
                    .run()
                    .orElseThrow();
            SyncRun ended = Links.moved(waiting, resume(), LATER).run().orElseThrow();

            assertThat(kept.due()).isEqualTo(NOW.plus(Duration.ofMinutes(3)));
            assertThat(kept.waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
            assertThat(over.waitsFor()).isEqualTo(SyncRun.Wait.NOW);
            assertThat(over.due()).isEqualTo(NOW.plus(Duration.ofMinutes(3)));
            assertThat(ended.due()).isEqualTo(LATER);
            assertThat(ended.waitsFor()).isEqualTo(SyncRun.Wait.NOW);
        }

        @Test
        void theTimeOnHoldIsNoTimeOfTheRun() {
            SyncLink held = Links.suspended(Links.importing());

            assertThat(held.run().orElseThrow().startedAt()).contains(NOW);
            assertThat(Links.moved(held, resume(), LATER).run().orElseThrow().startedAt())
                    .isEmpty();
        }

        @Test
        void aRunThatHadBegunIsFollowedByAReadOfWhatChanged() {
            SyncLink begun = Links.moved(Links.suspended(Links.withPage()), resume(), LATER);
            SyncLink fresh = Links.moved(Links.suspended(Links.born()), resume(), LATER);

            assertThat(begun.suspended()).isFalse();
            assertThat(begun.bookkeeping().pendingWork().change()).contains(Hints.ALL);
            assertThat(fresh.suspended()).isFalse();
            assertThat(fresh.bookkeeping().pendingWork()).isEqualTo(PendingWork.NOTHING);
        }

        @ParameterizedTest
        @EnumSource(names = {"IMPORT_FAILED", "SYNC_FAILED", "DISCONNECTED"})
        void aLinkAtRestStaysThere(SyncPhase phase) {
            SyncLink resumed = Links.moved(Links.suspended(Links.in(phase)), resume(), LATER);

            assertThat(resumed.suspended()).isFalse();
            assertThat(resumed.phase()).isEqualTo(phase);
            assertThat(resumed.run()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void aLinkThatIsNotOnHoldHasNothingToResume(SyncPhase phase) {
            assertThat(decide(Links.in(phase), resume()).reason()).isEqualTo("not on hold");
        }

        private UserRequest resume() {
            return new UserRequest.ResumeRequested(Links.PERSON);
        }
    }

    private static Decision decide(SyncLink link, Trigger trigger) {
        return decide(link, trigger, NOW);
    }

    private static Decision decide(SyncLink link, Trigger trigger, Instant now) {
        return SyncStateMachine.decide(link, trigger, POLICY, now);
    }
}
