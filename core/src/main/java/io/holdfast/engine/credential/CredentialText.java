package io.holdfast.engine.credential;

import io.holdfast.model.Credential;
import io.holdfast.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A credential as the one text that lies in a secret slot: a word for its kind, a line feed, its parts. Those of tokens are three
 * lines: access, refresh and end, of which the last two may be empty.
 */
final class CredentialText {
    private static final String API_KEY = "api-key\n";
    private static final String OAUTH = "oauth\n";
    private static final int OAUTH_PARTS = 3;

    private CredentialText() {}

    static Secret write(Credential credential) {
        return Secret.of(credential.fold(
                apiKey -> API_KEY + apiKey.key().reveal(),
                tokens -> OAUTH + encoded(tokens.access()) + "\n"
                        + tokens.refresh().map(CredentialText::encoded).orElse("") + "\n"
                        + tokens.expiresAt().map(Instant::toString).orElse("")));
    }

    /** Empty if the text is none of a credential. */
    static Optional<Credential> read(Secret text) {
        String stored = text.reveal();
        if (stored.startsWith(API_KEY)) {
            return Optional.of(Credential.apiKey(stored.substring(API_KEY.length())));
        }
        return stored.startsWith(OAUTH) ? tokens(stored.substring(OAUTH.length())) : Optional.empty();
    }

    private static Optional<Credential> tokens(String stored) {
        String[] parts = stored.split("\n", -1);
        if (parts.length != OAUTH_PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Credential.OauthTokens(
                    decoded(parts[0]),
                    Optional.of(parts[1]).filter(part -> !part.isEmpty()).map(CredentialText::decoded),
                    Optional.of(parts[2]).filter(part -> !part.isEmpty()).map(Instant::parse)));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** A token may hold a line feed by mistake, and must come back as it was. */
    private static String encoded(Secret secret) {
        return Base64.getEncoder().encodeToString(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static Secret decoded(String part) {
        return Secret.of(new String(Base64.getDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
