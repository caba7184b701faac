package io.holdfast.port;

import io.holdfast.model.Attendee;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLinkId;

/**
 * Reads stored attendees back. Optional: the engine never needs it, and an {@link AttendeeStore} that implements it too lets a
 * host read attendees through the engine.
 */
public interface AttendeeQuery {
    /**
     * {@return one page of a link's attendees, those who no longer attend included, by id}
     *
     * @param link which link
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit);
}
