package io.holdfast.model;

import java.util.Map;

/**
 * What a newer release stored in a value beside all that this one knows: carried along unread and written back. It may
 * be about people, so it is left out of {@code toString}.
 *
 * @param values the JSON text of each member by its JSON pointer (RFC 6901) in the stored text
 */
public record UnknownFields(Map<String, String> values) {
    /** Nothing of that sort. */
    public static final UnknownFields NOTHING = new UnknownFields(Map.of());

    public UnknownFields {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "UnknownFields[values=***]";
    }
}
