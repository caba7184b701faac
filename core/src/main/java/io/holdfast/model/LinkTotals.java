package io.holdfast.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All links of a store, counted.
 *
 * @param byStatus how many have each status; one that none has may be left out
 * @param due how many are due
 * @param oldestProven the oldest {@link SyncLink#provenAt()} of those that are {@link SyncStatus#ACTIVE}; empty if there is none
 */
public record LinkTotals(Map<SyncStatus, Long> byStatus, long due, Optional<Instant> oldestProven) {
    public LinkTotals {
        byStatus = Map.copyOf(byStatus);
        Objects.requireNonNull(oldestProven, "oldestProven");
    }

    /**
     * {@return how many have a status}
     *
     * @param status which
     */
    public long of(SyncStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }
}
