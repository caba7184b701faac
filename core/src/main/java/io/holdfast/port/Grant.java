package io.holdfast.port;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import java.util.Objects;

/**
 * What authorises a connector for one call: the credential, and who it was when it was connected.
 *
 * @param credential the credential to send
 * @param account the account it stood for when it was connected
 */
public record Grant(Credential credential, Account account) {
    public Grant {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(account, "account");
    }
}
