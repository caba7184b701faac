package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.Account;
import io.holdfast.model.ContendedException;
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
 * Installs a credential that a person gave: names a secret slot of its own on the integration, fills that, then points the integration
 * to it. What no credential came to use is forgotten, at the latest by a sweep.
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
            account = ConnectorRegistry.account(connector, () -> connector.identify(credential));
        } catch (ProviderException failed) {
            if (failed.suspectsCredential()) {
                return refused.apply(failed);
            }
            throw failed;
        }
        return accepted.apply(account);
    }

    /** Connects an account for the first time under this id, or finds the integration that another caller began before. */
    public Integration connect(
            IntegrationId id,
            WorkspaceId workspace,
            ProviderConnector connector,
            Account account,
            Credential credential) {
        SecretRef slot = slots.fresh();
        Integration begun =
                writer.begin(transitions.begun(id, workspace, connector.provider(), account, slot, time.instant()));
        return begun.id().equals(id) ? install(begun, account, slot, credential) : begun;
    }

    /** Gives a known integration another credential of its account. */
    public Integration renew(Integration known, Account account, Credential credential) {
        SecretRef slot = slots.fresh();
        slots.await(known.id(), slot);
        return install(known, account, slot, credential);
    }

    /** Fills a slot that the integration names, and makes it the credential's unless it was given up meanwhile. */
    private Integration install(Integration known, Account account, SecretRef slot, Credential credential) {
        return orForget(known.id(), slot, () -> {
            slots.fill(slot, credential);
            return authorise(known, account, slot, credential);
        });
    }

    private Integration authorise(Integration known, Account account, SecretRef slot, Credential credential) {
        boolean refreshes = refresher.canRefresh(known, credential);
        IntegrationWriter.Change change = writer.changeIf(
                known.id(),
                stored -> SecretTransitions.isAwaited(stored, slot),
                stored -> transitions.authorised(stored, account, slot, credential, refreshes, time.instant()));
        if (!change.isMade() && !change.after().bookkeeping().credential().equals(Optional.of(slot))) {
            throw new ContendedException(known.id(), 1);
        }
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
