package io.holdfast.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The host's keys, by which secrets are encrypted at rest: AES, of 256 bits best. New secrets are sealed by the current one; the
 * others open what was sealed before, until {@link PostgresStorage#sealAgain} has taken it over. Holds secrets: its text shows the names
 * alone.
 */
public final class SecretKeys {
    private final String current;
    private final Map<String, SecretKey> keys;

    private SecretKeys(String current, Map<String, SecretKey> keys) {
        this.current = current;
        this.keys = Map.copyOf(keys);
    }

    /**
     * {@return one key, by which secrets are sealed from now on}
     *
     * @param id its name, which is stored beside each secret; not blank
     * @param key an AES key
     * @throws IllegalArgumentException if the name is blank or the key is no AES key
     */
    public static SecretKeys of(String id, SecretKey key) {
        return new SecretKeys(id, Map.of()).with(id, key);
    }

    /**
     * {@return these keys and an older one, which opens what was sealed by it}
     *
     * @param id its name
     * @param key an AES key
     * @throws IllegalArgumentException if the name is blank or taken, or the key is no AES key
     */
    public SecretKeys andOlder(String id, SecretKey key) {
        return with(id, key);
    }

    private SecretKeys with(String id, SecretKey key) {
        if (id.isBlank() || keys.containsKey(id)) {
            throw new IllegalArgumentException(
                    "expected a name for a key that no other has but found a blank or known one; name it by its date, say");
        }
        if (!key.getAlgorithm().equals("AES")) {
            throw new IllegalArgumentException("key " + id + ": expected an AES key but found one of "
                    + key.getAlgorithm() + "; make a SecretKeySpec of AES");
        }
        Map<String, SecretKey> more = new LinkedHashMap<>(keys);
        more.put(id, key);
        return new SecretKeys(current, more);
    }

    String current() {
        return current;
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "SecretKeys" + keys.keySet();
    }
}
