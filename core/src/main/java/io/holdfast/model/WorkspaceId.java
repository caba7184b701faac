package io.holdfast.model;

import org.immutables.value.Value;

/** A tenant of the host; links and integrations belong to one. The host chooses the text. */
@Value.Immutable
public interface WorkspaceId {
    /** {@return the text of this id, never blank} */
    @Value.Parameter
    String value();

    /**
     * Wraps a text.
     *
     * @param value any text that is not blank
     * @return the id
     * @throws IllegalArgumentException if the text is blank
     */
    static WorkspaceId of(String value) {
        return ImmutableWorkspaceId.of(value);
    }

    /** Refuses a blank text. */
    @Value.Check
    default void check() {
        Expect.text("a workspace id", value());
    }
}
