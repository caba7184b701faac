package io.holdfast.eventbrite;

import io.holdfast.http.ExchangeOptions;
import io.holdfast.http.Transport;
import io.holdfast.model.Credential;
import io.holdfast.model.Secret;
import io.holdfast.oauth.TokenRequest;
import io.holdfast.oauth.TokenResponse;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where codes and refresh tokens become tokens. A request is sent once and never repeated: whatever came of it, what it paid
 * with may be spent.
 */
final class TokenEndpoint {
    private final Transport transport;
    private final InstantSource time;

    TokenEndpoint(URI place, ExchangeOptions options, InstantSource time) {
        this.time = time;
        transport = new Transport(Endpoints.API, place, options);
    }

    /** Buys tokens; the refresh token that is kept counts on if no other comes. */
    Credential.OauthTokens ask(TokenRequest request, Optional<Secret> kept) {
        Instant askedAt = time.instant();
        return transport.post(request.fields(), Endpoints.TOKEN, answer -> {
            TokenResponse told = TokenReader.read(answer);
            return kept.map(told::keeping).orElse(told).credential(EventbriteConnector.PROVIDER, askedAt);
        });
    }
}
