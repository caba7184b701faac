package io.holdfast.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What a request bears so that the provider answers it. A closed family; its text never shows. */
public sealed interface Credential permits Credential.ApiKey, Credential.OauthTokens {
    /**
     * {@return a key or private token that is sent as it is until a person replaces it}
     *
     * @param key the key; blank is refused when it is used to connect
     */
    static ApiKey apiKey(String key) {
        return new ApiKey(Secret.of(key));
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
     * {@return what the function of this kind of credential gives}
     *
     * @param apiKey for a key
     * @param oauth for tokens
     * @param <R> what they give
     */
    <R> R fold(Function<ApiKey, R> apiKey, Function<OauthTokens, R> oauth);

    /**
     * A key or private token, valid until it is revoked.
     *
     * @param key the key
     */
    record ApiKey(Secret key) implements Credential {
        public ApiKey {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public Secret bearer() {
            return key();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.empty();
        }

        @Override
        public <R> R fold(Function<ApiKey, R> apiKey, Function<OauthTokens, R> oauth) {
            return apiKey.apply(this);
        }
    }

    /**
     * An access token, and what buys the next one where the provider gives that.
     *
     * @param access the token that is sent
     * @param refresh what buys the next one; empty if the provider gives none
     * @param expiresAt when the access token ends; empty if the provider does not tell
     */
    record OauthTokens(Secret access, Optional<Secret> refresh, Optional<Instant> expiresAt) implements Credential {
        public OauthTokens {
            Objects.requireNonNull(access, "access");
            Objects.requireNonNull(refresh, "refresh");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }

        @Override
        public Secret bearer() {
            return access();
        }

        @Override
        public <R> R fold(Function<ApiKey, R> apiKey, Function<OauthTokens, R> oauth) {
            return oauth.apply(this);
        }
    }
}
