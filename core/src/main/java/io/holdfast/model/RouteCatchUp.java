package io.holdfast.model;

import java.time.Instant;
import java.util.Objects;

/**
 * How far the links of an integration have been told to catch up because no delivery came.
 *
 * @param at where the telling goes on
 * @param due when it does
 */
public record RouteCatchUp(Cursor at, Instant due) {
    public RouteCatchUp {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(due, "due");
    }
}
