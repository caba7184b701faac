package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What a run reads of the remote list: all of it, or what changed since an instant. */
@Value.Immutable
public interface Read {
    /** Everything, in order. */
    Read WALK = of(Optional.empty());

    /** {@return since when changes are read, inclusive, overlap taken off; empty for a full walk} */
    @Value.Parameter
    Optional<Instant> since();

    /**
     * Reads changes only.
     *
     * @param since from when on, inclusive
     * @return the read
     */
    static Read changesSince(Instant since) {
        return of(Optional.of(since));
    }

    private static Read of(Optional<Instant> since) {
        return ImmutableRead.of(since);
    }

    /** {@return whether everything is read} */
    default boolean isWalk() {
        return since().isEmpty();
    }
}
