package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The numbers for lists that are shorter than stated. */
final class ShortListPolicyTest {
    @Test
    void theDefaultsAreTheDocumentedOnes() {
        ShortListPolicy policy = ShortListPolicy.builder().build();

        assertThat(policy.firstAgain()).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.again()).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.enough()).isEqualTo(3);
        assertThat(policy.atMost()).isEqualTo(6);
        assertThat(policy.afterImport())
                .containsExactly(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6));
        assertThat(policy.longestWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.longestUntilFullScan()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void numbersThatCantHoldAreRefusedByWhatTheyAre() {
        refuses("the first wait after a short list", policy -> policy.firstAgain(Duration.ZERO));
        refuses("the wait after a short list", policy -> policy.again(Duration.ZERO));
        refuses("the later wait after a short list", policy -> policy.then(Duration.ofMinutes(9)));
        refuses("the number of short reads", policy -> policy.enough(0));
        refuses("the most reads of a first import", policy -> policy.atMost(2));
        refuses("the time until a shortfall is believed", policy -> policy.proof(Duration.ZERO));
        refuses(
                "each full scan after an import",
                policy -> policy.afterImport(List.of(Duration.ofMinutes(10), Duration.ofMinutes(10))));
        assertThat(ShortListPolicy.builder().atMost(3).build().atMost()).isEqualTo(3);
    }

    private static void refuses(String what, UnaryOperator<ShortListPolicy.Builder> edit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> edit.apply(ShortListPolicy.builder()).build())
                .withMessageContaining(what);
    }
}
