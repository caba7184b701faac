package io.holdfast.model;

/**
 * Watches a list of pages for one that never ends, in constant size: a cursor that comes back is found by comparing
 * with an anchor that moves on whenever the number of pages has doubled (R. P. Brent's cycle finding).
 *
 * @param pages pages read so far
 * @param emptyInARow empty pages since the last one with rows
 * @param anchor the cursor that later ones are compared with
 * @param anchorPage the page that named the anchor
 */
public record PaginationProgress(long pages, int emptyInARow, Cursor anchor, long anchorPage) {
    /** Before the first page. */
    public static final PaginationProgress START = new PaginationProgress(0, 0, Cursor.START, 0);

    /**
     * {@return the progress after one more page}
     *
     * @param empty whether it had no rows
     * @param next where it says the list goes on
     */
    public PaginationProgress after(boolean empty, Cursor next) {
        long page = pages() + 1;
        boolean anchorMoves = page >= 2 * anchorPage();
        return new PaginationProgress(
                page, empty ? emptyInARow() + 1 : 0, anchorMoves ? next : anchor(), anchorMoves ? page : anchorPage());
    }

    /**
     * {@return whether a list goes in a circle: that place was seen before}
     *
     * @param next where the page in hand says the list goes on
     */
    public boolean cameBack(Cursor next) {
        return pages() > 0 && anchor().equals(next);
    }
}
