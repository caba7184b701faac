package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Quota;
import io.holdfast.model.Quota.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer of Luma's tells of the calendar's budget. */
final class BudgetsTest {
    /** The {@code Date} of each answer here. */
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");

    @Test
    void theCalendarsBudgetIsTold() {
        assertThat(read("200", "163", Long.toString(NOW.getEpochSecond() + 42)))
                .containsExactly(new Quota(Bucket.TOKEN, 200, 37, Duration.ofSeconds(42)));
    }

    @Test
    void itsEndMayBeInMilliseconds() {
        assertThat(read("200", "0", Long.toString(NOW.toEpochMilli() + 1_500)))
                .containsExactly(new Quota(Bucket.TOKEN, 200, 200, Duration.ofMillis(1_500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1", "42", "99999999999999999", "2027-03-14T09:27:00Z", "-1", "1.5"})
    void anEndThatIsNoneIsAMinuteAway(String reset) {
        assertThat(read("200", "163", reset)).containsExactly(new Quota(Bucket.TOKEN, 200, 37, Duration.ofMinutes(1)));
    }

    @Test
    void aBlockEndsWhenTheAnswerSaysThatOneMayComeBack() {
        Map<String, String> headers = headers("200", "0", "");
        headers.put("Retry-After", "17");

        assertThat(Budgets.read(Answers.of(429, Endpoints.CALENDAR, "", headers).headers()))
                .containsExactly(new Quota(Bucket.TOKEN, 200, 200, Duration.ofSeconds(17)));
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "200, ''", "0, 0", "-200, 5", "many, few", "9999999999999999, 1", "200, -1"})
    void whatCantBeReadTellsNothing(String limit, String remaining) {
        assertThat(read(limit, remaining, "")).isEmpty();
    }

    @Test
    void moreLeftThanThereIsMeansThatNoneIsSpent() {
        assertThat(read("200", "500", "")).extracting(Quota::used).containsExactly(0L);
    }

    private static List<Quota> read(String limit, String remaining, String reset) {
        return Budgets.read(Answers.of(200, Endpoints.CALENDAR, "", headers(limit, remaining, reset))
                .headers());
    }

    private static Map<String, String> headers(String limit, String remaining, String reset) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-RateLimit-Limit", limit);
        headers.put("X-RateLimit-Remaining", remaining);
        headers.put("X-RateLimit-Reset", reset);
        return headers;
    }
}
