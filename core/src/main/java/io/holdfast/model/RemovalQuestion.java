package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A question to a person: the provider no longer lists these attendees; are they to be removed, or kept? An answer names its
 * numbers, so that it answers no other.
 *
 * @param scan the number of the full scan that asked, from 1: meant are those whom it did not see
 * @param count how many they are, from 1, as the latest full scan counted them; those whom a person keeps do not count
 * @param present how many attendees are present in all
 * @param askedAt when it was asked
 * @param removedBy when they are removed if nobody answers; empty if only a person can decide
 */
public record RemovalQuestion(long scan, long count, long present, Instant askedAt, Optional<Instant> removedBy) {
    public RemovalQuestion {
        Preconditions.atLeastOne("a full scan number", scan);
        Preconditions.atLeastOne("a count of missing attendees", count);
        Preconditions.notNegative("a count of attendees that were seen", present - count);
        Objects.requireNonNull(askedAt, "askedAt");
        Objects.requireNonNull(removedBy, "removedBy");
    }

    /**
     * {@return whether an answer with these numbers answers this question}
     *
     * @param ofScan the scan that it names
     * @param ofMany how many it names
     */
    public boolean isNamed(long ofScan, long ofMany) {
        return scan == ofScan && count == ofMany;
    }
}
