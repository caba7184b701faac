package io.holdfast.model;

import org.immutables.value.Value;

/** The name of one drawer of the credential vault; says nothing about the secret that lies there. */
@Value.Immutable
public interface SecretRef {
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
    static SecretRef of(String value) {
        return ImmutableSecretRef.of(value);
    }

    /** Refuses a blank text. */
    @Value.Check
    default void check() {
        Expect.text("a secret reference", value());
    }
}
