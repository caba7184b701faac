package io.holdfast.model;

import io.holdfast.internal.Preconditions;

/**
 * The name of one secret slot of the credential vault; says nothing about the secret that lies there.
 *
 * @param value the text of this id, never blank
 */
public record SecretRef(String value) {
    public SecretRef {
        Preconditions.text("a secret reference", value);
    }

    /**
     * {@return the name with this text}
     *
     * @param value any text that is not blank
     * @throws IllegalArgumentException if the text is blank
     */
    public static SecretRef of(String value) {
        return new SecretRef(value);
    }
}
