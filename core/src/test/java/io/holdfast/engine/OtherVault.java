package io.holdfast.engine;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.port.CredentialVault;
import java.util.Optional;

/** A vault in front of another. */
class OtherVault implements CredentialVault {
    private final CredentialVault real;

    OtherVault(CredentialVault real) {
        this.real = real;
    }

    @Override
    public void put(SecretRef ref, Secret secret) {
        real.put(ref, secret);
    }

    @Override
    public Optional<Secret> read(SecretRef ref) {
        return real.read(ref);
    }

    @Override
    public void forget(SecretRef ref) {
        real.forget(ref);
    }
}
