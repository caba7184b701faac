package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A failed link that comes back by itself: its turns, the sign of life of its integration, and what a person sees of it. */
final class RecoveriesTest {
    private static final Instant NOW = Links.NOW;
    private static final Duration SOON = Duration.ofMinutes(10);

    @Test
    void aRecoveryWithoutAPageIsOverWithItsFirstFailure() {
        SyncLink again = recovering(Links.failedForTime());

        SyncLink failed = failed(again, FailureKind.UNREACHABLE);

        assertThat(failed.phase()).isEqualTo(SyncPhase.SYNC_FAILED);
        assertThat(failed.incident().orElseThrow().failedRuns()).isEqualTo(2);
        assertThat(failed.incident().orElseThrow().autoRetryAt()).isPresent();
    }

    @Test
    void aRecoveryThatHasBroughtAPageTriesAgainLikeEveryRun() {
        SyncLink begun = recovering(Links.failedForTime());
        SyncLink again = Links.pageApplied(begun, 1, later(begun));

        assertThat(failed(again, FailureKind.UNREACHABLE).phase()).isEqualTo(SyncPhase.IMPORTING);
    }

    @Test
    void aRecoveryWhosePlaceTheProviderLostBeginsAnewAtOnce() {
        SyncLink anew = failed(recovering(Links.failedForTime()), FailureKind.CURSOR_REFUSED);

        assertThat(anew.phase()).isEqualTo(SyncPhase.IMPORTING);
        assertThat(anew.run().orElseThrow().checkpoint()).isEmpty();
    }

    @Test
    void aPersonsRetryHasAllItsAttempts() {
        SyncLink again = Links.claimed(
                Links.moved(Links.failedForTime(), new UserRequest.RetryRequested(Links.PERSON), NOW), NOW);

        assertThat(failed(again, FailureKind.UNREACHABLE).phase()).isEqualTo(SyncPhase.IMPORTING);
    }

    @Test
    void whatIsStillGoneIsHeardOnce() {
        SyncLink gone = recovering(failedOf(FailureKind.REMOTE_GONE));

        assertThat(failed(gone, FailureKind.REMOTE_GONE).phase()).isEqualTo(SyncPhase.SYNC_FAILED);
        assertThat(failed(recovering(Links.failedForTime()), FailureKind.REMOTE_GONE)
                        .phase())
                .as("gone for the first time waits for its confirmation")
                .isEqualTo(SyncPhase.IMPORTING);
    }

    @Test
    void whatIsGoneOrForbiddenIsTriedAgainIfItWasSeenBefore() {
        assertThat(failedOf(FailureKind.PERMISSION).due()).isPresent();
        assertThat(failedOf(FailureKind.REMOTE_GONE).due()).isPresent();
        assertThat(Links.failed(Links.importing(), FailureKind.PERMISSION).due())
                .as("never seen")
                .isEmpty();
    }

    @Test
    void aSignOfLifeMakesWhatRecoversByItselfDueSoon() {
        SyncLink late = passed(passed(Links.failedForTime()));
        Instant now = late.decidedAt();
        assertThat(late.due().orElseThrow()).isAfter(now.plus(SOON));

        SyncLink woken = Links.moved(late, proven(late), now);

        assertThat(woken.due().orElseThrow()).isBetween(now, now.plus(SOON));
        assertThat(woken.phase()).isEqualTo(late.phase());
        assertThat(woken.incident().orElseThrow().autoRetriesUsed())
                .isEqualTo(late.incident().orElseThrow().autoRetriesUsed());
        assertThat(decide(woken, proven(woken), now)).isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void aSignOfLifeOfAnotherIntegrationOrForWhatOnlyAPersonMendsChangesNothing() {
        SyncLink failed = passed(Links.failedForTime());

        assertThat(decide(failed, new Fact.IntegrationProven(IntegrationId.of("another")), NOW))
                .isInstanceOf(Decision.Ignored.class);
        assertThat(decide(Links.syncFailed(), proven(Links.syncFailed()), NOW)).isInstanceOf(Decision.Ignored.class);
        assertThat(decide(Links.live(), proven(Links.live()), NOW)).isInstanceOf(Decision.Ignored.class);
        assertThat(decide(Links.disconnected(), proven(Links.disconnected()), NOW))
                .isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void aTurnThatPassesCountsAndBringsALaterOneWithoutARun() {
        SyncLink failed = Links.failedForTime();
        Instant due = failed.due().orElseThrow();

        SyncLink passed = Links.moved(failed, new Fact.AutoRetryDue(true), due);

        assertThat(passed.phase()).isEqualTo(SyncPhase.SYNC_FAILED);
        assertThat(passed.run()).isEmpty();
        assertThat(passed.incident().orElseThrow().autoRetriesUsed()).isEqualTo(1);
        assertThat(passed.due().orElseThrow()).isAfter(due.plus(Duration.ofMinutes(47)));
        assertThat(decide(failed, new Fact.AutoRetryDue(true), due.minusMillis(1)))
                .isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void onlyRunsThatAPersonRetriedCountAsFailedRetries() {
        SyncLink byItself = failed(recovering(Links.failedForTime()), FailureKind.UNREACHABLE);
        SyncLink pressed = failed(
                Links.claimed(Links.moved(byItself, new UserRequest.RetryRequested(Links.PERSON), later(byItself))),
                FailureKind.REJECTED);

        assertThat(retriesFailed(Links.failedForTime())).isZero();
        assertThat(retriesFailed(byItself)).isZero();
        assertThat(retriesFailed(pressed)).isEqualTo(1);
    }

    @Test
    void oneOfManyThatAreRetriedIsDueWithinTheMinuteAndAPersons() {
        SyncLink again = Links.moved(Links.syncFailed(), new UserRequest.RetryRequested(Links.PERSON, true), NOW);

        assertThat(again.run().orElseThrow().due()).isBetween(NOW.plusMillis(1), NOW.plus(Duration.ofMinutes(1)));
        assertThat(again.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.PERSON);
        assertThat(SoundTimes.before(again, Links.POLICY, NOW)).isSameAs(again);
    }

    @Test
    void oneOfManyThatWasRetriedByAClockThatWasAheadStillWaitsItsPartOfTheMinute() {
        Instant ahead = NOW.plus(Duration.ofDays(40));
        SyncLink again = Links.moved(Links.syncFailed(), new UserRequest.RetryRequested(Links.PERSON, true), ahead);
        Duration meant = Duration.between(ahead, again.run().orElseThrow().due());

        SyncLink sound = SoundTimes.before(again, Links.POLICY, NOW);

        assertThat(meant).isPositive();
        assertThat(sound.run().orElseThrow().due()).isEqualTo(NOW.plus(meant));
        assertThat(SoundTimes.before(sound, Links.POLICY, NOW)).isSameAs(sound);
    }

    @Test
    void oneOfManyThatWaitsForItsBackOffIsNotPutOff() {
        SyncLink waiting = Links.failed(Links.importing(), FailureKind.UNREACHABLE);
        Instant almost = waiting.due().orElseThrow().minusMillis(1);

        SyncLink forward = Links.moved(waiting, new UserRequest.RetryRequested(Links.PERSON, true), almost);

        assertThat(forward.due()).isEqualTo(waiting.due());
        assertThat(forward.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.PERSON);
    }

    @Test
    void whatTheEngineDoesByItselfIsMarkedAndWhatBeganAndEndedItIsNot() {
        SyncLink failed = Links.failedForTime();
        Instant due = failed.due().orElseThrow();
        Decision.Moved tried = (Decision.Moved) decide(failed, new Fact.AutoRetryDue(), due);
        Decision.Moved woken = (Decision.Moved) decide(passed(failed), proven(failed), due);
        SyncLink again = Links.claimed(tried.next(), due);
        Decision.Moved inVain =
                (Decision.Moved) decide(again, Links.failure(again, FailureKind.UNREACHABLE, Optional.empty()), due);
        Decision.Moved pressed = (Decision.Moved) decide(failed, new UserRequest.RetryRequested(Links.PERSON), due);
        SyncLink retried = Links.claimed(pressed.next(), due);
        Decision.Moved pressedInVain =
                (Decision.Moved) decide(retried, Links.failure(retried, FailureKind.REJECTED, Optional.empty()), due);

        assertThat(tried.record().orElseThrow().byRecovery()).isTrue();
        assertThat(woken.record().orElseThrow().byRecovery()).isTrue();
        assertThat(inVain.record().orElseThrow().byRecovery()).isTrue();
        assertThat(pressed.record().orElseThrow().byRecovery()).isFalse();
        assertThat(pressedInVain.record().orElseThrow().byRecovery()).isFalse();
    }

    @Test
    void aClockThatWasAheadPutsNoTurnOffForLongerThanItsWait() {
        SyncLink failed = Links.failedForTime();
        Incident ahead = failed.incident().orElseThrow().toBuilder()
                .autoRetryAt(NOW.plus(Duration.ofDays(40)))
                .build();

        SyncLink sound = SoundTimes.before(failed.toBuilder().incident(ahead).build(), Links.POLICY, NOW);

        assertThat(sound.due().orElseThrow()).isEqualTo(NOW.plus(Duration.ofMinutes(18)));
    }

    @Test
    void aTurnComesAgainAndAgainAndTheLastOnesDaily() {
        SyncLink failed = Links.failedForTime();
        for (int turn : IntStream.range(0, 40).toArray()) {
            Instant due = failed.due().orElseThrow();
            failed = failed(
                    Links.claimed(Links.moved(failed, new Fact.AutoRetryDue(), due), due), FailureKind.UNREACHABLE);
            Duration wait = Duration.between(due, failed.due().orElseThrow());
            assertThat(wait).as("after turn %s", turn + 1).isLessThan(Duration.ofHours(turn < 27 ? 4 : 30));
            assertThat(wait).as("after turn %s", turn + 1).isGreaterThan(Duration.ofHours(turn < 27 ? 0 : 19));
        }
    }

    private static int retriesFailed(SyncLink link) {
        return link.incident().orElseThrow().retriesFailed();
    }

    private static SyncLink recovering(SyncLink failed) {
        Instant due = failed.due().orElseThrow();
        return Links.claimed(Links.moved(failed, new Fact.AutoRetryDue(), due), due);
    }

    private static SyncLink passed(SyncLink failed) {
        return Links.moved(failed, new Fact.AutoRetryDue(true), failed.due().orElseThrow());
    }

    private static SyncLink failedOf(FailureKind kind) {
        SyncLink failed = Links.failedForTime();
        Incident incident = failed.incident().orElseThrow();
        SyncFailure other = SyncFailure.of(kind, "HF-1", "expected this, found that", NOW);
        SyncLink seen = Links.polling();
        return kind == FailureKind.REMOTE_GONE
                ? failed.toBuilder()
                        .incident(incident.toBuilder().last(other).build())
                        .remote(Links.facts())
                        .build()
                : Links.failed(seen.toBuilder().remote(Links.facts()).build(), kind);
    }

    private static SyncLink failed(SyncLink working, FailureKind kind) {
        return decide(working, Links.failure(working, kind, Optional.of(SOON)), later(working))
                .link();
    }

    /** An instant at which what was decided of the link is past. */
    private static Instant later(SyncLink link) {
        return link.decidedAt();
    }

    private static Fact proven(SyncLink link) {
        return new Fact.IntegrationProven(link.binding().integration());
    }

    private static Decision decide(SyncLink link, Trigger trigger, Instant now) {
        return SyncStateMachine.decide(link, trigger, Links.POLICY, now);
    }
}
