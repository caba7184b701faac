package io.holdfast.engine.credential;

import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.port.CredentialVault;

/** What lies in the secret slot of an integration, as only this room reads it. */
public final class Opened {
    private Opened() {}

    public static Credential credential(CredentialVault vault, Integration integration) {
        return integration
                .bookkeeping()
                .credential()
                .flatMap(vault::read)
                .flatMap(CredentialText::read)
                .orElseThrow();
    }
}
