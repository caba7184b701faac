package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an answer asks to wait. Answers are dated Sun, 14 Mar 2027 09:26:53 GMT. */
final class RetryAfterTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17                            | 17",
                "0                             | 0",
                "1800.0                        | 1800",
                "1800.                         | 1800",
                "1.05                          | 2",
                "' 5 '                         | 5",
                "Sun, 14 Mar 2027 09:27:53 GMT | 60",
                "Sun, 14 Mar 2027 09:00:00 GMT | 0",
                "99999                         | 3600",
            })
    void theHeaderIsSecondsOrADateAndIsKeptWithinBounds(String header, long seconds) {
        assertThat(RetryAfter.told(Answers.with("Retry-After", header).headers()))
                .hasValueSatisfying(
                        wait -> assertThat(RetryAfter.limited(wait, HOUR)).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", ".5", "1.5.2", "1,5", "99999999999999", "-1", ""})
    void whatIsNeitherTellsNothing(String header) {
        assertThat(RetryAfter.told(Answers.with("Retry-After", header).headers()))
                .isEmpty();
    }

    @Test
    void aDateTellsNothingWithoutTheProvidersClock() {
        Response undated = Answers.of(429, "", Map.of("Date", "today", "Retry-After", "Sun, 14 Mar 2027 09:27:53 GMT"));

        assertThat(RetryAfter.told(undated.headers())).isEmpty();
        assertThat(RetryAfter.told(Answers.ok("{}").headers())).isEmpty();
    }
}
