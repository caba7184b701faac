package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Objects;

/**
 * The word of a person that missing attendees are to be removed. A full scan carries it out at its end, for those whom it does
 * not see either.
 *
 * @param scan the number of the full scan that asked, from 1: meant are those with older stamps
 * @param count how many the person was told of, from 1
 * @param actor who said so
 * @param at when; it does not hold for ever
 */
public record RemovalWord(long scan, long count, Actor actor, Instant at) {
    public RemovalWord {
        Preconditions.atLeastOne("a full scan number", scan);
        Preconditions.atLeastOne("a count of missing attendees", count);
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(at, "at");
    }
}
