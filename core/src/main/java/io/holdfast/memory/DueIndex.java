package io.holdfast.memory;

import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** What is found by an instant, such as what is due, by (instant, id): a query costs what it finds. Not safe for use by several threads. */
final class DueIndex {
    private final NavigableSet<Due> index = new TreeSet<>();

    void add(Optional<Instant> due, String id) {
        due.ifPresent(at -> index.add(new Due(at, id)));
    }

    void remove(Optional<Instant> due, String id) {
        due.ifPresent(at -> index.remove(new Due(at, id)));
    }

    <T> Page<T> page(Instant atOrBefore, Cursor after, int limit, Function<String, T> load) {
        NavigableSet<Due> rest = after.equals(Cursor.START) ? index : index.tailSet(Due.parse(after), false);
        List<Due> found = rest.stream()
                .takeWhile(due -> !due.at().isAfter(atOrBefore))
                .limit(limit + 1L)
                .toList();
        return Keyset.page(found, limit, Due::cursor, due -> load.apply(due.id()));
    }

    /** What lies at an instant or after it, earliest first. */
    <T> List<T> from(Instant instant, int limit, Function<String, T> load) {
        return index.tailSet(new Due(instant, ""), true).stream()
                .limit(limit)
                .map(due -> load.apply(due.id()))
                .toList();
    }

    /** What lies after an instant, latest first. */
    <T> List<T> after(Instant instant, int limit, Function<String, T> load) {
        return index.descendingSet().stream()
                .takeWhile(due -> due.at().isAfter(instant))
                .limit(limit)
                .map(due -> load.apply(due.id()))
                .toList();
    }

    /** One entry of the index. */
    private record Due(Instant at, String id) implements Comparable<Due> {
        private static final Comparator<Due> ORDER =
                Comparator.comparing(Due::at).thenComparing(Due::id);

        static Due parse(Cursor cursor) {
            String[] parts = cursor.value().split("\\|", 2);
            return new Due(Instant.parse(parts[0]), parts[1]);
        }

        String cursor() {
            return at + "|" + id;
        }

        @Override
        public int compareTo(Due other) {
            return ORDER.compare(this, other);
        }
    }
}
