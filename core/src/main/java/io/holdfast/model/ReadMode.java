package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What a run reads of the remote list: all of it, or what changed since an instant.
 *
 * @param since since when changes are read, inclusive, overlap taken off; empty for a full scan
 */
public record ReadMode(Optional<Instant> since) {
    /** Everything, in order. */
    public static final ReadMode FULL = new ReadMode(Optional.empty());

    /**
     * {@return the read of changes only}
     *
     * @param since from when on, inclusive
     */
    public static ReadMode changesSince(Instant since) {
        return new ReadMode(Optional.of(since));
    }

    /** {@return whether everything is read} */
    public boolean isFull() {
        return since().isEmpty();
    }
}
