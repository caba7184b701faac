package io.holdfast.model;

import java.util.function.Function;
import org.immutables.value.Value;

/** What a provider lets us in with. A closed family; its text never shows. */
@Value.Enclosing
public sealed interface Credential permits Credential.ApiKey {
    /**
     * Wraps a key or private token that is sent as it is until a person replaces it.
     *
     * @param key the key; blank is refused when it is used to connect
     * @return the credential
     */
    static Credential apiKey(String key) {
        return ImmutableCredential.ApiKey.of(Secret.of(key));
    }

    /** {@return whether there is nothing in it to send} */
    boolean isBlank();

    /**
     * Calls the function of this kind of credential.
     *
     * @param apiKey for a key
     * @param <R> what it gives
     * @return what the function gave
     */
    <R> R fold(Function<ApiKey, R> apiKey);

    /** A key or private token, valid until it is revoked. */
    @Value.Immutable
    non-sealed interface ApiKey extends Credential {
        /** {@return the key} */
        @Value.Parameter
        Secret key();

        @Override
        default boolean isBlank() {
            return key().isBlank();
        }

        @Override
        default <R> R fold(Function<ApiKey, R> apiKey) {
            return apiKey.apply(this);
        }
    }
}
