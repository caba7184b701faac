package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a 429 asks to wait. */
final class RateLimitTest {
    @ParameterizedTest
    @CsvSource({"17, 17", "-1, 30", "99999, 3600", "soon, 30", "99999999999999, 30"})
    void theHeaderCountsUpToAnHour(String header, long seconds) {
        assertThat(wait(Map.of("Retry-After", header))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token:T0K3N 37/2000 reset=3120s, key:APPK3Y 2000/2000 reset=500s | 500",
                "key:APPK3Y 2000/2000 reset=500s, token:T0K3N 2000/2000 reset=3120s | 3120",
                "token:T0K3N 37/2000 reset=3120s                                  | 30",
                "token:T0K3N 2000/2000                                            | 30",
                "other:x 1/1 reset=7s, garbage                                    | 7",
                "garbage                                                          | 30",
            })
    void elseTheResetOfASpentBucketCounts(String budget, long seconds) {
        assertThat(wait(Map.of("x-rate-limit", budget))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void withoutAnyHeaderItIsAGuess() {
        assertThat(wait(Map.of())).isEqualTo(Duration.ofSeconds(30));
    }

    private static Duration wait(Map<String, String> headers) {
        return RateLimit.wait(Answers.of(429, new byte[0], headers).headers());
    }
}
