package io.holdfast.model;

import org.immutables.value.Value;

/** A position in a list; opaque to all but its maker. */
@Value.Immutable
public interface Cursor {
    /** Where every list begins. */
    Cursor START = ImmutableCursor.of("");

    /** {@return the maker's own text; empty for {@link #START} alone} */
    @Value.Parameter
    String value();

    /**
     * Wraps a position.
     *
     * @param value the maker's own text, not blank
     * @return the cursor
     * @throws IllegalArgumentException if the text is blank
     */
    static Cursor of(String value) {
        Expect.text("a cursor", value);
        return ImmutableCursor.of(value);
    }
}
