package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What was read long ago is told from what was read a moment ago by the claims that ended since. */
final class SettledReadsTest {
    private static final Instant NOON = Instant.parse("2027-03-14T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(5);

    @Test
    void ofClaimsThatEndEachMinuteAMarkAtMostTwoWindowsOldIsKnown() {
        SettledReads marks = SettledReads.NONE;
        for (int minute = 0; minute < 60; minute++) {
            Instant now = NOON.plus(Duration.ofMinutes(minute));
            long done = marks.doneBy(now.minus(WINDOW));
            assertThat(done).as("minute %d", minute).isLessThanOrEqualTo(Math.max(0, fence(minute - 5)));
            if (minute >= 10) {
                assertThat(done).as("minute %d", minute).isGreaterThanOrEqualTo(fence(minute - 10));
            }
            marks = marks.endedAt(fence(minute), now, WINDOW);
        }
    }

    @Test
    void nothingIsSettledBeforeAClaimHasEnded() {
        assertThat(SettledReads.NONE.doneBy(NOON)).isZero();
        assertThat(SettledReads.NONE.endedAt(3, NOON, WINDOW).doneBy(NOON.minus(WINDOW)))
                .isZero();
    }

    @Test
    void withoutAWindowWhateverHasEndedIsSettled() {
        assertThat(SettledReads.NONE.endedAt(3, NOON, Duration.ZERO).doneBy(NOON))
                .isEqualTo(3);
    }

    @Test
    void aMarkOfAClockThatWasAheadIsDroppedAndTheOneBeforeItStays() {
        SettledReads marks = SettledReads.NONE
                .endedAt(3, NOON, WINDOW)
                .endedAt(6, NOON.plus(Duration.ofDays(40)), WINDOW)
                .endedAt(9, NOON.plus(WINDOW), WINDOW);

        assertThat(marks.doneBy(NOON)).isEqualTo(3);
        assertThat(marks.doneBy(NOON.plus(WINDOW))).isEqualTo(9);
    }

    private static long fence(int minute) {
        return minute < 0 ? 0 : 10 + minute;
    }
}
