package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When attendees that full scans miss are marked as absent. */
final class AbsencePolicyTest {
    private final AbsencePolicy policy = AbsencePolicy.builder().build();

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(policy.settling()).isEqualTo(Duration.ofHours(2).plusMinutes(15));
        assertThat(policy.secondLook()).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.few()).isEqualTo(20);
        assertThat(policy.fewShare()).isEqualTo(0.2);
        assertThat(policy.proof()).isEqualTo(Duration.ofHours(6));
        assertThat(policy.proofOfMost()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.wordHolds()).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 100, true", "21, 105, false", "20, 99, false", "20, 1000, true", "21, 1000, false",
        "1, 3, true", "2, 3, false", "1, 1, false", "0, 0, false", "1, 2, true"
    })
    void fewAreTwentyAtMostAndAFifthOrOneAndNeverEverybody(long missing, long present, boolean few) {
        assertThat(policy.isFew(missing, present)).isEqualTo(few);
    }

    @ParameterizedTest
    @CsvSource({"50, 100, 6", "51, 100, 24", "100, 100, 24", "30, 100, 6"})
    void theProofOfMoreThanHalfTakesADay(long missing, long present, long hours) {
        assertThat(policy.proofFor(missing, present)).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void aWordHoldsForADay() {
        Instant given = Instant.parse("2027-03-14T09:00:00Z");

        assertThat(policy.holds(given, given.plus(Duration.ofHours(24)).minusNanos(1)))
                .isTrue();
        assertThat(policy.holds(given, given.plus(Duration.ofHours(24)))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void numbersThatCantHoldTogetherAreRefused(UnaryOperator<AbsencePolicy.Builder> set, String message) {
        assertThatThrownBy(() -> set.apply(AbsencePolicy.builder()).build()).hasMessage(message);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        policy -> policy.secondLook(Duration.ZERO),
                        "expected the time until the second look to be longer than zero but found PT0S"),
                wrong(
                        policy -> policy.settling(Duration.ofMinutes(9)),
                        "expected the settling time to be no shorter than the time until the second look (PT10M) but found"
                                + " PT9M"),
                wrong(
                        policy -> policy.proof(Duration.ofHours(2)),
                        "expected the longer proof to be no shorter than the settling time, after which a person is asked"
                                + " (PT2H15M) but found PT2H"),
                wrong(
                        policy -> policy.proofOfMost(Duration.ofHours(5)),
                        "expected the proof of most to be no shorter than the longer proof (PT6H) but found PT5H"),
                wrong(
                        policy -> policy.wordHolds(Duration.ZERO),
                        "expected the time for which a person's word holds to be longer than zero but found PT0S"),
                wrong(policy -> policy.few(-1), "expected the number that is few to be 0 or more but found -1"),
                wrong(
                        policy -> policy.fewShare(1),
                        "expected the share that is few to be from 0 to less than 1 but found 1.0"));
    }

    private static Arguments wrong(UnaryOperator<AbsencePolicy.Builder> set, String message) {
        return Arguments.of(set, message);
    }
}
