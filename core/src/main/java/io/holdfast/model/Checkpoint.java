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
    /** The form of the checkpoints that this version writes. It grows when an older version could not go on from one. */
    int FORM = 1;

    /** {@return its form; one above {@link #FORM} was written by a newer version} */
    @Value.Default
    default int form() {
        return FORM;
    }

    /** {@return what is being read} */
    ReadMode read();

    /** {@return what every record of this read is stamped with: the number of the full scan, or the run's id outside a full scan} */
    long scan();

    /**
     * {@return up to which fence the read takes over values whatever their change time: a full scan that a person asked
     * for believes the provider rather than what was stored a consistency window before it began; 0 in any other read}
     */
    @Value.Default
    default long settledFence() {
        return 0;
    }

    /** {@return start of the read, by our clock} */
    Instant begunAt();

    /** {@return the provider's own time in its first answer; the next watermark} */
    Instant asOf();

    /** {@return where the next page begins; empty if nothing is left to read} */
    Optional<Cursor> cursor();

    /** {@return counts of this read so far, in total} */
    Tally tally();

    /** {@return what was seen of the list's course} */
    PaginationProgress guard();

    /** {@return when this checkpoint was taken, by our clock} */
    Instant takenAt();

    /**
     * {@return whether a run can go on from here} What a newer version wrote, or what no run of this link can have
     * written, is not gone on from: the run reads anew.
     *
     * @param kind what the run does
     * @param version the link's version, which no number of its checkpoint exceeds
     */
    default boolean serves(SyncRun.Kind kind, long version) {
        boolean known = form() >= 1 && form() <= FORM;
        boolean sound = scan() >= 1
                && scan() <= version
                && guard().pages() >= 1
                && !takenAt().isBefore(begunAt())
                && cursor().filter(Cursor.START::equals).isEmpty();
        return known && sound && (read().isFull() || kind == SyncRun.Kind.CATCH_UP);
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link Checkpoint}. */
    final class Builder extends ImmutableCheckpoint.Builder {
        Builder() {}
    }
}
