package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * A position in a list; opaque to all but its maker. The engine stores none of a provider's that is longer than {@link
 * #LONGEST}: its page ends the read as MALFORMED.
 *
 * @param value the maker's own text; empty for {@link #START} alone, else never blank
 */
public record Cursor(String value) {
    /** Where every list begins. */
    public static final Cursor START = new Cursor("");

    /** Characters that a provider's cursor may have. */
    public static final int LONGEST = 4_096;

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
