package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import java.util.HashSet;
import java.util.Set;

/**
 * Walks over the pages of what is due, and ends although a store never says that its list does. Not safe for use by several
 * threads.
 */
public final class DueWalk {
    private static final int MOST_PAGES = 100_000;
    private static final int MOST_EMPTY_PAGES = 100;

    private final ThrottledLog log;
    private final String store;
    private final Set<Cursor> seen = new HashSet<>();
    private int empty;

    /**
     * Begins a walk.
     *
     * @param store whose list it is, such as {@code SyncLinkStore}
     */
    public DueWalk(ThrottledLog log, String store) {
        this.log = log;
        this.store = store;
    }

    /** Where the walk goes on after a page; {@link Cursor#START} if it is over. */
    public Cursor after(Page<?> page) {
        empty = page.items().isEmpty() ? empty + 1 : 0;
        Cursor next = page.next().orElse(Cursor.START);
        if (next.equals(Cursor.START)) {
            return next;
        }
        if (!seen.add(next)) {
            return abandoned("a page that names a next one which was read before");
        }
        if (empty == MOST_EMPTY_PAGES) {
            return abandoned(empty + " empty pages in a row");
        }
        return seen.size() == MOST_PAGES ? abandoned("more than " + MOST_PAGES + " pages") : next;
    }

    private Cursor abandoned(String found) {
        log.warn(
                "endless list of " + store,
                store + ".due: expected a list that ends but found " + found
                        + "; the rest waits for the next sweep, so look at what the store names as the next page",
                new IllegalStateException("a list without an end"));
        return Cursor.START;
    }
}
