package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * One link; made by the engine.
 *
 * @param value the text of this id, never blank
 */
public record SyncLinkId(String value) {
    public SyncLinkId {
        Preconditions.text("a link id", value);
    }

    /**
     * {@return the id with this text}
     *
     * @param value any text that is not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static SyncLinkId of(String value) {
        return new SyncLinkId(value);
    }
}
