package io.holdfast.transition;

import io.holdfast.model.Hints;
import io.holdfast.model.PendingWork;
import io.holdfast.model.SyncRun;
import java.util.Optional;

/**
 * Who was signalled while a run reads everything: it takes them over with each page and reads them before the next. They are forgotten
 * by taking, not by name, for the same one may be signalled again between a read and its report. Pure.
 *
 * @param toRead whom the run is to read by id
 * @param pendingWork what waits for its end
 */
record SignalsDuringScan(Optional<Hints> toRead, PendingWork pendingWork) {
    /** After a page. A read of changes takes over nobody; all changes, or too many names, wait for the end. */
    static SignalsDuringScan after(DecisionContext s, WorkerReport.PageApplied page) {
        PendingWork waiting = s.link().bookkeeping().pendingWork();
        if (s.run().kind() == SyncRun.Kind.CATCH_UP) {
            return new SignalsDuringScan(s.run().hints(), waiting);
        }
        Optional<Hints> unread = unread(s).flatMap(hints -> hints.without(page.named()));
        Optional<Hints> all = joined(s, unread, waiting.change());
        boolean isNamed = all.filter(Hints::all).isEmpty();
        return isNamed
                ? new SignalsDuringScan(all, waiting.withoutChange())
                : new SignalsDuringScan(Optional.empty(), waiting.withChange(Hints.ALL));
    }

    /** What is left for the run after one that has read everything: what was signalled last, and whom it did not get to. */
    static Optional<Hints> left(DecisionContext s) {
        Optional<Hints> change = s.link().bookkeeping().pendingWork().change();
        return s.run().kind() == SyncRun.Kind.CATCH_UP ? change : joined(s, unread(s), change);
    }

    /** Whom it was told of before its first page is read by that page or by a later one. */
    private static Optional<Hints> unread(DecisionContext s) {
        return s.run().checkpoint().isEmpty() ? Optional.empty() : s.run().hints();
    }

    private static Optional<Hints> joined(DecisionContext s, Optional<Hints> one, Optional<Hints> other) {
        return other.map(hints -> NextRun.joined(s, one, hints)).or(() -> one);
    }
}
