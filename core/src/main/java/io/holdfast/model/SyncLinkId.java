package io.holdfast.model;

import org.immutables.value.Value;

/** One link; made by the engine. */
@Value.Immutable
public interface SyncLinkId {
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
    static SyncLinkId of(String value) {
        return ImmutableSyncLinkId.of(value);
    }

    /** Refuses a blank text. */
    @Value.Check
    default void check() {
        Expect.text("a link id", value());
    }
}
