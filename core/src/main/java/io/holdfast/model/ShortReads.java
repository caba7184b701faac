package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.Objects;

/**
 * The reads of a first import so far, each of which brought fewer rows than the provider stated.
 *
 * @param reads how many, from 1
 * @param alike how many of them, the last ones in a row, brought as many rows as the last, from 1
 * @param list what the last one brought
 */
public record ShortReads(int reads, int alike, ShortList list) {
    public ShortReads {
        Preconditions.atLeastOne("a count of reads", alike);
        Preconditions.notNegative("a count of reads that were not alike", reads - (long) alike);
        Objects.requireNonNull(list, "list");
    }

    /**
     * {@return the first of them}
     *
     * @param list what it brought
     */
    public static ShortReads first(ShortList list) {
        return new ShortReads(1, 1, list);
    }

    /**
     * {@return these reads and one more}
     *
     * @param last what it brought
     */
    public ShortReads and(ShortList last) {
        return new ShortReads(reads + 1, last.listed() == list.listed() ? alike + 1 : 1, last);
    }
}
