package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Quota;
import io.holdfast.model.Quota.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer of Eventbrite's tells of its budgets. */
final class BudgetsTest {
    private static final String USUAL = "token:T0K3N 37/2000 reset=3120s, key:APPK3Y 1412/2000 reset=3119s";

    @Test
    void theTokensAndTheApplicationsBudgetAreTold() {
        assertThat(read(USUAL))
                .containsExactly(
                        new Quota(Bucket.TOKEN, 2000, 37, Duration.ofSeconds(3120)),
                        new Quota(Bucket.APPLICATION, 2000, 1412, Duration.ofSeconds(3119)));
    }

    @Test
    void theirOrderDoesNotMatterNorDoesAnotherBudget() {
        assertThat(read("daily:x 1/48000 reset=9s,key:k 2001/2000 reset=0s , token:t 0/1000"))
                .containsExactly(
                        new Quota(Bucket.APPLICATION, 2000, 2001, Duration.ZERO),
                        new Quota(Bucket.TOKEN, 1000, 0, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "garbage",
                "token:",
                "token: 1/",
                "token:t 1/0 reset=1s",
                "token:t -1/2000 reset=1s",
                "token:t 99999999999999999999/2000",
                "token:t 1/99999999999999999999",
                "TOKEN:t 1/2000",
                "token:t \u0661/2000",
                "token:t 1/2000x\u0000 key",
                "\u0000\u0001"
            })
    void whatCantBeReadTellsNothing(String header) {
        assertThat(read(header)).isEmpty();
    }

    @Test
    void withoutTheHeaderNothingIsTold() {
        assertThat(Budgets.read(Answers.of(200, new byte[0], Map.of()).headers()))
                .isEmpty();
    }

    private static List<Quota> read(String header) {
        return Budgets.read(
                Answers.of(200, new byte[0], Map.of("x-rate-limit", header)).headers());
    }
}
