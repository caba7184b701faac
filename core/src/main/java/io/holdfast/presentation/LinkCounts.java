package io.holdfast.presentation;

import io.holdfast.internal.Preconditions;
import io.holdfast.model.SyncStatus;
import java.util.Map;

/**
 * How many links hang on an account, and how they are.
 *
 * @param byStatus how many have which status, as a person sees them; a status that none has is left out
 * @param importFailed how many of those that are PENDING have no run
 * @param onHold how many a person has put on hold, whatever their status
 * @param forRetry how many a retry of all would take: those that failed, and those that wait to be tried again; none that is on hold
 */
public record LinkCounts(Map<SyncStatus, Long> byStatus, long importFailed, long onHold, long forRetry) {
    public LinkCounts {
        byStatus = Map.copyOf(byStatus);
        Preconditions.notNegative("a count of links", importFailed);
        Preconditions.notNegative("a count of links", onHold);
        Preconditions.notNegative("a count of links", forRetry);
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
