package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * A complete list that brought fewer rows than the provider stated.
 *
 * @param listed rows that it brought
 * @param stated rows that the provider stated, more than it brought
 */
public record ShortList(long listed, long stated) {
    public ShortList {
        Preconditions.notNegative("a count of listed rows", listed);
        Preconditions.atLeastOne("a count of missing rows", stated - listed);
    }

    /** {@return how many rows are missing} */
    public long missing() {
        return stated - listed;
    }
}
