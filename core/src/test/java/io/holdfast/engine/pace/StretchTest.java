package io.holdfast.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The interval of polls that a budget allows. */
final class StretchTest {
    private static final Duration HAD = Duration.ofHours(2);
    private static final Duration WAIT = Duration.ofMinutes(8);

    private final Stretch stretch = new Stretch();
    private long now = 7;

    @Test
    void isAnyWhereNobodyWaits() {
        stretch.read(HAD, now);

        assertThat(stretch.affordable(now)).isZero();
    }

    @Test
    void isAnyWherePollsOnlyFellTogether() {
        stretch.waits(Duration.ofSeconds(50), now);
        stretch.read(HAD, now);

        assertThat(stretch.affordable(now)).isZero();
    }

    @Test
    void isWhatLinksHadAndWhatTheirPollsComeSoonerInWholeMinutes() {
        stretch.waits(WAIT, now);
        stretch.read(HAD, now);

        assertThat(stretch.affordable(now)).isEqualTo(Duration.ofMinutes(131));
    }

    @Test
    void followsWhatLinksHave() {
        for (int read = 0; read < 100; read++) {
            stretch.waits(WAIT, now);
            stretch.read(read < 20 ? Duration.ofMinutes(15) : HAD, now);
        }

        assertThat(stretch.affordable(now)).isBetween(Duration.ofMinutes(129), Duration.ofMinutes(131));
    }

    @Test
    void isGivenBackSlowlyAndFasterOnceNobodyHasWaitedForAsLongAsItIs() {
        stretch.waits(WAIT, now);
        stretch.read(HAD, now);

        pass(Duration.ofMinutes(22));
        assertThat(stretch.affordable(now)).isBetween(Duration.ofMinutes(129), Duration.ofMinutes(130));
        pass(Duration.ofMinutes(90));
        assertThat(stretch.affordable(now)).isBetween(Duration.ofMinutes(124), Duration.ofMinutes(126));
        pass(Duration.ofHours(5));
        assertThat(stretch.affordable(now)).isZero();
    }

    private void pass(Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            now += Duration.ofMinutes(1).toNanos();
            stretch.read(HAD, now);
        }
    }
}
