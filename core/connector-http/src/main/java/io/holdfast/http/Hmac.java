package io.holdfast.http;

import io.holdfast.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proofs that somebody knows a secret (RFC 2104). */
public final class Hmac {
    private static final String SHA_256 = "HmacSHA256";

    private Hmac() {}

    /**
     * Computes what only somebody who knows the secret can. Compare it in constant time.
     *
     * @param key the secret; the UTF-8 bytes of its whole text are the key; not empty
     * @param parts what is signed, one after the other
     * @return the HMAC by SHA-256, 32 bytes
     */
    public static byte[] sha256(Secret key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(SHA_256);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), SHA_256));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException("expected HMAC by SHA-256 but this JVM has none", everyJvmHasIt);
        }
    }
}
