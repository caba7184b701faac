package io.holdfast.engine;

import io.holdfast.model.Credential;
import io.holdfast.model.Secret;

/** A credential as the one text that lies in a drawer: a word for its kind, a line feed, its parts. */
final class CredentialText {
    private static final String API_KEY = "api-key\n";

    private CredentialText() {}

    static Secret write(Credential credential) {
        return credential.fold(apiKey -> Secret.of(API_KEY + apiKey.key().reveal()));
    }

    static Credential read(Secret text) {
        String stored = text.reveal();
        if (!stored.startsWith(API_KEY)) {
            throw new IllegalStateException(
                    "expected the stored text of a credential but found another; connect the provider again");
        }
        return Credential.apiKey(stored.substring(API_KEY.length()));
    }
}
