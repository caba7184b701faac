package io.holdfast.port;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Quota;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What authorises a connector for one call: the credential, who it was when it was connected, and whom to tell of what the
 * provider says is left of its budgets.
 *
 * @param credential the credential to send
 * @param account the account it stood for when it was connected
 * @param quotas is told of each budget that an answer names, whatever the answer; it neither blocks nor throws
 */
public record Grant(Credential credential, Account account, Consumer<Quota> quotas) {
    public Grant {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(quotas, "quotas");
    }

    /**
     * Makes a grant whose budgets nobody asks about.
     *
     * @param credential the credential to send
     * @param account the account it stood for when it was connected
     */
    public Grant(Credential credential, Account account) {
        this(credential, account, quota -> {});
    }
}
