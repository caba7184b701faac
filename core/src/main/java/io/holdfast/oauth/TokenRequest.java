package io.holdfast.oauth;

import io.holdfast.model.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of an OAuth 2 token endpoint (RFC 6749, sections 4.1.3 and 6), with the application's own name and secret
 * in the body. The connector encodes and sends it; nothing here knows HTTP.
 */
public final class TokenRequest {
    private final Map<String, Secret> fields = new LinkedHashMap<>();

    private TokenRequest(String grant, String clientId, Secret clientSecret) {
        with("grant_type", Secret.of(grant));
        with("client_id", Secret.of(clientId));
        with("client_secret", clientSecret);
    }

    /**
     * {@return the request for the tokens that a code stands for}
     *
     * @param clientId the application's name at the provider
     * @param clientSecret its secret
     * @param code what the provider sent back with the person
     * @param redirectUri where the provider sent the person back to
     */
    public static TokenRequest exchange(String clientId, Secret clientSecret, Secret code, String redirectUri) {
        return new TokenRequest("authorization_code", clientId, clientSecret)
                .with("code", code)
                .with("redirect_uri", Secret.of(redirectUri));
    }

    /**
     * {@return the request for the next tokens}
     *
     * @param clientId the application's name at the provider
     * @param clientSecret its secret
     * @param refreshToken what buys them
     */
    public static TokenRequest refresh(String clientId, Secret clientSecret, Secret refreshToken) {
        return new TokenRequest("refresh_token", clientId, clientSecret).with("refresh_token", refreshToken);
    }

    /** {@return the fields of the form to send as {@code application/x-www-form-urlencoded}, in order} */
    public Map<String, Secret> fields() {
        return Collections.unmodifiableMap(fields);
    }

    private TokenRequest with(String name, Secret value) {
        fields.put(name, value);
        return this;
    }
}
