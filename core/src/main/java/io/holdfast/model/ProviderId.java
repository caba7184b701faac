package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * The name of a provider, such as {@code scripted}; a connector's constant.
 *
 * @param value the text of this id, never blank
 */
public record ProviderId(String value) {
    public ProviderId {
        Preconditions.text("a provider id", value);
    }

    /**
     * {@return the id with this text}
     *
     * @param value any text that is not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static ProviderId of(String value) {
        return new ProviderId(value);
    }
}
