package io.holdfast.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is left alone is remembered for a while and no longer. */
final class QuarantineTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final ManualTime time = ManualTime.at(Instant.parse("2027-03-14T09:00:00Z"));
    private final Quarantine quarantine = new Quarantine(new ThrottledLog(time));

    @Test
    void whatNobodyComesBackForIsForgotten() {
        for (int day = 0; day < 10; day++) {
            for (int i = 0; i < 100; i++) {
                add("link=removed-" + day + "-" + i);
            }
            time.tick(DAY);
        }
        add("link=one");

        assertThat(quarantine.size()).isEqualTo(1);
    }

    @Test
    void whatIsTriedAgainIsRememberedSoItsWaitGrows() {
        Duration last = Duration.ZERO;
        for (int times = 1; times <= 6; times++) {
            add("link=broken");
            Duration wait = Duration.ZERO;
            while (quarantine.holds("link=broken", time.instant())) {
                wait = wait.plusSeconds(1);
                time.tick(Duration.ofSeconds(1));
            }
            assertThat(wait).as("wait %d", times).isGreaterThan(last);
            last = wait;
        }
    }

    @Test
    void anInstantOfAClockThatWasWrongHoldsNothingOnceItIsRight() {
        quarantine.add(
                "link=a",
                new IllegalStateException("on purpose"),
                time.instant().plus(DAY.multipliedBy(40)));

        assertThat(quarantine.holds("link=a", time.instant())).isFalse();
        add("link=b");
        assertThat(quarantine.size()).isEqualTo(1);
    }

    private void add(String name) {
        quarantine.add(name, new IllegalStateException("on purpose"), time.instant());
    }
}
