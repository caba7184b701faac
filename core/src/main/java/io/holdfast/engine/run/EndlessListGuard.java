package io.holdfast.engine.run;

import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.PaginationProgress;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;

/** Sees lists that never end, for every connector: they end as MALFORMED, not as complete. */
record EndlessListGuard(SyncPolicy policy) {
    /** Counts a page and refuses it if its list can't be trusted to end. */
    PaginationProgress count(PaginationProgress before, Cursor asked, AttendeePage page) {
        boolean empty = page.attendees().isEmpty() && page.rejected().isEmpty();
        Cursor next = page.next().orElse(Cursor.START);
        PaginationProgress after = before.after(empty, next);
        if (page.next().isEmpty()) {
            return after;
        }
        refuse(next.equals(asked) || before.cameBack(next), after, "it names a place that was read before");
        refuse(
                after.emptyInARow() >= policy.maxEmptyPages(),
                after,
                after.emptyInARow() + " pages in a row are empty and yet it goes on");
        refuse(after.pages() >= policy.maxPages(), after, "it goes on after the most pages that are read");
        return after;
    }

    private static void refuse(boolean endless, PaginationProgress after, String found) {
        if (endless) {
            throw ProviderException.of(
                    FailureKind.MALFORMED,
                    "expected the provider's list to end but at page " + after.pages() + " " + found
                            + "; what came so far is kept, try again later");
        }
    }
}
