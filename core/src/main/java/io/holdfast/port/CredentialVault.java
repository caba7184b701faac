package io.holdfast.port;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import java.util.Optional;

/**
 * A set of write-once secret slots under names that the caller chooses. Which secret slot is valid, the integration says, not the
 * vault. Each call is one atomic act and may be repeated. Names compare by their bytes or code points; a secret is a text of every
 * script and may have 100,000 characters.
 */
public interface CredentialVault {
    /**
     * Fills a secret slot. The same text again is success.
     *
     * @param ref its name
     * @param secret what lies in it from now on
     * @throws IllegalStateException if another text lies there
     */
    void put(SecretRef ref, Secret secret);

    /**
     * {@return what lies in a secret slot; empty if it was never filled or was forgotten} A name never changes its text,
     * so an answer may be cached.
     *
     * @param ref its name
     */
    Optional<Secret> read(SecretRef ref);

    /**
     * Empties a secret slot; one that holds nothing is success.
     *
     * @param ref its name
     */
    void forget(SecretRef ref);
}
