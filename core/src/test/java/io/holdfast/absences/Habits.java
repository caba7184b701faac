package io.holdfast.absences;

import java.time.Duration;

/**
 * How a provider lists.
 *
 * @param changes whether it lists changes; if not, each poll reads everything
 * @param totals whether a page tells how many rows the whole list has
 * @param countsGone whether that total goes on counting those who left
 * @param named whether one attendee can be asked for
 * @param numbered whether a place in the list is a number, so that a row that goes shifts others
 * @param pageSize rows on a page
 * @param pageTakes how long a page takes
 */
record Habits(
        boolean changes,
        boolean totals,
        boolean countsGone,
        boolean named,
        boolean numbered,
        int pageSize,
        Duration pageTakes) {
    /** A provider that tells nothing but the list itself. */
    static Habits plain(boolean changes, int pageSize) {
        return new Habits(changes, false, false, false, false, pageSize, Duration.ZERO);
    }

    /** The same, but for a total that goes on counting those who left. */
    Habits countingGone() {
        return new Habits(changes, true, true, named, numbered, pageSize, pageTakes);
    }
}
