package io.holdfast.engine.run;

import io.holdfast.engine.gateway.RetryOnce;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.PendingRemovals;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.StampRange;
import io.holdfast.port.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds whom a complete full scan did not see. They are held back until a second full scan, begun once the provider's
 * answers have settled, misses the same ones; only then they are marked as absent.
 */
record AbsenceDetector(AttendeeStore store, SyncPolicy policy) {
    private static final int AT_A_TIME = 500;

    /** Whom a full scan made absent, and whom it holds back. */
    record Settled(List<Change> changes, Optional<PendingRemovals> pendingRemovals) {}

    /**
     * Settles whom a full scan that has ended did not see; empty if a later claim holds the fencing token. A full scan
     * with rows that could not be taken proves nothing of those that it did not see.
     */
    Optional<Settled> after(
            SyncLink link, AttendeeStore.FencingToken token, Checkpoint last, Duration consistencyWindow, Instant now) {
        Optional<PendingRemovals> before = link.bookkeeping().pendingWork().pendingRemovals();
        if (last.tally().rejected() > 0) {
            return Optional.of(new Settled(List.of(), before));
        }
        boolean tooEarly =
                before.filter(held -> last.begunAt().isBefore(held.until())).isPresent();
        List<Change> changes = new ArrayList<>();
        if (before.isPresent() && !tooEarly && !markAll(token, before.get().scan(), changes)) {
            return Optional.empty();
        }
        AttendeeStore.Presence presence =
                RetryOnce.onceAfterFailure(() -> store.count(link.id(), StampRange.before(last.scan())));
        if (presence.unseen() == 0) {
            return Optional.of(new Settled(changes, Optional.empty()));
        }
        Duration settling = policy.absence().settling();
        Instant until = now.plus(settling.compareTo(consistencyWindow) < 0 ? consistencyWindow : settling);
        PendingRemovals fresh = new PendingRemovals(last.scan(), presence.unseen(), presence.present(), until);
        return Optional.of(new Settled(changes, tooEarly ? before : Optional.of(fresh)));
    }

    /** Marks everybody whom two full scans have missed; whether the fencing token held. */
    private boolean markAll(AttendeeStore.FencingToken token, long sinceScan, List<Change> changes) {
        StampRange range = StampRange.before(sinceScan);
        while (true) {
            Set<AttendeeId> unseen = Set.copyOf(
                    RetryOnce.onceAfterFailure(() -> store.unseen(token.link(), range, Cursor.START, AT_A_TIME))
                            .items());
            AttendeeStore.Written written = RetryOnce.onceAfterFailure(() -> store.markAbsent(token, range, unseen));
            written.rows()
                    .forEach(row -> row.previous()
                            .map(known ->
                                    new Change(gone(known).id(), Change.Kind.CANCELLED, row.previous(), gone(known)))
                            .ifPresent(changes::add));
            if (!written.accepted() || written.rows().isEmpty()) {
                return written.accepted();
            }
        }
    }

    /** As a person sees somebody who is marked as absent. */
    static Attendee gone(Attendee known) {
        return known.toBuilder().attendance(Attendance.NOT_ATTENDING).build();
    }
}
