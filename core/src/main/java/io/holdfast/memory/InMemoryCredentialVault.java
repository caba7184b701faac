package io.holdfast.memory;

import io.holdfast.internal.Text;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.port.CredentialVault;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps secrets in memory, as they are: for tests and for a process that asks for them at each start. */
public final class InMemoryCredentialVault implements CredentialVault {
    private final Map<SecretRef, Secret> slots = new ConcurrentHashMap<>();

    /** Makes an empty vault. */
    public InMemoryCredentialVault() {}

    @Override
    public void put(SecretRef ref, Secret secret) {
        Secret lying = slots.putIfAbsent(ref, secret);
        if (lying != null && !lying.equals(secret)) {
            throw new IllegalStateException(
                    Text.escaped("secret " + ref.value())
                            + ": expected it to be empty or to hold the same secret but another lies there; choose a fresh name");
        }
    }

    @Override
    public Optional<Secret> read(SecretRef ref) {
        return Optional.ofNullable(slots.get(ref));
    }

    @Override
    public void forget(SecretRef ref) {
        slots.remove(ref);
    }
}
