package io.holdfast.postgres;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.port.CredentialVault;
import java.util.Random;

/** Calls of a vault. */
final class VaultChain extends Chain {
    private final CredentialVault memory;
    private final CredentialVault postgres;

    VaultChain(Random random, CredentialVault memory, CredentialVault postgres) {
        super(random);
        this.memory = memory;
        this.postgres = postgres;
    }

    @Override
    Answers next() {
        SecretRef ref = SecretRef.of("ref " + id());
        Secret secret = Secret.of("text " + id());
        return switch (random.nextInt(4)) {
            case 0, 1 ->
                both("put", memory, postgres, vault -> {
                    vault.put(ref, secret);
                    return true;
                });
            case 2 ->
                both("forget", memory, postgres, vault -> {
                    vault.forget(ref);
                    return true;
                });
            default -> both("read", memory, postgres, vault -> vault.read(ref).map(Secret::reveal));
        };
    }
}
