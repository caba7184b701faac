package io.holdfast.model;

/**
 * When attendees were seen last, by their stamps: no clock takes part.
 *
 * @param from the lowest stamp, 0 or more
 * @param before the first stamp that is too high, no lower than the lowest
 */
public record StampRange(long from, long before) {
    public StampRange {
        if (from < 0 || before < from) {
            throw new IllegalArgumentException("expected stamps from 0 or more to no less than that but found " + from
                    + " to " + before + "; give the lower scan first");
        }
    }

    /**
     * {@return the stamps of those who were not seen since a full scan}
     *
     * @param scan the full scan's number
     */
    public static StampRange before(long scan) {
        return new StampRange(0, scan);
    }

    /**
     * {@return whether a stamp lies in it}
     *
     * @param stamp the number of the read that saw somebody last
     */
    public boolean contains(long stamp) {
        return from <= stamp && stamp < before;
    }
}
