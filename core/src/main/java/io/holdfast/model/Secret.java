package io.holdfast.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that never shows: not in {@code toString}, not in a log, not in an exception. Compared in constant time. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * {@return the wrapped secret}
     *
     * @param text the secret itself
     */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** {@return the secret itself, for the one place that sends or stores it} */
    public String reveal() {
        return text;
    }

    /** {@return whether nothing but white space lies inside} */
    public boolean isBlank() {
        return text.isBlank();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** The same for all: a hash of the text would tell something about it. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
