package io.holdfast.absences;

import java.time.Duration;
import java.time.Instant;

/**
 * A while in which a provider answers well and tells lies.
 *
 * @param lie how its list lies
 * @param from when it begins
 * @param until when it is over
 * @param told which share of the rows its list tells, in hundredths
 * @param totalsLie whether the told total is that of the lie, not of the truth
 * @param changesLie whether its list of changes says that there are none
 * @param seed which rows it picks
 */
record Outage(Lie lie, Instant from, Instant until, int told, boolean totalsLie, boolean changesLie, long seed) {
    /** How a list lies. */
    enum Lie {
        /** It has no row. */
        EMPTY,
        /** It ends too soon. */
        CUT,
        /** Each page begins some rows too late. */
        SHIFTED,
        /** Its later pages are its first one. */
        DUPLICATED,
        /** It is an old one, without those who came later. */
        STALE,
        /** Some rows can't be understood, but for their ids. */
        REJECTED_NAMED,
        /** Some rows can't be understood at all. */
        REJECTED_NAMELESS
    }

    boolean isOnAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    Duration lasts() {
        return Duration.between(from, until);
    }
}
