package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Up to where the provider's changes have been read, by the provider's clock. Two are kept: a list served by two
 * replicas omits rows between pages, so each change is covered by two reads.
 *
 * @param last the last one
 * @param before the one before the last
 */
public record Watermarks(Optional<Instant> last, Optional<Instant> before) {
    /** Nothing read yet. */
    public static final Watermarks NONE = new Watermarks(Optional.empty(), Optional.empty());

    /**
     * {@return the watermarks after a read of all changes}
     *
     * @param asOf the provider's time in the first answer of that read
     */
    public Watermarks advancedTo(Instant asOf) {
        return new Watermarks(Optional.of(asOf), last());
    }

    /** {@return where the next read of changes begins, overlap not yet taken off; empty before any read} */
    public Optional<Instant> readFrom() {
        return before().or(this::last);
    }
}
