package io.holdfast.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a list. Pages are keyset pages: rows that come or go meanwhile make no other row appear twice or vanish.
 *
 * @param items the rows; only a last page may be empty
 * @param next where the next page begins; empty on the last page
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
    }
}
