package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * A tenant of the host; links and integrations belong to one. The host chooses the text.
 *
 * @param value the text of this id, never blank
 */
public record WorkspaceId(String value) {
    public WorkspaceId {
        Preconditions.text("a workspace id", value);
    }

    /**
     * {@return the id with this text}
     *
     * @param value any text that is not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static WorkspaceId of(String value) {
        return new WorkspaceId(value);
    }
}
