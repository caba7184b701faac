package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much a full scan may miss before it is believed. */
final class AbsencePolicyTest {
    private final AbsencePolicy policy = AbsencePolicy.builder().build();

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(policy.shareAtMost()).isEqualTo(0.2);
        assertThat(policy.oneByOneAtMost()).isEqualTo(20);
        assertThat(policy.settling()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void fewAreAtMostAFifthOfThosePresent() {
        assertThat(policy.isFew(2, 10)).isTrue();
        assertThat(policy.isFew(3, 10)).isFalse();
        assertThat(policy.isFew(1, 4)).isFalse();
        assertThat(policy.isFew(0, 0)).isTrue();
    }

    @Test
    void fewAreAtMostTwentyHoweverManyArePresent() {
        assertThat(policy.isFew(20, 1_000)).isTrue();
        assertThat(policy.isFew(21, 1_000)).isFalse();
    }

    @Test
    void theShareMayBeNothingOrAllButNoLessAndNoMore() {
        AbsencePolicy nobody = AbsencePolicy.builder().shareAtMost(0).build();
        AbsencePolicy everybody = AbsencePolicy.builder().shareAtMost(1).build();

        assertThat(nobody.isFew(1, 20)).isFalse();
        assertThat(everybody.isFew(20, 20)).isTrue();
        assertThatThrownBy(() -> AbsencePolicy.builder().shareAtMost(-0.1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a share of absent attendees from 0 to 1 but found -0.1");
        assertThatThrownBy(() -> AbsencePolicy.builder().shareAtMost(1.1).build())
                .hasMessage("expected a share of absent attendees from 0 to 1 but found 1.1");
    }

    @Test
    void theCountAndTheSettlingTimeMayBeNothingButNotNegative() {
        AbsencePolicy least = AbsencePolicy.builder()
                .oneByOneAtMost(0)
                .settling(Duration.ZERO)
                .build();

        assertThat(least.isFew(1, 100)).isFalse();
        assertThatThrownBy(() -> AbsencePolicy.builder().oneByOneAtMost(-1).build())
                .hasMessage("expected 0 or more attendees to be asked for one by one but found -1");
        assertThatThrownBy(() ->
                        AbsencePolicy.builder().settling(Duration.ofSeconds(-1)).build())
                .hasMessage("expected the settling time to be no shorter than zero (PT0S) but found PT-1S");
    }
}
