package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Objects;

/**
 * Attendees whom a person keeps although the provider no longer lists them. They never count as missing again, until a read sees
 * them or a person has them removed.
 *
 * @param scan the number of the full scan that asked about them last, from 1: kept are those with older stamps
 * @param count how many they are, from 1, as the latest full scan counted them
 * @param actor who kept them last
 * @param at when
 */
public record KeptAttendees(long scan, long count, Actor actor, Instant at) {
    public KeptAttendees {
        Preconditions.atLeastOne("a full scan number", scan);
        Preconditions.atLeastOne("a count of kept attendees", count);
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(at, "at");
    }

    /**
     * {@return whether a request with these numbers speaks of them}
     *
     * @param ofScan the scan that it names
     * @param ofMany how many it names
     */
    public boolean isNamed(long ofScan, long ofMany) {
        return scan == ofScan && count == ofMany;
    }
}
