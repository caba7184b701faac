package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * The provider's own id of an event or channel; opaque, not necessarily numeric.
 *
 * @param value the text of this id, never blank
 */
public record RemoteId(String value) {
    public RemoteId {
        Preconditions.text("a remote id", value);
    }

    /**
     * {@return the id with this text}
     *
     * @param value any text that is not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static RemoteId of(String value) {
        return new RemoteId(value);
    }
}
