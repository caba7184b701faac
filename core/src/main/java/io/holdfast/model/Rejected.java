package io.holdfast.model;

import java.util.Objects;

/**
 * A row that could not be taken, while the others were. Holds no value of the row. The engine cuts each part at {@link
 * #LONGEST} characters.
 *
 * @param key the row's id where it has one, else its place on the page
 * @param code a constant for machines, such as {@code other-event}
 * @param message what was expected and found, without the values themselves
 */
public record Rejected(String key, String code, String message) {
    /** Characters of each part. */
    public static final int LONGEST = 512;

    public Rejected {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
