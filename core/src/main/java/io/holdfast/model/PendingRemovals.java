package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;

/**
 * Attendees that a complete full scan did not see, and that are not marked as absent yet: a second full scan, begun no earlier
 * than {@link #until()}, must miss them too.
 *
 * @param scan the number of the full scan that missed them, from 1; their stamps are older
 * @param unseen how many it missed, from 1
 * @param present how many attendees were present in all, those missed included
 * @param until the settling time after that full scan's end: a full scan begun from then on may confirm
 */
public record PendingRemovals(long scan, long unseen, long present, Instant until) {
    public PendingRemovals {
        Preconditions.atLeastOne("a full scan number", scan);
        Preconditions.atLeastOne("a count of unseen attendees", unseen);
        Preconditions.notNegative("a count of attendees that were seen", present - unseen);
    }
}
