package io.holdfast.eventbrite;

import io.holdfast.http.Endpoint;
import io.holdfast.model.Credential;
import io.holdfast.model.Secret;
import io.holdfast.oauth.TokenRequest;
import io.holdfast.port.ProviderException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets people connect their Eventbrite account without copying a token (RFC 6749, section 4.1): the host sends the browser
 * to {@link #authorizeUri}, reads with {@link #callback} what it comes back with, buys tokens for the code with {@link
 * #exchange}, and connects with them.
 *
 * <p>Eventbrite gives a token without an end and without a refresh token. Safe for use by several threads.
 */
public final class EventbriteOauth {
    private final EventbriteOauthOptions options;
    private final TokenEndpoint endpoint;

    private EventbriteOauth(EventbriteOauthOptions options) {
        this.options = options;
        endpoint = new TokenEndpoint(options.tokenUri(), options, options.time());
    }

    /**
     * Makes a client of the application.
     *
     * @param options the application, and what the host chose
     * @return the client
     */
    public static EventbriteOauth create(EventbriteOauthOptions options) {
        return new EventbriteOauth(options);
    }

    /**
     * Says where to send the browser of a person who wants to connect their account.
     *
     * @param state a text that nobody can guess, made for this attempt and kept in the person's session; not blank
     * @return the page at Eventbrite, which sends the browser back with a code or a refusal, and the state
     * @throws IllegalArgumentException if the state is blank
     */
    public URI authorizeUri(String state) {
        requireState(state);
        return URI.create(options.authorizeUri() + "?response_type=code"
                + "&client_id=" + Endpoint.encoded(options.clientId())
                + "&redirect_uri=" + Endpoint.encoded(options.redirectUri().toString())
                + "&state=" + Endpoint.encoded(state));
    }

    /**
     * Reads what a browser came back with. A pure function: asks nobody. Nothing of it is believed unless the state is the
     * one that was sent along.
     *
     * @param rawQuery the query of the request, still encoded; null if it has none
     * @param expectedState the state of this person's attempt; not blank
     * @return the code, or why there is none
     * @throws IllegalArgumentException if the expected state is blank
     */
    public static EventbriteCallback callback(@Nullable String rawQuery, String expectedState) {
        requireState(expectedState);
        return new CallbackQuery(rawQuery == null ? "" : rawQuery).read(expectedState);
    }

    /**
     * Buys the tokens that a code stands for: one request, never repeated, because a code is good once.
     *
     * @param code what {@link #callback} read; not blank
     * @return what to connect or renew with
     * @throws IllegalArgumentException if the code is blank
     * @throws ProviderException {@linkplain ProviderException#suspectsCredential() suspecting the credential} if the code
     *     is refused, so the person has to begin anew; of kind {@code CONFIGURATION} if this application is refused;
     *     otherwise if nothing was decided, after which the code may be spent all the same
     */
    public Credential.OauthTokens exchange(Secret code) {
        if (code.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a code of Eventbrite's but found a blank one; pass the one that" + " the callback read");
        }
        return endpoint.ask(
                TokenRequest.exchange(
                        options.clientId(),
                        options.clientSecret(),
                        code,
                        options.redirectUri().toString()),
                Optional.empty());
    }

    private static void requireState(String state) {
        if (state.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a state that nobody can guess but found a blank one; make a random one for each attempt");
        }
    }
}
