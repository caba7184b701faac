package io.holdfast.engine;

import io.holdfast.internal.Text;
import io.holdfast.model.Credential;
import io.holdfast.model.ProviderId;

/** What a person gave to connect an account with. */
final class GivenCredential {
    private GivenCredential() {}

    /** Refuses a blank one. */
    static void requireText(Credential credential, String whose, ProviderId provider) {
        if (credential.isBlank()) {
            throw new IllegalArgumentException(Text.escaped(whose) + ": expected a credential for "
                    + Text.escaped(provider.value()) + " but found a blank one; copy it again from the provider");
        }
    }
}
