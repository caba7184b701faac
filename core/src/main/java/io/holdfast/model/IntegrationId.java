package io.holdfast.model;

import org.immutables.value.Value;

/** One authorised account of a provider in a workspace; made by the engine. */
@Value.Immutable
public interface IntegrationId {
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
    static IntegrationId of(String value) {
        return ImmutableIntegrationId.of(value);
    }

    /** Refuses a blank text. */
    @Value.Check
    default void check() {
        Expect.text("an integration id", value());
    }
}
