package io.holdfast.port;

import io.holdfast.model.Attendee;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Statistics;
import io.holdfast.model.SyncLinkId;
import java.util.Optional;

/**
 * Reads stored attendees back. Optional: the engine never needs it, and an {@link AttendeeStore} that implements it too lets a
 * host read attendees through the engine.
 */
public interface AttendeeQuery {
    /** Rows that are read at a time to be counted. */
    int COUNTED_AT_A_TIME = 500;

    /**
     * {@return one page of a link's attendees, those who no longer attend included, by id}
     *
     * @param link which link
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit);

    /**
     * {@return how many attendees of a link there are, as {@link Statistics#of} counts those that {@link #attendees} gives} Reads
     * all pages; a store that can count without reading them does so here.
     *
     * @param link which link
     */
    default Statistics statistics(SyncLinkId link) {
        Statistics counted = Statistics.NONE;
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            Page<Attendee> page = attendees(link, at.get(), COUNTED_AT_A_TIME);
            counted = counted.plus(Statistics.of(page.items()));
            at = page.next();
        }
        return counted;
    }
}
