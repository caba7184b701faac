package io.holdfast.port;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import org.immutables.value.Value;

/** What a connector is let in with for one call: the credential, and who it was when it was connected. */
@Value.Immutable
public interface Grant {
    /** {@return the credential to send} */
    @Value.Parameter
    Credential credential();

    /** {@return the account it stood for when it was connected} */
    @Value.Parameter
    Account account();

    /**
     * Makes a grant.
     *
     * @param credential the credential to send
     * @param account whose it is
     * @return the grant
     */
    static Grant of(Credential credential, Account account) {
        return ImmutableGrant.of(credential, account);
    }
}
