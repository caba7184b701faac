package io.holdfast.engine;

import io.holdfast.model.Account;
import io.holdfast.model.Command;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Text;
import io.holdfast.model.Wordless;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person can ask of a workspace's integrations. */
final class IntegrationCommands {
    private static final Logger log = LoggerFactory.getLogger(IntegrationCommands.class);
    private static final int NAMED = 5;

    private final EngineParts parts;
    private final Gate gate;

    IntegrationCommands(EngineParts parts, Gate gate) {
        this.parts = parts;
        this.gate = gate;
    }

    Outcome<Integration> connect(WorkspaceId workspace, ProviderId provider, Credential credential) {
        requireText(credential, "workspace " + workspace.value(), provider);
        return gate.pass(Command.CONNECT, workspace, () -> {
            ProviderConnector connector = parts.connectors().of(provider);
            return parts.credentials()
                    .prove(connector, credential)
                    .map(account -> store(workspace, connector, account, credential))
                    .orElseGet(() -> refused(workspace, provider));
        });
    }

    Outcome<Integration> renew(IntegrationId id, Credential credential) {
        Integration known = parts.integration(id);
        requireText(credential, "integration " + id.value(), known.provider());
        return gate.pass(Command.RENEW, known.workspace(), () -> {
            ProviderConnector connector = parts.connectors().of(known.provider());
            Optional<Account> account = parts.credentials().prove(connector, credential);
            if (account.isEmpty()) {
                return refused(known.workspace(), known.provider());
            }
            return account.get().id().equals(known.account().id())
                    ? Outcome.changed(authorise(known, account.get(), fill(credential), credential))
                    : Outcome.refused(otherAccount(known, account.get()));
        });
    }

    Outcome<Integration> disconnect(IntegrationId id, long connection) {
        Integration known = parts.integration(id);
        return gate.pass(Command.DISCONNECT, known.workspace(), () -> {
            if (connection > known.connection()) {
                return Outcome.refused(Refusal.of(
                        Refusal.Code.NOT_NOW,
                        "integration " + id.value() + ": expected a connection up to " + known.connection()
                                + " but found " + connection + "; pass the one that was shown",
                        RecoveryAction.NONE));
            }
            Optional<Grant> last = lastGrant(known, connection);
            IntegrationMover.Change change =
                    parts.credentials().sever(id, connection, Severance.Cause.DISCONNECTED_IN_SETTINGS);
            if (!change.isMade()) {
                return Outcome.unchanged(change.after());
            }
            parts.fanOuts().carryOn(id);
            last.ifPresent(grant -> takeBack(known, grant));
            return Outcome.changed(parts.integration(id));
        });
    }

    Outcome<Integration> check(IntegrationId id) {
        Integration known = parts.integration(id);
        return gate.pass(Command.CHECK, known.workspace(), () -> {
            if (!known.isConnected()) {
                return Outcome.refused(notConnected(known));
            }
            Verdict verdict = parts.credentials().ask(known);
            if (verdict.kind() == Verdict.Kind.UNANSWERED) {
                throw CredentialKeeper.undecided(id);
            }
            if (verdict.kind() == Verdict.Kind.SEVERED) {
                parts.fanOuts().carryOn(id);
            }
            Integration now = parts.integration(id);
            return now.equals(known) ? Outcome.unchanged(now) : Outcome.changed(now);
        });
    }

    Outcome<IntegrationId> remove(IntegrationId id) {
        Integration known = parts.integration(id);
        return gate.pass(Command.REMOVE, known.workspace(), () -> {
            List<SyncLink> bound = parts.links()
                    .boundTo(id, Long.MAX_VALUE, Cursor.START, NAMED)
                    .items();
            if (!bound.isEmpty()) {
                return Outcome.refused(Refusal.of(
                        Refusal.Code.LINKS_BOUND,
                        "integration " + id.value() + ": expected no link bound to it but found "
                                + bound.stream().map(link -> link.id().value()).collect(Collectors.joining(", "))
                                + (bound.size() == NAMED ? " and perhaps more" : "")
                                + "; move or remove them first",
                        RecoveryAction.NONE));
            }
            take(known);
            return Outcome.changed(id);
        });
    }

    /** Severs it first, so that nothing is asked with it any more and its secrets are forgotten. */
    void take(Integration known) {
        Optional<Grant> last = lastGrant(known, known.connection());
        parts.credentials().sever(known.id(), known.connection(), Severance.Cause.DISCONNECTED_IN_SETTINGS);
        last.ifPresent(grant -> takeBack(known, grant));
        Repeat.onceAfterFailure(() -> {
            parts.integrations().remove(known.id());
            return known;
        });
    }

    private Outcome<Integration> store(
            WorkspaceId workspace, ProviderConnector connector, Account account, Credential credential) {
        boolean onlyOne = connector.capabilities().onePerWorkspace();
        Optional<Integration> other = onlyOne ? another(workspace, connector.provider(), account) : Optional.empty();
        if (other.isPresent()) {
            return Outcome.refused(anotherConnected(other.get(), account));
        }
        SecretRef drawer = fill(credential);
        Integration first = parts.credentials().firstOf(workspace, connector, account, drawer, credential);
        Integration stored =
                orForget(first.id(), drawer, () -> parts.integrationMover().create(first));
        if (!stored.id().equals(first.id())) {
            return Outcome.changed(authorise(stored, account, drawer, credential));
        }
        Optional<Integration> earlier = onlyOne ? earlier(stored) : Optional.empty();
        if (earlier.isPresent()) {
            take(stored);
            return Outcome.refused(anotherConnected(earlier.get(), account));
        }
        return Outcome.changed(stored);
    }

    private Integration authorise(Integration known, Account account, SecretRef drawer, Credential credential) {
        Instant now = parts.time().instant();
        boolean refreshes = parts.credentials().canRefresh(known, credential);
        IntegrationMover.Rule rule = stored -> stored.credential().equals(Optional.of(drawer))
                ? Optional.empty()
                : Optional.of(
                        parts.credentials().rules().authorised(stored, account, drawer, credential, refreshes, now));
        IntegrationMover.Change change =
                orForget(known.id(), drawer, () -> parts.integrationMover().change(known.id(), rule));
        parts.drawers().forgetWhatItNamed(change.before());
        return change.after();
    }

    private Optional<Integration> another(WorkspaceId workspace, ProviderId provider, Account account) {
        return parts.integrations().of(workspace).stream()
                .filter(one -> one.provider().equals(provider))
                .filter(one -> !one.account().id().equals(account.id()))
                .findFirst();
    }

    /** Two accounts may be connected at once; of those the earlier stays, and every node agrees which that is. */
    private Optional<Integration> earlier(Integration ours) {
        Comparator<Integration> order = Comparator.comparing(Integration::connectedAt)
                .thenComparing(one -> one.id().value());
        return parts.integrations().of(ours.workspace()).stream()
                .filter(one -> one.provider().equals(ours.provider()))
                .filter(one -> order.compare(one, ours) < 0)
                .findFirst();
    }

    private SecretRef fill(Credential credential) {
        SecretRef drawer = parts.drawers().fresh();
        parts.drawers().fill(drawer, credential);
        return drawer;
    }

    /** A secret that nothing came to name is not left lying. */
    private <T> T orForget(IntegrationId id, SecretRef drawer, Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException failed) {
            parts.drawers().forgetUnlessNamed(id, drawer);
            throw failed;
        }
    }

    /** What to take back with at the provider, read before it is forgotten. */
    private Optional<Grant> lastGrant(Integration known, long connection) {
        boolean takesBack =
                parts.connectors().of(known.provider()).capabilities().revoke();
        try {
            return takesBack && known.connection() == connection && known.isConnected()
                    ? parts.drawers().grant(known)
                    : Optional.empty();
        } catch (RuntimeException thrown) {
            log.warn("{} nothing is taken back at the provider", Named.of(known.id()), Wordless.copyOf(thrown));
            return Optional.empty();
        }
    }

    private void takeBack(Integration known, Grant grant) {
        ProviderConnector connector = parts.connectors().of(known.provider());
        try {
            Outside.call(connector, () -> {
                connector.revoke(grant);
                return grant;
            });
        } catch (RuntimeException failed) {
            log.warn("{} was disconnected here but not at the provider", Named.of(known.id()), Wordless.copyOf(failed));
        }
    }

    private static void requireText(Credential credential, String whose, ProviderId provider) {
        if (credential.isBlank()) {
            throw new IllegalArgumentException(Text.shown(whose) + ": expected a credential for "
                    + Text.shown(provider.value()) + " but found a blank one; copy it again from the provider");
        }
    }

    private static Outcome<Integration> refused(WorkspaceId workspace, ProviderId provider) {
        return Outcome.refused(Refusal.of(
                Refusal.Code.CREDENTIAL_REFUSED,
                "workspace " + workspace.value() + ": " + provider.value()
                        + " refuses the credential; copy it again from the provider",
                RecoveryAction.RECONNECT_INTEGRATION));
    }

    private static Refusal notConnected(Integration known) {
        return Refusal.of(
                Refusal.Code.NOT_CONNECTED,
                "expected integration " + known.id().value() + " to be CONNECTED but it is " + known.status()
                        + "; connect the provider again in Settings, Integrations",
                RecoveryAction.RECONNECT_INTEGRATION);
    }

    private static Refusal otherAccount(Integration known, Account found) {
        return Refusal.builder()
                .code(Refusal.Code.OTHER_ACCOUNT)
                .reason("integration " + known.id().value() + ": expected a credential of account "
                        + known.account().id() + " but found one of " + found.id()
                        + "; sign in as the first at the provider, or connect the other one and move the events to it")
                .instead(RecoveryAction.RECONNECT_INTEGRATION)
                .expectedAccount(known.account())
                .foundAccount(found)
                .build();
    }

    private static Refusal anotherConnected(Integration other, Account found) {
        return Refusal.builder()
                .code(Refusal.Code.ANOTHER_ACCOUNT_CONNECTED)
                .reason("workspace " + other.workspace().value() + ": expected account "
                        + other.account().id() + " of " + other.provider().value()
                        + ", the only one that it may connect, but found " + found.id()
                        + "; renew the first, or remove integration "
                        + other.id().value())
                .instead(RecoveryAction.RECONNECT_INTEGRATION)
                .expectedAccount(other.account())
                .foundAccount(found)
                .build();
    }
}
