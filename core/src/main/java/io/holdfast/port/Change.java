package io.holdfast.port;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.util.Optional;
import org.immutables.value.Value;

/** What a page changed about one attendee. */
@Value.Immutable
public interface Change {
    /** What sort of change. */
    enum Kind {
        /** A new attendee. */
        ADDED,
        /** Other facts than before. */
        CHANGED,
        /** No longer attending. */
        CANCELLED,
        /** Attending again. */
        BACK
    }

    /** {@return the attendee} */
    @Value.Parameter
    AttendeeId id();

    /** {@return what sort of change} */
    @Value.Parameter
    Kind kind();

    /** {@return the record before; may be empty where the host keeps none} */
    @Value.Parameter
    Optional<Attendee> before();

    /** {@return the record now} */
    @Value.Parameter
    Attendee after();

    /**
     * Tells of a change.
     *
     * @param kind what sort
     * @param before the record before
     * @param after the record now
     * @return the change
     */
    static Change of(Kind kind, Optional<Attendee> before, Attendee after) {
        return ImmutableChange.of(after.id(), kind, before, after);
    }
}
