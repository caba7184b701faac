package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.port.CredentialVault;
import java.util.Optional;

/** Vaults that are wrong in one place each. */
class WrongVault implements CredentialVault {
    private final CredentialVault right = new InMemoryCredentialVault();

    @Override
    public void put(SecretRef ref, Secret secret) {
        right.put(ref, secret);
    }

    @Override
    public Optional<Secret> read(SecretRef ref) {
        return right.read(ref);
    }

    @Override
    public void forget(SecretRef ref) {
        right.forget(ref);
    }

    /** Lets a second text take the place of the first. */
    static final class OverwritesSecretSlot extends WrongVault {
        @Override
        public void put(SecretRef ref, Secret secret) {
            forget(ref);
            super.put(ref, secret);
        }
    }

    /** Quotes what it refuses. */
    static final class TellsTheSecret extends WrongVault {
        @Override
        public void put(SecretRef ref, Secret secret) {
            try {
                super.put(ref, secret);
            } catch (IllegalStateException refused) {
                throw new IllegalStateException("can't take " + secret.reveal(), refused);
            }
        }
    }
}
