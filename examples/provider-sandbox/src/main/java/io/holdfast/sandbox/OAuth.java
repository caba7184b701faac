package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The one app, the page where a user lets it in, and the endpoint where it comes by tokens. */
final class OAuth {
    private final Map<String, Code> codes = new HashMap<>();
    private final Tokens tokens;
    private final Optional<Duration> life;
    private final String secret;
    private Account user;
    private Optional<URI> redirectUri = Optional.empty();
    private boolean denied;
    private boolean clientRejected;
    private int rotations;

    OAuth(Tokens tokens, Optional<Duration> life, Account user) {
        this.tokens = tokens;
        this.life = life;
        this.user = user;
        secret = tokens.invent();
    }

    String clientSecret() {
        return secret;
    }

    synchronized void register(URI uri) {
        redirectUri = Optional.of(uri);
    }

    synchronized void authorizeAs(Account next) {
        user = next;
    }

    synchronized void deny(boolean yes) {
        denied = yes;
    }

    synchronized void rejectClient(boolean yes) {
        clientRejected = yes;
    }

    synchronized int rotations() {
        return rotations;
    }

    TokenPair issuePair(Account account) {
        return tokens.issuePair(
                account,
                life.orElseThrow(() -> new IllegalStateException(
                        "expected a sandbox with rotating tokens but the tokens of this one have no end")));
    }

    /** Where the browser is sent; nowhere, if this is not the app or not its place. */
    synchronized Optional<URI> authorize(Query query) {
        return redirectUri
                .filter(registered -> has(query, "client_id", RateLimits.APP_KEY))
                .filter(registered -> has(query, "redirect_uri", registered.toString()))
                .map(registered -> URI.create(registered
                        + (registered.getRawQuery() == null ? "?" : "&")
                        + outcome(query, registered)
                        + query.text("state")
                                .map(state -> "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8))
                                .orElse("")));
    }

    /** Answers what the app has posted. */
    synchronized ObjectNode token(Optional<String> contentType, String body) {
        Query form = form(contentType, body);
        if (clientRejected || !has(form, "client_id", RateLimits.APP_KEY) || !has(form, "client_secret", secret)) {
            throw new Refusal(401, "invalid_client", "");
        }
        String type = required(form, "grant_type");
        if (type.equals("authorization_code")) {
            return exchange(required(form, "code"), required(form, "redirect_uri"));
        }
        if (type.equals("refresh_token") && life.isPresent()) {
            return refresh(required(form, "refresh_token"), life.get());
        }
        throw new Refusal(400, "unsupported_grant_type", "");
    }

    private String outcome(Query query, URI registered) {
        if (!has(query, "response_type", "code")) {
            return "error=unsupported_response_type";
        }
        if (denied) {
            return "error=access_denied";
        }
        String code = tokens.invent();
        codes.put(code, new Code(user, registered.toString()));
        return "code=" + code;
    }

    private ObjectNode exchange(String code, String place) {
        Account account = Optional.ofNullable(codes.remove(code))
                .filter(known -> known.redirectUri.equals(place))
                .map(Code::account)
                .orElseThrow(() -> new Refusal(400, "invalid_grant", "The code is invalid or was used before."));
        return life.map(time -> Wire.pair(tokens.issuePair(account, time), time))
                .orElseGet(() -> Wire.token(tokens.issue(account)));
    }

    private ObjectNode refresh(String token, Duration time) {
        TokenPair next = tokens.rotate(token, time)
                .orElseThrow(
                        () -> new Refusal(400, "invalid_grant", "The refresh token is invalid or was used before."));
        rotations++;
        return Wire.pair(next, time);
    }

    private static Query form(Optional<String> contentType, String body) {
        if (contentType
                .filter(type -> type.matches("(?i)application/x-www-form-urlencoded\\s*(;.*)?"))
                .isEmpty()) {
            throw invalidRequest();
        }
        try {
            return new Query(body);
        } catch (IllegalArgumentException malformed) {
            throw invalidRequest();
        }
    }

    private static String required(Query form, String name) {
        return form.text(name).orElseThrow(OAuth::invalidRequest);
    }

    private static Refusal invalidRequest() {
        return new Refusal(400, "invalid_request", "");
    }

    private static boolean has(Query query, String name, String value) {
        return query.text(name).filter(value::equals).isPresent();
    }

    private record Code(Account account, String redirectUri) {}
}
