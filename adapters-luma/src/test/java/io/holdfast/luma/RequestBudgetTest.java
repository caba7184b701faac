package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a calendar may still cost. */
final class RequestBudgetTest {
    private final ManualTime time = ManualTime.at(Instant.parse("2027-03-14T09:00:00Z"));
    private final RequestBudget budget = new RequestBudget(3, time);

    @Test
    void whatGoesBeyondWaitsUntilTheOldestIsAMinuteAgo() {
        budget.take("cal-1");
        time.tick(Duration.ofSeconds(10));
        budget.count("cal-1");
        budget.take("cal-1");

        ProviderException refused = refused("cal-1");
        assertThat(refused.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(50));
        assertThat(refused).hasMessageContaining("none was sent; goes on by itself in 50 s");

        time.tick(Duration.ofSeconds(50));
        budget.take("cal-1");
        assertThat(refused("cal-1").retryAfter()).contains(Duration.ofSeconds(10));
    }

    @Test
    void aRefusalCostsNothing() {
        spend("cal-1");
        for (int i = 0; i < 9; i++) {
            refused("cal-1");
        }

        time.tick(Duration.ofMinutes(1));
        assertThatCode(() -> spend("cal-1")).doesNotThrowAnyException();
    }

    @Test
    void calendarsDoNotShare() {
        spend("cal-1");

        assertThatCode(() -> budget.take("cal-2")).doesNotThrowAnyException();
    }

    @Test
    void aBlockHoldsAsLongAsLumaSaysAndOnlyItsCalendar() {
        budget.take("cal-1");
        budget.heard("cal-1", Answers.of(429, Answers.GUESTS, "", Map.of("Retry-After", "90")));

        assertThat(refused("cal-1").retryAfter()).contains(Duration.ofSeconds(90));
        assertThatCode(() -> budget.take("cal-2")).doesNotThrowAnyException();
        time.tick(Duration.ofSeconds(61));
        assertThat(refused("cal-1").retryAfter()).contains(Duration.ofSeconds(29));
        time.tick(Duration.ofSeconds(29));
        assertThatCode(() -> budget.take("cal-1")).doesNotThrowAnyException();
    }

    @Test
    void whenOthersSpentTheRestNothingIsSentForAMinute() {
        budget.take("cal-1");
        budget.heard("cal-1", Answers.of(200, Answers.GUESTS, "{}", Map.of("x-ratelimit-remaining", "1")));
        budget.take("cal-1");
        budget.heard("cal-1", Answers.of(200, Answers.GUESTS, "{}", Map.of("x-ratelimit-remaining", "0")));

        assertThat(refused("cal-1").retryAfter()).contains(Duration.ofMinutes(1));
    }

    private void spend(String calendar) {
        for (int i = 0; i < 3; i++) {
            budget.take(calendar);
        }
    }

    private ProviderException refused(String calendar) {
        return catchThrowableOfType(ProviderException.class, () -> budget.take(calendar));
    }
}
