package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a provider's lists fall short of the totals that it states. A total delays, it never decides: a shortfall that
 * lasts is believed, because a total may go on counting those who were deleted.
 *
 * @param remembered how many rows a list may lack and still count as whole
 * @param shortScans full scans in a row that lacked more
 * @param since the end of the first of them; present iff there is one
 * @param list what the last full scan brought, if it brought fewer rows than stated, believed or not
 */
public record Shortfall(long remembered, int shortScans, Optional<Instant> since, Optional<ShortList> list) {
    /** Every list was as long as stated. */
    public static final Shortfall NONE = new Shortfall(0, 0, Optional.empty(), Optional.empty());

    public Shortfall {
        Preconditions.notNegative("a remembered shortfall", remembered);
        Preconditions.notNegative("a count of short scans", shortScans);
        Preconditions.that(
                since.isPresent() == shortScans > 0,
                "expected the end of the first short scan iff there is one but found " + shortScans + " short scans");
        Objects.requireNonNull(list, "list");
    }

    /**
     * {@return what a complete list brought, if that is fewer rows than the provider stated}
     *
     * @param tally its counts
     */
    public static Optional<ShortList> of(Tally tally) {
        OptionalLong stated = tally.expected();
        return stated.isPresent() && stated.getAsLong() > tally.processed()
                ? Optional.of(new ShortList(tally.processed(), stated.getAsLong()))
                : Optional.empty();
    }

    /**
     * {@return whether a full scan was short: then it proves of nobody that he is absent}
     *
     * @param tally its counts
     */
    public boolean isShort(Tally tally) {
        return of(tally).filter(list -> list.missing() > remembered).isPresent();
    }
}
