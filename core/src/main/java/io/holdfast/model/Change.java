package io.holdfast.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What a page changed about one attendee.
 *
 * @param id the attendee
 * @param kind what sort of change
 * @param before the record before; may be empty where the host keeps none
 * @param after the record now
 */
public record Change(AttendeeId id, Kind kind, Optional<Attendee> before, Attendee after) {
    /** What sort of change. */
    public enum Kind {
        /** A new attendee. */
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
