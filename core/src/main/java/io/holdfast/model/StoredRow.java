package io.holdfast.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One row that a store lists: its id, with its value or, if its text can't be read, without. So one row hides no others.
 *
 * @param id which row
 * @param value what it holds; empty if its text can't be read
 * @param <I> the id
 * @param <T> the value
 */
public record StoredRow<I, T>(I id, Optional<T> value) {
    public StoredRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(value, "value");
    }

    /**
     * Makes a row of a value.
     *
     * @param id which row
     * @param value what it holds
     * @param <I> the id
     * @param <T> the value
     * @return the row
     */
    public static <I, T> StoredRow<I, T> of(I id, T value) {
        return new StoredRow<>(id, Optional.of(value));
    }

    /**
     * Makes a row whose text can't be read.
     *
     * @param id which row
     * @param <I> the id
     * @param <T> the value that it would have
     * @return the row
     */
    public static <I, T> StoredRow<I, T> unreadable(I id) {
        return new StoredRow<>(id, Optional.empty());
    }

    /** Shows the id only. */
    @Override
    public String toString() {
        return "StoredRow[" + id + "]";
    }
}
