package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * A position in a list; opaque to all but its maker.
 *
 * @param value the maker's own text; empty for {@link #START} alone, else never blank
 */
public record Cursor(String value) {
    /** Where every list begins. */
    public static final Cursor START = new Cursor("");

    public Cursor {
        if (!value.isEmpty()) {
            Preconditions.text("a cursor", value);
        }
    }

    /**
     * {@return the cursor of a position}
     *
     * @param value the maker's own text, not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static Cursor of(String value) {
        Preconditions.text("a cursor", value);
        return new Cursor(value);
    }
}
