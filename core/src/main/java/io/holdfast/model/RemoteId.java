package io.holdfast.model;

import org.immutables.value.Value;

/** The provider's own id of an event or channel; opaque, not necessarily numeric. */
@Value.Immutable
public interface RemoteId {
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
    static RemoteId of(String value) {
        return ImmutableRemoteId.of(value);
    }

    /** Refuses a blank text. */
    @Value.Check
    default void check() {
        Expect.text("a remote id", value());
    }
}
