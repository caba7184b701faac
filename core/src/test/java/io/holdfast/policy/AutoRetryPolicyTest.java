package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Incident;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.transition.SyncStateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often an incident is tried again unasked, and when a person is sent to support as well. */
final class AutoRetryPolicyTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final AutoRetryPolicy POLICY = AutoRetryPolicy.builder().build();
    private static final RemoteSubject SEEN = RemoteSubject.builder()
            .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote")))
            .title("An event")
            .build();
    private static final int DAILY = 4 + 24;

    @Test
    void theFirstComeSoonThenEachThreeHoursForThreeDaysThenDailyWithoutAnEnd() {
        waits(0, Duration.ofMinutes(15));
        waits(1, Duration.ofHours(1));
        IntStream.range(2, DAILY).forEach(used -> waits(used, Duration.ofHours(3)));
        waits(DAILY, Duration.ofDays(1));
        waits(1_000, Duration.ofDays(1));
    }

    @Test
    void whatFailedTogetherIsSpreadOverTwoFifthsOfTheWait() {
        List<Instant> spread = LongStream.range(0, 1_000)
                .mapToObj(seed -> POLICY.next(incident(FailureKind.UNREACHABLE, 2), link(seed, Optional.of(SEEN)), NOW)
                        .orElseThrow())
                .sorted()
                .toList();

        assertThat(spread.get(0)).isBefore(later(Duration.ofMinutes(145)));
        assertThat(spread.get(999)).isAfter(later(Duration.ofMinutes(215)));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAFailureThatTimeMayMendIsTriedAgainUnasked(FailureKind kind) {
        assertThat(next(incident(kind, 0), Optional.empty()).isPresent()).isEqualTo(kind.autoRetries(false));
        assertThat(next(incident(kind, 0), Optional.of(SEEN)).isPresent()).isEqualTo(kind.autoRetries(true));
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOTE_GONE", "PERMISSION"})
    void whatIsGoneOrForbiddenIsTriedAgainIfItWasSeenBefore(FailureKind kind) {
        assertThat(next(incident(kind, 0), Optional.of(SEEN))).isPresent();
        assertThat(next(incident(kind, 0), Optional.empty())).isEmpty();
    }

    @Test
    void withoutQuickWaitsNothingIsTriedAgainUnasked() {
        AutoRetryPolicy never = AutoRetryPolicy.builder().quick(List.of()).build();

        assertThat(never.next(incident(FailureKind.UNREACHABLE, 0), link(7, Optional.of(SEEN)), NOW))
                .isEmpty();
    }

    @Test
    void anEventThatIsOverIsNotTriedDailyForLongerThanTwoWeeksAfterItsEnd() {
        Optional<RemoteSubject> overSoon = ending(NOW.minus(Duration.ofDays(11)));
        Optional<RemoteSubject> overForLong = ending(NOW.minus(Duration.ofHours(13 * 24 + 12)));

        assertThat(next(incident(FailureKind.UNREACHABLE, DAILY), overSoon)).isPresent();
        assertThat(next(incident(FailureKind.UNREACHABLE, DAILY), overForLong)).isEmpty();
        assertThat(next(incident(FailureKind.UNREACHABLE, DAILY - 1), overForLong))
                .isPresent();
    }

    @Test
    void whatIsGoneForbiddenOrCancelledAndToldNoEndIsTriedDailyForNinetyDays() {
        Optional<RemoteSubject> untold = Optional.of(SEEN);
        Optional<RemoteSubject> cancelled =
                Optional.of(RemoteSubject.builder().from(SEEN).cancelled(true).build());

        assertThat(next(old(FailureKind.REMOTE_GONE, 88), untold)).isPresent();
        assertThat(next(old(FailureKind.REMOTE_GONE, 90), untold)).isEmpty();
        assertThat(next(old(FailureKind.PERMISSION, 90), untold)).isEmpty();
        assertThat(next(old(FailureKind.UNREACHABLE, 90), cancelled)).isEmpty();
        assertThat(next(old(FailureKind.UNREACHABLE, 90), untold)).isPresent();
    }

    @Test
    void whatIsWokenComesWithinTenMinutesAndWhatIsRetriedAmongManyWithinOne() {
        LongStream.range(0, 1_000).forEach(seed -> {
            assertThat(POLICY.woken(seed, NOW)).isBetween(NOW, later(Duration.ofMinutes(10)));
            assertThat(POLICY.retried(seed, NOW)).isBetween(NOW, later(Duration.ofMinutes(1)));
        });
        assertThat(LongStream.range(0, 1_000)
                        .filter(seed -> POLICY.woken(seed, NOW).isBefore(later(Duration.ofMinutes(5))))
                        .count())
                .isBetween(400L, 600L);
    }

    @Test
    void noWaitIsLongerThanTheLongest() {
        IntStream.range(0, DAILY + 2)
                .mapToObj(used -> incident(FailureKind.UNREACHABLE, used))
                .forEach(open -> LongStream.range(0, 100)
                        .forEach(seed -> assertThat(POLICY.next(open, link(seed, Optional.of(SEEN)), NOW)
                                        .orElseThrow())
                                .isBeforeOrEqualTo(NOW.plus(POLICY.longestWait(open)))));
    }

    @Test
    void supportIsForTheThirdFailedRunThatAPersonsRetryBegan() {
        assertThat(POLICY.isForSupport(recovering(0, 2))).isFalse();
        assertThat(POLICY.isForSupport(recovering(0, 3))).isTrue();
    }

    @Test
    void supportIsForNothingThatIsTriedAgainUnaskedHoweverOften() {
        assertThat(POLICY.isForSupport(recovering(99, 0))).isFalse();
    }

    @Test
    void supportIsForWhatOnlySupportCanMendOnceNothingIsTriedAgainUnasked() {
        Incident open = incident(FailureKind.INTERNAL, 0);

        assertThat(POLICY.isForSupport(open)).isTrue();
        assertThat(POLICY.isForSupport(open.toBuilder().autoRetryAt(NOW).build()))
                .isFalse();
    }

    @Test
    void supportIsForTheThirdFailedRunWhereNothingIsTriedAgainUnasked() {
        assertThat(POLICY.isForSupport(resting(2))).isFalse();
        assertThat(POLICY.isForSupport(resting(3))).isTrue();
    }

    @Test
    void waitsAndBoundsOfNothingAreRefused() {
        assertThatThrownBy(() -> AutoRetryPolicy.builder()
                        .quick(List.of(Duration.ofMinutes(1), Duration.ZERO))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected each wait before an auto-retry to be longer than zero but found PT0S");
        assertThatThrownBy(() -> AutoRetryPolicy.builder().supportAfterRuns(0).build())
                .hasMessage("expected the number of failed runs before support to be 1 or more but found 0");
        assertThatThrownBy(() ->
                        AutoRetryPolicy.builder().atLast(Duration.ofHours(2)).build())
                .hasMessage(
                        "expected the wait before an auto-retry at last to be no shorter than the wait before (PT3H)"
                                + " but found PT2H");
    }

    private static void waits(int used, Duration wait) {
        assertThat(next(incident(FailureKind.UNREACHABLE, used), Optional.of(SEEN)))
                .as("wait %s", used)
                .hasValueSatisfying(at -> assertThat(at)
                        .isBetween(
                                later(wait.multipliedBy(4).dividedBy(5)),
                                later(wait.multipliedBy(6).dividedBy(5))));
    }

    private static Optional<Instant> next(Incident incident, Optional<RemoteSubject> seen) {
        return POLICY.next(incident, link(7, seen), NOW);
    }

    private static SyncLink link(long number, Optional<RemoteSubject> seen) {
        SyncLink.Key key = new SyncLink.Key(
                WorkspaceId.of("workspace"), ProviderId.of("provider"), SEEN.ref(), SyncSubject.event("event"));
        SyncLink born = SyncStateMachine.begin(
                        SyncLinkId.of("link-" + number),
                        key,
                        new SyncLink.Binding(IntegrationId.of("integration"), 1),
                        Actor.HOST,
                        NOW)
                .next();
        return born.toBuilder()
                .remote(seen.map(subject -> new RemoteFacts(subject, Feed.POLL, NOW)))
                .build();
    }

    private static Instant later(Duration wait) {
        return NOW.plus(wait);
    }

    private static Optional<RemoteSubject> ending(Instant at) {
        return Optional.of(RemoteSubject.builder().from(SEEN).endsAt(at).build());
    }

    private static Incident incident(FailureKind kind, int used) {
        return open(kind).autoRetriesUsed(used).build();
    }

    private static Incident old(FailureKind kind, int days) {
        return open(kind)
                .since(NOW.minus(Duration.ofDays(days)))
                .autoRetriesUsed(DAILY)
                .build();
    }

    private static Incident recovering(int used, int retriesFailed) {
        return open(FailureKind.UNREACHABLE)
                .failedRuns(9)
                .retriesFailed(retriesFailed)
                .autoRetriesUsed(used)
                .autoRetryAt(later(Duration.ofHours(1)))
                .build();
    }

    private static Incident resting(int failedRuns) {
        return open(FailureKind.REJECTED).failedRuns(failedRuns).build();
    }

    private static Incident.Builder open(FailureKind kind) {
        return Incident.builder().since(NOW).failedRuns(1).last(SyncFailure.of(kind, "HF-1", "no answer came", NOW));
    }
}
