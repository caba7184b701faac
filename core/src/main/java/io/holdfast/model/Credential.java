package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.immutables.value.Value;

/** What a provider lets us in with. A closed family; its text never shows. */
@Value.Enclosing
public sealed interface Credential permits Credential.ApiKey, Credential.OauthTokens {
    /**
     * Wraps a key or private token that is sent as it is until a person replaces it.
     *
     * @param key the key; blank is refused when it is used to connect
     * @return the credential
     */
    static ApiKey apiKey(String key) {
        return ImmutableCredential.ApiKey.of(Secret.of(key));
    }

    /**
     * Wraps what an OAuth 2 token endpoint gave (RFC 6749, section 5.1).
     *
     * @param access the token that is sent; blank is refused when it is used to connect
     * @param refresh what buys the next one; empty if the provider gives none
     * @param expiresAt when the access token ends; empty if the provider does not tell
     * @return the credential
     */
    static OauthTokens oauth(Secret access, Optional<Secret> refresh, Optional<Instant> expiresAt) {
        return ImmutableCredential.OauthTokens.of(access, refresh, expiresAt);
    }

    /** {@return the key or token that is sent with each request} */
    Secret bearer();

    /** {@return when it ends by itself; empty if it does not, or nobody told} */
    Optional<Instant> expiresAt();

    /** {@return whether there is nothing in it to send} */
    default boolean isBlank() {
        return bearer().isBlank();
    }

    /**
     * Calls the function of this kind of credential.
     *
     * @param apiKey for a key
     * @param oauth for tokens
     * @param <R> what they give
     * @return what the function gave
     */
    <R> R fold(Function<ApiKey, R> apiKey, Function<OauthTokens, R> oauth);

    /** A key or private token, valid until it is revoked. */
    @Value.Immutable
    non-sealed interface ApiKey extends Credential {
        /** {@return the key} */
        @Value.Parameter
        Secret key();

        @Override
        default Secret bearer() {
            return key();
        }

        @Override
        default Optional<Instant> expiresAt() {
            return Optional.empty();
        }

        @Override
        default <R> R fold(Function<ApiKey, R> apiKey, Function<OauthTokens, R> oauth) {
            return apiKey.apply(this);
        }
    }

    /** An access token, and what buys the next one where the provider gives that. */
    @Value.Immutable
    non-sealed interface OauthTokens extends Credential {
        /** {@return the token that is sent} */
        @Value.Parameter
        Secret access();

        /** {@return what buys the next one; empty if the provider gives none} */
        @Value.Parameter
        Optional<Secret> refresh();

        @Override
        @Value.Parameter
        Optional<Instant> expiresAt();

        @Override
        default Secret bearer() {
            return access();
        }

        @Override
        default <R> R fold(Function<ApiKey, R> apiKey, Function<OauthTokens, R> oauth) {
            return oauth.apply(this);
        }
    }
}
