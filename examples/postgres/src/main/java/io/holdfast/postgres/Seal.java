package io.holdfast.postgres;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts secrets by AES-GCM (NIST SP 800-38D), bound to their names: one that is moved to another name does not open. */
final class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeys keys;
    private final SecureRandom random = new SecureRandom();

    Seal(SecretKeys keys) {
        this.keys = keys;
    }

    String currentKey() {
        return keys.current();
    }

    /** By the current key. */
    byte[] seal(SecretRef ref, Secret secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = cipher(
                Cipher.ENCRYPT_MODE, ref, keys.current(), nonce, secret.reveal().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    Secret open(SecretRef ref, String key, byte[] sealed) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return Secret.of(new String(cipher(Cipher.DECRYPT_MODE, ref, key, nonce, rest), StandardCharsets.UTF_8));
    }

    private byte[] cipher(int mode, SecretRef ref, String id, byte[] nonce, byte[] text) {
        SecretKey key = keys.key(id)
                .orElseThrow(() -> new IllegalStateException("secret " + ref.value() + ": expected the key " + id
                        + " but found " + keys + "; give it to SecretKeys.andOlder"));
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(ref.value().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(
                    "secret " + ref.value() + ": expected the key " + id
                            + " to fit but it does not; see whether the row or the key was changed",
                    failed);
        }
    }
}
