package io.holdfast.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A row that could not be taken, while the others were. Holds no value of the row. The engine cuts each part at {@link
 * #LONGEST} characters.
 *
 * @param key the row's id where it has one, else its place on the page
 * @param id whom the row names; it counts as seen, so nobody takes it for deleted. Empty if the row names nobody
 * @param code a constant for machines, such as {@code other-event}
 * @param message what was expected and found, without the values themselves
 */
public record Rejected(String key, Optional<AttendeeId> id, String code, String message) {
    /** Characters of each part. */
    public static final int LONGEST = 512;

    public Rejected {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /**
     * {@return a row that names an attendee}
     *
     * @param id whom it names
     * @param code a constant for machines
     * @param message what was expected and found, without the values themselves
     */
    public static Rejected of(AttendeeId id, String code, String message) {
        return new Rejected(id.value(), Optional.of(id), code, message);
    }

    /**
     * {@return a row that names nobody}
     *
     * @param place its place on the page
     * @param code a constant for machines
     * @param message what was expected and found, without the values themselves
     */
    public static Rejected nameless(String place, String code, String message) {
        return new Rejected(place, Optional.empty(), code, message);
    }
}
