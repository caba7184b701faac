package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.model.Integration;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;

/** Reads what is known of the other accounts of a provider: a handful of each kind, however many there are. */
record OtherAccountsReader(IntegrationStore store, ReadableRows readable, CredentialPolicy policy) {
    /** Room for accounts that are connected in several workspaces. */
    private static final int ROWS = 10;

    /** Those that were refused about when this one was; and if that is no trouble, those that are in one since before. */
    OtherAccounts of(Integration one, Instant now) {
        Instant first = one.refusedSince().orElse(now);
        OtherAccounts close = read(one, first.minus(policy.troubleWindow()));
        return one.refusedSince().isPresent() && close.areInTroubleWith(one, policy)
                ? close
                : close.and(read(one, first.minus(policy.atLast())).refused());
    }

    private OtherAccounts read(Integration one, Instant refusedFrom) {
        IntegrationStore.ProviderAccounts found = store.accountsOf(one.provider(), refusedFrom, ROWS);
        return new OtherAccounts(readable.integrations(found.refused()), readable.integrations(found.proven()));
    }
}
