package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * The provider's own id of an attendee; opaque, it may hold a dash or exceed 64 bits. The engine rejects a row whose id is
 * longer than {@link #LONGEST}.
 *
 * @param value the text of this id, never blank
 */
public record AttendeeId(String value) {
    /** Characters that an id may have. */
    public static final int LONGEST = 512;

    public AttendeeId {
        Preconditions.text("an attendee id", value);
    }

    /**
     * {@return the id with this text}
     *
     * @param value any text that is not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static AttendeeId of(String value) {
        return new AttendeeId(value);
    }
}
