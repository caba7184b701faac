package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The numbers: their defaults, their margins, and how back-off grows. */
final class PolicyTest {
    private static final BackOff BACK_OFF = RetryPolicy.builder().build().backOff();

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        SyncPolicy policy = SyncPolicy.defaults();

        assertThat(policy.leaseDuration()).isEqualTo(Duration.ofSeconds(40));
        assertThat(policy.leaseWatch()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.toleratedSkew()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.sweepInterval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.pollInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.fullScanInterval()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.pageDeadline()).isEqualTo(Duration.ofMinutes(3));
        assertThat(policy.retry().maxAttempts()).isEqualTo(5);
        assertThat(policy.retry().maxFailures()).isEqualTo(50);
        assertThat(policy.retry().maxRunDuration()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void aRateLimitIsWaitedForAsAskedTheFirstTimeAndThenGrows() {
        RetryPolicy retry = RetryPolicy.builder().build();

        assertThat(retry.rateLimitWait(Duration.ofSeconds(5), 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(retry.rateLimitWait(Duration.ofSeconds(5), 2)).isEqualTo(Duration.ofSeconds(60));
        assertThat(retry.rateLimitWait(Duration.ofSeconds(90), 2)).isEqualTo(Duration.ofSeconds(90));
        assertThat(retry.rateLimitWait(Duration.ZERO, 1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(retry.rateLimitWait(Duration.ofSeconds(-1), 1)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void nothingIsReconnectedUnaskedUnlessTheHostSaysSo() {
        assertThat(SyncPolicy.defaults().reconnectsSameAccount()).isFalse();
        assertThat(SyncPolicy.defaults().toBuilder()
                        .reconnectsSameAccount(true)
                        .build()
                        .reconnectsSameAccount())
                .isTrue();
    }

    @Test
    void intervalsOfNothingAndMarginsThatCantHoldAreRefused() {
        assertThatThrownBy(
                        () -> SyncPolicy.builder().pollInterval(Duration.ZERO).build())
                .hasMessageContaining("the poll interval");
        assertThatThrownBy(() -> SyncPolicy.builder()
                        .leaseDuration(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("the lease");
        assertThatThrownBy(() ->
                        SyncPolicy.builder().pollInterval(Duration.ofHours(1)).build())
                .hasMessageContaining("no shorter than the poll interval (PT1H)");
        assertThatThrownBy(() -> RetryPolicy.builder().maxAttempts(0).build()).hasMessageContaining("attempts");
        assertThatThrownBy(() -> BackOff.builder()
                        .first(Duration.ofMinutes(1))
                        .cap(Duration.ofSeconds(1))
                        .build())
                .hasMessageContaining("longest wait");
    }

    @Test
    void theRunOfADeadNodeGoesOnWithinTheLeaseASweepAndTheWatch() {
        SyncPolicy quick = SyncPolicy.builder()
                .leaseDuration(Duration.ofSeconds(9))
                .sweepInterval(Duration.ofSeconds(2))
                .leaseWatch(Duration.ofSeconds(4))
                .pageDeadline(Duration.ofSeconds(30))
                .build();

        assertThat(SyncPolicy.defaults().longestUntilDeadRunGoesOn()).isEqualTo(Duration.ofSeconds(80));
        assertThat(quick.longestUntilDeadRunGoesOn()).isEqualTo(Duration.ofSeconds(15));
        assertThat(quick.leaseRenewal()).isEqualTo(Duration.ofSeconds(3));
        assertThat(SyncPolicy.defaults().longestUntilHungCallEnds()).isEqualTo(Duration.ofMinutes(3));
        assertThat(quick.longestUntilHungCallEnds()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theWaitDoublesUpToItsCap() {
        BackOff plain = BackOff.builder()
                .first(Duration.ofSeconds(10))
                .cap(Duration.ofMinutes(10))
                .jitter(0)
                .build();

        assertThat(plain.after(1, 7)).isEqualTo(Duration.ofSeconds(10));
        assertThat(plain.after(2, 7)).isEqualTo(Duration.ofSeconds(20));
        assertThat(plain.after(6, 7)).isEqualTo(Duration.ofSeconds(320));
        assertThat(plain.after(7, 7)).isEqualTo(Duration.ofMinutes(10));
        assertThat(plain.after(Integer.MAX_VALUE, 7)).isEqualTo(Duration.ofMinutes(10));
    }

    @Property
    void theWaitIsAPureFunctionWithinItsBounds(@ForAll @IntRange(min = 1) int attempt, @ForAll long seed) {
        Duration wait = BACK_OFF.after(attempt, seed);

        assertThat(wait)
                .isEqualTo(BACK_OFF.after(attempt, seed))
                .isBetween(attempt == 1 ? Duration.ZERO : Duration.ofSeconds(16), Duration.ofMinutes(10));
    }
}
