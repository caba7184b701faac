package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialUnavailable;
import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.credential.Revival;
import io.holdfast.engine.credential.Verdict;
import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.webhook.Routes;
import io.holdfast.model.Account;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Command;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.presentation.IntegrationView;
import io.holdfast.recovery.IntegrationHealth;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What a person can ask of a workspace's integrations. */
record IntegrationCommands(
        Gateway gateway,
        Credentials credentials,
        Routes routes,
        IntegrationStore integrations,
        AccountLinks links,
        CommandGate gate,
        SyncPolicy policy,
        InstantSource time)
        implements Integrations {
    @Override
    public Outcome<Integration> connect(WorkspaceId workspace, ProviderId provider, Credential credential) {
        GivenCredential.requireText(credential, "workspace " + workspace.value(), provider);
        return gate.pass(Command.CONNECT, workspace, () -> {
            ProviderConnector connector = gateway.connectors().of(provider);
            return credentials
                    .installer()
                    .identify(
                            connector,
                            credential,
                            account -> connected(workspace, connector, account, credential),
                            failed -> Outcome.refused(Refusals.credentialRefused(workspace, provider, failed)));
        });
    }

    @Override
    public Outcome<Integration> renew(IntegrationId id, Credential credential) {
        Integration known = load(id);
        GivenCredential.requireText(credential, "integration " + id.value(), known.provider());
        return gate.pass(Command.RENEW, known.workspace(), () -> {
            ProviderConnector connector = gateway.connectors().of(known.provider());
            return credentials
                    .installer()
                    .identify(
                            connector,
                            credential,
                            account -> account.id().equals(known.account().id())
                                    ? renewed(known, connector, account, credential)
                                    : Outcome.refused(Refusals.otherAccount(known, account)),
                            failed -> Outcome.refused(
                                    Refusals.credentialRefused(known.workspace(), known.provider(), failed)));
        });
    }

    @Override
    public Outcome<Integration> disconnect(IntegrationId id, long connection) {
        Integration known = load(id);
        return gate.pass(Command.DISCONNECT, known.workspace(), () -> {
            if (connection > known.connection()) {
                return Outcome.refused(Refusals.unknownConnection(known, connection));
            }
            return credentials.removal().sever(known, connection)
                    ? Outcome.changed(load(id), "the account is disconnected")
                    : Outcome.unchanged(load(id), "that connection is severed already");
        });
    }

    @Override
    public Outcome<Integration> verify(IntegrationId id) {
        Integration known = load(id);
        return gate.pass(Command.VERIFY, known.workspace(), () -> {
            if (!known.isConnected()) {
                return revived(known);
            }
            Verdict.Kind verdict = credentials.keeper().verifyNow(known).kind();
            String reason = switch (verdict) {
                case UNANSWERED -> throw CredentialUnavailable.undecided(id);
                case STANDS -> "the provider accepts the credential";
                case MOVED -> "another credential is valid by now";
                case ASKED -> "the credential is being confirmed";
                case SEVERED -> "the provider refuses the credential, so the connection is severed";
            };
            Integration now = load(id);
            Outcome<Integration> answer =
                    now.equals(known) ? Outcome.unchanged(now, reason) : Outcome.changed(now, reason);
            return verdict == Verdict.Kind.ASKED || verdict == Verdict.Kind.SEVERED
                    ? answer.saying(IntegrationHealth.of(now, policy.credentials(), time.instant())
                            .reason())
                    : answer;
        });
    }

    /** Asks with the secret that a verdict left, if it is kept still; a person's disconnect left none. */
    private Outcome<Integration> revived(Integration severed) {
        ProviderConnector connector = gateway.connectors().of(severed.provider());
        Optional<Integration> other = only().beside(severed.workspace(), connector, severed.account());
        if (other.isPresent()) {
            return Outcome.refused(Refusals.anotherConnected(other.get(), severed.account()));
        }
        Revival revival = credentials.keptSecrets().revive(severed);
        Integration now = load(severed.id());
        return switch (revival.kind()) {
            case ACCEPTED -> unlessFaster(now, connector);
            case REFUSED ->
                Outcome.unchanged(
                        now,
                        "the credential is not accepted again; connect the provider again in Settings, Integrations");
            case OTHER_ACCOUNT ->
                Outcome.refused(Refusals.otherAccount(severed, revival.other().orElseThrow()));
            case UNANSWERED -> throw CredentialUnavailable.undecided(severed.id());
            case MOVED ->
                now.isConnected()
                        ? Outcome.unchanged(now, "another credential is valid by now")
                        : Outcome.refused(Refusals.notConnected(now));
        };
    }

    @Override
    public Outcome<IntegrationId> remove(IntegrationId id) {
        Integration known = load(id);
        return gate.passOutside(
                Command.REMOVE,
                known.workspace(),
                () -> credentials
                        .removal()
                        .linksBound(id)
                        .or(() -> credentials.removal().remove(known))
                        .<Outcome<IntegrationId>>map(obstacle -> Outcome.refused(Refusals.notRemoved(id, obstacle)))
                        .orElseGet(() -> Outcome.changed(id, "the integration is removed")));
    }

    @Override
    public Integration get(IntegrationId id) {
        return viewed(id);
    }

    @Override
    public List<Integration> list(WorkspaceId workspace) {
        gate.require(Command.VIEW, workspace);
        return gateway.readable().shown(integrations.of(workspace));
    }

    @Override
    public IntegrationHealth health(IntegrationId id) {
        Integration integration = viewed(id);
        return IntegrationHealth.of(integration, policy.credentials(), time.instant())
                .counting(links.counted(integration, time.instant()).byStatus());
    }

    @Override
    public IntegrationView view(IntegrationId id) {
        Integration integration = viewed(id);
        Instant now = time.instant();
        IntegrationView card = IntegrationView.of(
                integration,
                IntegrationHealth.of(integration, policy.credentials(), now),
                links.counted(integration, time.instant()),
                now,
                gate.rights(integration.workspace()));
        IntegrationView shown = only().keepingOut(integration)
                .map(other -> card.keptOut(IntegrationHealth.ended(integration, now), other.account()))
                .orElse(card);
        return gate.served().lapsed(integration.workspace()).map(shown::lapsed).orElse(shown);
    }

    @Override
    public CandidatePage candidates(IntegrationId id, SubjectKind kind, Cursor after) {
        Integration integration = load(id);
        gate.require(Command.VIEW_CANDIDATES, integration.workspace());
        ProviderConnector connector = gateway.connectors().of(integration.provider());
        return credentials
                .keeper()
                .with(integration, grant -> ConnectorRegistry.candidates(connector, grant, kind, after));
    }

    @Override
    public Outcome<Map<SyncLinkId, Outcome<SyncLink>>> reconnectAll(IntegrationId id) {
        Integration integration = load(id);
        return onAll(integration, Command.RECONNECT, links::reconnect);
    }

    @Override
    public Outcome<Map<SyncLinkId, Outcome<SyncLink>>> retryAll(IntegrationId id) {
        Integration integration = load(id);
        return onAll(integration, Command.RETRY, links::retry);
    }

    private Outcome<Map<SyncLinkId, Outcome<SyncLink>>> onAll(
            Integration integration, Command command, Function<Integration, Map<SyncLinkId, Outcome<SyncLink>>> act) {
        return gate.pass(
                command,
                integration.workspace(),
                () -> integration.isConnected()
                        ? Outcome.each(act.apply(integration), SyncLink::suspended)
                        : Outcome.refused(Refusals.notConnected(integration)));
    }

    @Override
    public Optional<Secret> webhookAddress(IntegrationId id) {
        gate.require(Command.CONNECT, load(id).workspace());
        return routes.address(id);
    }

    private OnlyAccount only() {
        return new OnlyAccount(gateway, integrations);
    }

    private Integration load(IntegrationId id) {
        return gateway.integrations().load(id);
    }

    private Integration viewed(IntegrationId id) {
        Integration integration = load(id);
        gate.require(Command.VIEW, integration.workspace());
        return integration;
    }

    private Outcome<Integration> connected(
            WorkspaceId workspace, ProviderConnector connector, Account account, Credential credential) {
        return gateway.readable().integrations(integrations.of(workspace)).stream()
                .filter(one -> one.provider().equals(connector.provider())
                        && one.account().id().equals(account.id()))
                .findFirst()
                .map(known -> renewed(known, connector, account, credential))
                .orElseGet(() -> created(workspace, connector, account, credential));
    }

    private Outcome<Integration> created(
            WorkspaceId workspace, ProviderConnector connector, Account account, Credential credential) {
        Optional<Integration> other = only().beside(workspace, connector, account);
        if (other.isPresent()) {
            return Outcome.refused(Refusals.anotherConnected(other.get(), account));
        }
        IntegrationId id = IntegrationId.of(UUID.randomUUID().toString());
        Integration stored = credentials.installer().connect(id, workspace, connector, account, credential);
        if (!stored.id().equals(id)) {
            return renewed(stored, connector, account, credential);
        }
        Outcome<Integration> outcome = unlessFaster(stored, connector);
        if (outcome.refusal().isPresent()) {
            credentials.removal().remove(stored);
        }
        return outcome;
    }

    /** A healthy one only gets another credential; one that was severed begins anew, if no other account keeps it out. */
    private Outcome<Integration> renewed(
            Integration known, ProviderConnector connector, Account account, Credential credential) {
        Optional<Integration> other =
                known.isConnected() ? Optional.empty() : only().beside(known.workspace(), connector, account);
        if (other.isPresent()) {
            return Outcome.refused(Refusals.anotherConnected(other.get(), account));
        }
        Integration renewed = credentials.installer().renew(known, account, credential);
        return known.isConnected() && renewed.connection() == known.connection()
                ? Outcome.changed(renewed, "the account has another credential")
                : unlessFaster(renewed, connector);
    }

    /** Looks again for another account that was connected at the same time; of two that meet both give way. */
    private Outcome<Integration> unlessFaster(Integration stored, ProviderConnector connector) {
        Optional<Integration> faster = only().beside(stored.workspace(), connector, stored.account());
        faster.ifPresent(any -> credentials.removal().sever(stored, stored.connection()));
        return faster.map(any -> Outcome.<Integration>refused(Refusals.anotherConnected(any, stored.account())))
                .orElseGet(() -> connectedAnew(stored));
    }

    private Outcome<Integration> connectedAnew(Integration stored) {
        if (policy.reconnectsSameAccount()) {
            links.reconnectByThemselves(stored);
        }
        return Outcome.changed(stored, "the account is connected");
    }
}
