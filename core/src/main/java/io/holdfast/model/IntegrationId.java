package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * One authorised account of a provider in a workspace; made by the engine.
 *
 * @param value the text of this id, never blank
 */
public record IntegrationId(String value) {
    public IntegrationId {
        Preconditions.text("an integration id", value);
    }

    /**
     * {@return the id with this text}
     *
     * @param value any text that is not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static IntegrationId of(String value) {
        return new IntegrationId(value);
    }
}
