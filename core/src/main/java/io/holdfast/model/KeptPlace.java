package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.Objects;

/**
 * Where a run gave up, kept for the automatic recovery of its failure: that goes on there, however long after. Whether the
 * place still holds is for the provider to say.
 *
 * @param checkpoint the durable place of its read
 * @param furthest the number of the furthest page that the run had applied
 */
public record KeptPlace(Checkpoint checkpoint, long furthest) {
    public KeptPlace {
        Objects.requireNonNull(checkpoint, "checkpoint");
        Preconditions.notNegative("a page number", furthest);
    }
}
