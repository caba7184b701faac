package io.holdfast.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What a page changed about one attendee.
 *
 * @param id the attendee
 * @param kind what sort of change
 * @param before the record before; may be empty where the host keeps none
 * @param after the record now; empty where the host keeps none and the provider sent none, so for one who is not listed any more
 */
public record Change(AttendeeId id, Kind kind, Optional<Attendee> before, Optional<Attendee> after) {
    /** What sort of change. */
    public enum Kind {
        /** A new attendee; NOT_ATTENDING if it had cancelled before it was first read. */
        ADDED,
        /** Other facts than before. */
        CHANGED,
        /** No longer attending. */
        CANCELLED,
        /** Attending again. */
        BACK
    }

    public Change {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
