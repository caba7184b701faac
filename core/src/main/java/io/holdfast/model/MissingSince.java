package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Objects;

/**
 * A complete full scan that did not see some attendees whom nobody has seen since. One is remembered at a time, until nobody is
 * older than it.
 *
 * @param scan the number of the full scan, from 1; those missing have older stamps
 * @param endedAt when it ended, by our clock
 * @param goodScans how many full scans without a row that names nobody have missed them by now, itself included
 * @param missing how many are missing since, from 1; those whom a person keeps do not count
 * @param present how many attendees are present in all, those missing included
 */
public record MissingSince(long scan, Instant endedAt, int goodScans, long missing, long present) {
    public MissingSince {
        Preconditions.atLeastOne("a full scan number", scan);
        Objects.requireNonNull(endedAt, "endedAt");
        Preconditions.notNegative("a count of good scans", goodScans);
        Preconditions.atLeastOne("a count of missing attendees", missing);
        Preconditions.notNegative("a count of attendees that were seen", present - missing);
    }
}
