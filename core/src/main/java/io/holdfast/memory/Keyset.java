package io.holdfast.memory;

import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages that go on after a key, so that rows that come or go make no other row appear twice or vanish. */
final class Keyset {
    private Keyset() {}

    /** Makes a page of what was read with one to spare. */
    static <R, T> Page<T> page(List<R> oneMore, int limit, Function<R, String> key, Function<R, T> row) {
        List<T> rows = oneMore.stream().limit(limit).map(row).toList();
        return new Page<>(
                rows,
                oneMore.size() > limit ? Optional.of(Cursor.of(key.apply(oneMore.get(limit - 1)))) : Optional.empty());
    }

    /** Whether a row comes after a place in a list that is ordered by this key. */
    static boolean isAfter(String key, Cursor after) {
        return after.equals(Cursor.START) || key.compareTo(after.value()) > 0;
    }
}
