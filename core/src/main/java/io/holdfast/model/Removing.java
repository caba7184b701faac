package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * Attendees that are being marked as absent, by the stamps of the full scans that saw them last.
 *
 * @param before those with stamps below this full scan number, from 1
 * @param keptFrom but none with a stamp below this one: they are kept; 0 if nobody is
 */
public record Removing(long before, long keptFrom) {
    public Removing {
        Preconditions.atLeastOne("a full scan number", before);
        Preconditions.notNegative("a full scan number", keptFrom);
        Preconditions.notNegative("a number of full scan numbers", before - keptFrom);
    }
}
