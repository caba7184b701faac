package io.holdfast.model;

import org.immutables.value.Value;

/** The provider's own id of an attendee; opaque, it may hold a dash or exceed 64 bits. */
@Value.Immutable
public interface AttendeeId {
    /** {@return the text of this id, never blank} */
    @Value.Parameter
    String value();

    /**
     * Wraps a text.
     *
     * @param value any text that is not blank
     * @return the id
     * @throws IllegalArgumentException if the text is blank
     */
    static AttendeeId of(String value) {
        return ImmutableAttendeeId.of(value);
    }

    /** Refuses a blank text. */
    @Value.Check
    default void check() {
        Expect.text("an attendee id", value());
    }
}
