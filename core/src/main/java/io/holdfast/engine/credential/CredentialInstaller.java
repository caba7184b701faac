package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Installs a credential that a person gave: puts it into a secret slot of its own, then points the integration to that. What no
 * integration came to name is forgotten.
 */
public record CredentialInstaller(
        IntegrationWriter writer,
        IntegrationTransitions transitions,
        SecretSlots slots,
        CredentialRefresher refresher,
        InstantSource time) {
    /** Asks the provider who a credential is, and goes one way or the other. One refusal is enough: nobody depends on it yet. */
    public <T> T identify(
            ProviderConnector connector,
            Credential credential,
            Function<Account, T> accepted,
            Function<ProviderException, T> refused) {
        Account account;
        try {
            account = ConnectorRegistry.call(connector, () -> connector.identify(credential));
        } catch (ProviderException failed) {
            if (failed.suspectsCredential()) {
                return refused.apply(failed);
            }
            throw failed;
        }
        return accepted.apply(account);
    }

    /** Connects an account for the first time under this id, or finds the integration that another caller was faster with. */
    public Integration connect(
            IntegrationId id,
            WorkspaceId workspace,
            ProviderConnector connector,
            Account account,
            Credential credential) {
        SecretRef slot = slots.fresh();
        Integration first = transitions.first(
                id,
                workspace,
                connector.provider(),
                account,
                slot,
                credential,
                refresher.canRefresh(connector, credential),
                time.instant());
        Integration stored = orForget(id, slot, () -> {
            slots.fill(slot, credential);
            return writer.create(first);
        });
        if (!stored.id().equals(id)) {
            slots.forgetLate(id, slot);
        }
        return stored;
    }

    /** Gives a known integration another credential of its account. */
    public Integration renew(Integration known, Account account, Credential credential) {
        SecretRef slot = slots.fresh();
        return orForget(known.id(), slot, () -> {
            slots.fill(slot, credential);
            return authorise(known, account, slot, credential);
        });
    }

    private Integration authorise(Integration known, Account account, SecretRef slot, Credential credential) {
        boolean refreshes = refresher.canRefresh(known, credential);
        IntegrationWriter.Rule rule =
                stored -> stored.bookkeeping().credential().equals(Optional.of(slot))
                        ? Optional.empty()
                        : Optional.of(
                                transitions.authorised(stored, account, slot, credential, refreshes, time.instant()));
        IntegrationWriter.Change change = writer.change(known.id(), rule);
        slots.tidyOrLater(known.id());
        return writer.find(known.id()).orElse(change.after());
    }

    /** A secret that nothing came to name is not left lying. */
    private <T> T orForget(IntegrationId id, SecretRef slot, Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException failed) {
            forget(id, slot, failed);
            throw failed;
        }
    }

    private void forget(IntegrationId id, SecretRef slot, RuntimeException because) {
        try {
            slots.forgetLate(id, slot);
        } catch (RuntimeException failed) {
            because.addSuppressed(failed);
        }
    }
}
