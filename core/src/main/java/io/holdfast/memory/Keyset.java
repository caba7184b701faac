package io.holdfast.memory;

import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /** Makes a page of all rows there are, in the order of their keys. */
    static <T> Page<T> page(Stream<T> all, Function<T, String> key, Cursor after, int limit) {
        List<T> oneMore = all.filter(
                        row -> after.equals(Cursor.START) || key.apply(row).compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(key))
                .limit(limit + 1L)
                .toList();
        return page(oneMore, limit, key, row -> row);
    }
}
