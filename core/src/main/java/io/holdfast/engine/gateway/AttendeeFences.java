package io.holdfast.engine.gateway;

import io.holdfast.model.SyncLink;
import io.holdfast.port.AttendeeStore;

/** Takes the fencing token from a worker whose run was taken from it: a store apart from the links does not see that by itself. */
public record AttendeeFences(AttendeeStore attendees, ThrottledLog log) {
    /** A page may be on its way. What can't be told to the store now only costs that page. */
    public void fence(SyncLink taken) {
        try {
            take(taken, taken.bookkeeping().fence());
        } catch (RuntimeException thrown) {
            log.warn(
                    "attendee store",
                    LogIds.of(taken.id()) + " the attendee store was not told that its worker lost the run",
                    thrown);
        }
    }

    /** No fencing token writes after this one: the link goes, and its id never comes back. */
    public void fenceForGood(SyncLink leaving) {
        take(leaving, AttendeeStore.FencingToken.LAST);
    }

    private void take(SyncLink link, long fence) {
        RetryOnce.onceAfterFailure(() -> attendees.upsert(
                new AttendeeStore.FencingToken(link.id(), link.key(), fence), AttendeeStore.Batch.empty(fence)));
    }
}
