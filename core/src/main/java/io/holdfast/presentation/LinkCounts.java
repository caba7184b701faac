package io.holdfast.presentation;

import io.holdfast.internal.Preconditions;
import io.holdfast.model.SyncStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How many links hang on an account, and how they are.
 *
 * @param byStatus how many have which status, as a person sees them; a status that none has is left out
 * @param importFailed how many of those that are PENDING have no run
 * @param onHold how many a person has put on hold, whatever their status
 * @param forRetry how many a retry of all would take: those that failed, and those that wait to be tried again; none that is on hold
 * @param slowest the longest interval at which changes of one that is on are looked for; empty where none is followed
 */
public record LinkCounts(
        Map<SyncStatus, Long> byStatus, long importFailed, long onHold, long forRetry, Optional<Duration> slowest) {
    public LinkCounts {
        byStatus = Map.copyOf(byStatus);
        Preconditions.notNegative("a count of links", importFailed);
        Preconditions.notNegative("a count of links", onHold);
        Preconditions.notNegative("a count of links", forRetry);
    }

    /**
     * Makes the counts of links none of which is followed.
     *
     * @param byStatus how many have which status, as a person sees them; a status that none has is left out
     * @param importFailed how many of those that are PENDING have no run
     * @param onHold how many a person has put on hold, whatever their status
     * @param forRetry how many a retry of all would take
     */
    public LinkCounts(Map<SyncStatus, Long> byStatus, long importFailed, long onHold, long forRetry) {
        this(byStatus, importFailed, onHold, forRetry, Optional.empty());
    }

    /** {@return how many there are in all} */
    public long total() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * {@return how many have a status}
     *
     * @param status which one
     */
    public long of(SyncStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }
}
