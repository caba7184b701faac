package io.holdfast.model;

import org.immutables.value.Value;

/**
 * Watches a list of pages for one that never ends, in constant size: a cursor that comes back is found by comparing with
 * an anchor that moves on whenever the number of pages has doubled (R. P. Brent's cycle finding).
 */
@Value.Immutable
public interface EndGuard {
    /** Before the first page. */
    EndGuard START = of(0, 0, Cursor.START, 0);

    /** {@return pages read so far} */
    @Value.Parameter
    long pages();

    /** {@return empty pages since the last one with rows} */
    @Value.Parameter
    int emptyInARow();

    /** {@return the cursor that later ones are compared with} */
    @Value.Parameter
    Cursor anchor();

    /** {@return the page that named the anchor} */
    @Value.Parameter
    long anchorPage();

    /**
     * Counts one page.
     *
     * @param empty whether it had no rows
     * @param next where it says the list goes on
     * @return the guard after that page
     */
    default EndGuard after(boolean empty, Cursor next) {
        long page = pages() + 1;
        boolean anchorMoves = page >= 2 * anchorPage();
        return of(
                page, empty ? emptyInARow() + 1 : 0, anchorMoves ? next : anchor(), anchorMoves ? page : anchorPage());
    }

    /**
     * Tells whether a list goes in a circle.
     *
     * @param next where the page in hand says the list goes on
     * @return whether that place was seen before
     */
    default boolean cameBack(Cursor next) {
        return pages() > 0 && anchor().equals(next);
    }

    /**
     * Gives back what a store kept.
     *
     * @param pages pages read so far
     * @param emptyInARow empty pages since the last one with rows
     * @param anchor the cursor that later ones are compared with
     * @param anchorPage the page that named the anchor
     * @return the guard
     */
    static EndGuard stored(long pages, int emptyInARow, Cursor anchor, long anchorPage) {
        return of(pages, emptyInARow, anchor, anchorPage);
    }

    private static EndGuard of(long pages, int emptyInARow, Cursor anchor, long anchorPage) {
        return ImmutableEndGuard.of(pages, emptyInARow, anchor, anchorPage);
    }
}
