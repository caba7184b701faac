package io.holdfast.testkit.contract;

import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a list page by page, for as long as it could take. */
final class Paging {
    private static final int PAGES = 100;

    private Paging() {}

    /** {@return all rows, in order} */
    static <T> List<T> all(int limit, Function<Cursor, Page<T>> read) {
        List<T> rows = new ArrayList<>();
        Cursor after = Cursor.START;
        for (int pages = 0; pages < PAGES; pages++) {
            Page<T> page = read.apply(after);
            Assertions.holds(
                    "at most " + limit + " rows on a page",
                    page.items().size() <= limit,
                    page.items().size());
            rows.addAll(page.items());
            Optional<Cursor> next = page.next();
            if (next.isEmpty()) {
                return List.copyOf(rows);
            }
            Assertions.holds(
                    "rows on a page that is not the last", !page.items().isEmpty(), "none");
            after = next.get();
        }
        throw new AssertionError("expected the list to end within " + PAGES + " pages but found another cursor");
    }
}
