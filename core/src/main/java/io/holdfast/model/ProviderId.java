package io.holdfast.model;

import org.immutables.value.Value;

/** The name of a provider, such as {@code eventbrite}; a connector's constant. */
@Value.Immutable
public interface ProviderId {
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
    static ProviderId of(String value) {
        return ImmutableProviderId.of(value);
    }

    /** Refuses a blank text. */
    @Value.Check
    default void check() {
        Expect.text("a provider id", value());
    }
}
