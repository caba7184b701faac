package io.holdfast.model;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One page of a list. Pages are keyset pages: rows that come or go meanwhile make no other row appear twice or vanish.
 *
 * @param <T> what is listed
 */
@Value.Immutable
public interface Page<T> {
    /** {@return the rows; only a last page may be empty} */
    @Value.Parameter
    List<T> items();

    /** {@return where the next page begins; empty on the last page} */
    @Value.Parameter
    Optional<Cursor> next();

    /**
     * Makes a page.
     *
     * @param items its rows
     * @param next where the next one begins, empty on the last
     * @param <T> what is listed
     * @return the page
     */
    static <T> Page<T> of(List<T> items, Optional<Cursor> next) {
        return ImmutablePage.of(items, next);
    }
}
