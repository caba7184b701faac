package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The durable place of a read, stored after a page was applied, so that a crash repeats at most one page. It serves its
 * own read and no other.
 */
@Value.Immutable
public interface Checkpoint {
    /** {@return what is being read} */
    Read read();

    /** {@return what every record of this read is stamped with: the number of the walk, or the run's id outside a walk} */
    long walk();

    /** {@return start of the read, by our clock} */
    Instant begunAt();

    /** {@return the provider's own time in its first answer; the next watermark} */
    Instant asOf();

    /** {@return where the next page begins; empty if nothing is left to read} */
    Optional<Cursor> cursor();

    /** {@return counts of this read so far, in total} */
    Tally tally();

    /** {@return what was seen of the list's course} */
    EndGuard guard();

    /** {@return when this checkpoint was taken, by our clock} */
    Instant takenAt();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Checkpoint}. */
    final class Builder extends ImmutableCheckpoint.Builder {
        Builder() {}
    }
}
