package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When attendees that full scans miss are marked as absent. */
final class AbsencePolicyTest {
    private final AbsencePolicy policy = AbsencePolicy.builder().build();

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(policy.settling()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theSettlingTimeMayBeNothingButNotNegative() {
        assertThat(AbsencePolicy.builder().settling(Duration.ZERO).build().settling())
                .isZero();
        assertThatThrownBy(() ->
                        AbsencePolicy.builder().settling(Duration.ofSeconds(-1)).build())
                .hasMessage("expected the settling time to be no shorter than zero (PT0S) but found PT-1S");
    }
}
