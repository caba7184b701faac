package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A database whose clock shows another time than ours, and a way there that takes its time. */
final class DatabaseClockTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final Duration WAY = Duration.ofMillis(40);

    private long tick = Long.MAX_VALUE - 5;
    private Instant shown = NOW;
    private int asked;
    private boolean isDown;

    private Instant ask() {
        if (isDown) {
            throw new IllegalStateException("down");
        }
        asked++;
        pass(WAY);
        Instant answer = shown;
        pass(WAY);
        return answer;
    }

    private void pass(Duration time) {
        tick += time.toNanos();
        shown = shown.plus(time);
    }

    private DatabaseClock clock() {
        return new DatabaseClock(this::ask, () -> tick);
    }

    @Test
    void itShowsWhatTheDatabaseShowsAndAsksOnce() {
        DatabaseClock clock = clock();
        assertThat(clock.instant()).isEqualTo(shown);

        pass(Duration.ofSeconds(29));

        assertThat(clock.instant()).isEqualTo(shown);
        assertThat(asked).isOne();
    }

    @Test
    void aDriftIsMadeGoodByTheNextMeasurement() {
        DatabaseClock clock = clock();
        pass(Duration.ofSeconds(30));
        shown = shown.plusMillis(7);

        assertThat(clock.measure()).isEqualTo(Duration.ofMillis(7));
        assertThat(clock.measure()).isZero();
        assertThat(clock.instant()).isEqualTo(shown);
    }

    @Test
    void aClockThatIsSetBackJumpsBack() {
        DatabaseClock clock = clock();
        shown = shown.minus(Duration.ofDays(40));

        assertThat(clock.measure()).isEqualTo(Duration.ofDays(-40));
        assertThat(clock.instant()).isEqualTo(shown);
    }

    @Test
    void aDatabaseThatCantBeAskedLeavesItAsItWas() {
        DatabaseClock clock = clock();
        isDown = true;
        pass(Duration.ofMinutes(2));

        assertThatThrownBy(clock::measure).hasMessage("down");
        assertThat(clock.instant()).isEqualTo(shown);
    }

    @Test
    void aRealServersClockIsThisMachinesOwn() {
        assertThat(DatabaseClock.of(Server.pool()).instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    }
}
