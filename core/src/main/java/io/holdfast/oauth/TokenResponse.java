package io.holdfast.oauth;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Secret;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What an OAuth 2 token endpoint answered (RFC 6749, sections 5.1 and 5.2), and what that means. The connector reads it
 * off the wire; nothing here knows HTTP or JSON.
 */
@Value.Immutable
public interface TokenResponse {
    /** A life beyond this tells nothing. */
    Duration LONGEST = Duration.ofDays(36_525);

    /** {@return the HTTP status} */
    int status();

    /** {@return the member {@code error}} */
    Optional<String> error();

    /** {@return the member {@code access_token}} */
    Optional<Secret> accessToken();

    /** {@return the member {@code refresh_token}} */
    Optional<Secret> refreshToken();

    /** {@return the member {@code expires_in}; one of nothing, or beyond {@link #LONGEST}, tells nothing} */
    Optional<Duration> expiresIn();

    /** {@return how long the provider asks to wait, where it does} */
    Optional<Duration> retryAfter();

    /**
     * {@return this answer to a refresh, completed: the refresh token that was sent stays valid if no other came (section 6)}
     *
     * @param sent the refresh token that was sent
     */
    default TokenResponse keeping(Secret sent) {
        return builder()
                .from(this)
                .refreshToken(refreshToken().filter(token -> !token.isBlank()).orElse(sent))
                .build();
    }

    /**
     * {@return the answer as a credential}
     *
     * @param provider who answered
     * @param askedAt when the request was sent, from which the time of the token counts
     * @throws ProviderException {@linkplain ProviderException#suspectsCredential() suspecting the credential} if the grant
     *     was refused; of kind {@code CONFIGURATION} if this application was refused; otherwise if nothing was decided
     */
    default Credential.OauthTokens credential(ProviderId provider, Instant askedAt) {
        if (status() == 200 && accessToken().filter(token -> !token.isBlank()).isPresent()) {
            return new Credential.OauthTokens(
                    accessToken().get(),
                    refreshToken().filter(token -> !token.isBlank()),
                    expiresIn().filter(TokenResponse::isTold).map(askedAt::plus));
        }
        throw failure("expected a token of " + provider.value() + " but found HTTP " + status());
    }

    private static boolean isTold(Duration life) {
        return !life.isNegative() && !life.isZero() && life.compareTo(LONGEST) <= 0;
    }

    private ProviderException failure(String found) {
        boolean decided = status() >= 400 && status() < 500 && status() != 429;
        return switch (error().filter(any -> decided).orElse("")) {
            case "invalid_grant" ->
                ProviderException.of(
                                FailureKind.UNREACHABLE,
                                found
                                        + " invalid_grant; the code or refresh token is used up or revoked, so connect the"
                                        + " account again")
                        .suspectingCredential();
            case "invalid_client", "unauthorized_client" ->
                ProviderException.of(
                        FailureKind.CONFIGURATION,
                        found
                                + " invalid_client; this application's id or secret at the provider is wrong, whoever runs"
                                + " it has to mend that");
            case "invalid_request", "invalid_scope", "unsupported_grant_type" ->
                ProviderException.of(
                        FailureKind.INTERNAL,
                        found + ", which says that the request was wrong; report this to the connector's author");
            default ->
                retryAfter()
                        .map(wait -> ProviderException.rateLimited(wait, found + "; it asks to wait"))
                        .orElseGet(() -> ProviderException.of(
                                FailureKind.UNREACHABLE, found + " without a token; try again later"));
        };
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TokenResponse}. */
    final class Builder extends ImmutableTokenResponse.Builder {
        Builder() {}
    }
}
