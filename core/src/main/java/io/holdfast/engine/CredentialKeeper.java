package io.holdfast.engine;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Text;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.Grant;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Keeps credentials: the secret lies in a write-once drawer, and the integration, changed by compare-and-set alone, says
 * which drawer counts. The secret is stored before the integration names it, and forgotten only after a read that shows
 * the integration naming another.
 */
final class CredentialKeeper {
    private static final int TRIES = 20;

    private final Connectors connectors;
    private final IntegrationStore integrations;
    private final CredentialVault vault;
    private final InstantSource time;

    CredentialKeeper(Connectors connectors, IntegrationStore integrations, CredentialVault vault, InstantSource time) {
        this.connectors = connectors;
        this.integrations = integrations;
        this.vault = vault;
        this.time = time;
    }

    /** Proves a credential at the provider, then stores it; the same account again renews what is there. */
    Outcome<Integration> connect(WorkspaceId workspace, ProviderId provider, Credential credential) {
        if (credential.isBlank()) {
            throw new IllegalArgumentException(
                    "workspace " + Text.shown(workspace.value()) + ": expected a credential for "
                            + Text.shown(provider.value()) + " but found a blank one; copy it again from the provider");
        }
        Account account;
        try {
            account = connectors.of(provider).identify(credential);
        } catch (ProviderException refused) {
            if (!refused.suspectsCredential()) {
                throw refused;
            }
            return Outcome.refused(Refusal.of(
                    Refusal.Code.CREDENTIAL_REFUSED,
                    "workspace " + workspace.value() + ": " + provider.value()
                            + " refuses the credential; copy it again from the provider",
                    RecoveryAction.RECONNECT_INTEGRATION));
        }
        return Outcome.changed(store(workspace, provider, account, credential));
    }

    /** What a call for this link is let in with. */
    Grant grant(SyncLink link) {
        IntegrationId id = link.binding().integration();
        Integration integration = integrations
                .load(id)
                .filter(bound -> bound.connection() == link.binding().connection())
                .orElseThrow(() -> unusable(id, "is no longer connected as it was"));
        return grant(integration);
    }

    Grant grant(Integration integration) {
        if (!integration.isConnected()) {
            throw unusable(integration.id(), "is " + integration.status());
        }
        Credential credential = integration
                .credential()
                .flatMap(vault::read)
                .flatMap(CredentialText::read)
                .orElseThrow(() -> unusable(integration.id(), "has no readable credential in the vault"));
        return Grant.of(credential, integration.account());
    }

    private static ProviderException unusable(IntegrationId id, String found) {
        return ProviderException.of(
                FailureKind.CONFIGURATION,
                "expected a connected integration but " + id.value() + " " + found
                        + "; connect the provider again in Settings, Integrations");
    }

    private Integration store(WorkspaceId workspace, ProviderId provider, Account account, Credential credential) {
        SecretRef drawer = SecretRef.of(UUID.randomUUID().toString());
        Repeat.onceAfterFailure(() -> {
            vault.put(drawer, CredentialText.write(credential));
            return drawer;
        });
        Integration first = Integration.builder()
                .id(IntegrationId.of(UUID.randomUUID().toString()))
                .workspace(workspace)
                .provider(provider)
                .account(account)
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .credentialVersion(1)
                .credential(drawer)
                .connectedAt(time.instant())
                .version(1)
                .build();
        Integration stored = Repeat.onceAfterFailure(() -> integrations.createIfAbsent(first));
        return stored.id().equals(first.id()) ? stored : renew(stored, account, drawer);
    }

    private Integration renew(Integration known, Account account, SecretRef drawer) {
        Integration stored = known;
        for (int tries = 0; tries < TRIES; tries++) {
            Integration next = authorised(stored, account, drawer, time.instant());
            boolean replaced = replace(next);
            Integration now = load(known.id());
            if (replaced) {
                forgetUnlessNamed(stored, now);
                return next;
            }
            stored = now;
        }
        throw new IllegalStateException("integration " + Text.shown(known.id().value()) + ": expected one of " + TRIES
                + " tries to be written but others were faster each time; connect again");
    }

    /** A store that wrote and then threw has written: what lies there now tells. */
    private boolean replace(Integration next) {
        try {
            return integrations.replace(next);
        } catch (RuntimeException unknown) {
            Integration stored = load(next.id());
            if (stored.version() < next.version()) {
                throw unknown;
            }
            return stored.equals(next);
        }
    }

    private Integration load(IntegrationId id) {
        return integrations.load(id).orElseThrow(() -> UnknownIdException.integration(id));
    }

    /** A severed integration that is authorised again begins a new connection; a healthy one keeps its own. */
    private static Integration authorised(Integration stored, Account account, SecretRef drawer, Instant now) {
        boolean severed = !stored.isConnected();
        Integration.Builder next = Integration.builder();
        next.from(stored)
                .account(account)
                .status(Integration.Status.CONNECTED)
                .connection(severed ? stored.connection() + 1 : stored.connection())
                .connectedAt(severed ? now : stored.connectedAt())
                .credential(drawer)
                .credentialVersion(stored.credentialVersion() + 1)
                .version(stored.version() + 1);
        return next.build();
    }

    private void forgetUnlessNamed(Integration before, Integration after) {
        before.credential()
                .filter(old -> !after.credential().equals(before.credential()))
                .ifPresent(vault::forget);
    }
}
