package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.SyncFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often an incident is tried again unasked, and when a person is sent to support instead. */
final class AutoRetryPolicyTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final AutoRetryPolicy POLICY = AutoRetryPolicy.builder().build();

    @Test
    void eachRecoveryOfOneIncidentWaitsLongerAndThereIsNoFourth() {
        assertThat(nextAfter(0).orElseThrow()).isBetween(later(Duration.ofMinutes(15)), later(Duration.ofMinutes(18)));
        assertThat(nextAfter(1).orElseThrow()).isBetween(later(Duration.ofHours(1)), later(Duration.ofMinutes(72)));
        assertThat(nextAfter(2).orElseThrow()).isBetween(later(Duration.ofHours(6)), later(Duration.ofMinutes(432)));
        assertThat(nextAfter(3)).isEmpty();
        assertThat(nextAfter(4)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyAFailureThatTimeMayMendIsTriedAgainUnasked(FailureKind kind) {
        assertThat(POLICY.next(incident(kind).build(), 7, NOW).isPresent()).isEqualTo(kind.autoRetries());
    }

    @Test
    void withoutWaitsNothingIsTriedAgainUnasked() {
        AutoRetryPolicy never = AutoRetryPolicy.builder().waits(List.of()).build();

        assertThat(never.next(incident(FailureKind.UNREACHABLE).build(), 7, NOW))
                .isEmpty();
    }

    @Test
    void supportIsForTheThirdFailedRunOrTheSecondDayWhicheverComesFirst() {
        Instant secondDay = NOW.plus(Duration.ofDays(2));

        assertThat(isForSupport(1, NOW)).isFalse();
        assertThat(isForSupport(2, secondDay.minusMillis(1))).isFalse();
        assertThat(isForSupport(3, NOW)).isTrue();
        assertThat(isForSupport(4, NOW)).isTrue();
        assertThat(isForSupport(1, secondDay)).isTrue();
        assertThat(isForSupport(1, secondDay.plusMillis(1))).isTrue();
    }

    @Test
    void waitsAndBoundsOfNothingAreRefused() {
        assertThatThrownBy(() -> AutoRetryPolicy.builder()
                        .waits(List.of(Duration.ofMinutes(1), Duration.ZERO))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected each wait before an auto-retry to be longer than zero but found PT0S");
        assertThatThrownBy(() -> AutoRetryPolicy.builder().supportAfterRuns(0).build())
                .hasMessage("expected the number of failed runs before support to be 1 or more but found 0");
        assertThatThrownBy(() -> AutoRetryPolicy.builder()
                        .supportAfter(Duration.ofDays(-1))
                        .build())
                .hasMessage("expected the length of an incident before support to be longer than zero but found"
                        + " PT-24H");
    }

    private static Optional<Instant> nextAfter(int recoveries) {
        return POLICY.next(
                incident(FailureKind.UNREACHABLE).autoRetriesUsed(recoveries).build(), 7, NOW);
    }

    private static Instant later(Duration wait) {
        return NOW.plus(wait);
    }

    private static boolean isForSupport(int runs, Instant now) {
        return POLICY.isForSupport(
                incident(FailureKind.UNREACHABLE).failedRuns(runs).build(), now);
    }

    private static Incident.Builder incident(FailureKind kind) {
        return Incident.builder().since(NOW).failedRuns(1).last(SyncFailure.of(kind, "HF-1", "no answer came", NOW));
    }
}
