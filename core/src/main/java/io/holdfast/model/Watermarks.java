package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Up to where the provider's changes have been read, by the provider's clock. Two are kept: a list served by two replicas
 * omits rows between pages, so each change is covered by two reads.
 */
@Value.Immutable
public interface Watermarks {
    /** Nothing read yet. */
    Watermarks NONE = of(Optional.empty(), Optional.empty());

    /** {@return the last one} */
    @Value.Parameter
    Optional<Instant> last();

    /** {@return the one before the last} */
    @Value.Parameter
    Optional<Instant> before();

    /**
     * Notes a read of all changes.
     *
     * @param asOf the provider's time in the first answer of that read
     * @return the watermarks after it
     */
    default Watermarks advancedTo(Instant asOf) {
        return of(Optional.of(asOf), last());
    }

    /** {@return where the next read of changes begins, overlap not yet taken off; empty before any read} */
    default Optional<Instant> readFrom() {
        return before().or(this::last);
    }

    private static Watermarks of(Optional<Instant> last, Optional<Instant> before) {
        return ImmutableWatermarks.of(last, before);
    }
}
