package io.holdfast.engine;

import io.holdfast.model.Credential;
import io.holdfast.model.Secret;
import java.util.Optional;

/** A credential as the one text that lies in a drawer: a word for its kind, a line feed, its parts. */
final class CredentialText {
    private static final String API_KEY = "api-key\n";

    private CredentialText() {}

    static Secret write(Credential credential) {
        return credential.fold(apiKey -> Secret.of(API_KEY + apiKey.key().reveal()));
    }

    /** Empty if the text is none of a credential. */
    static Optional<Credential> read(Secret text) {
        String stored = text.reveal();
        return stored.startsWith(API_KEY)
                ? Optional.of(Credential.apiKey(stored.substring(API_KEY.length())))
                : Optional.empty();
    }
}
