package io.holdfast.engine;

import io.holdfast.model.Account;
import io.holdfast.model.Command;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Text;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderConnector;
import java.util.Optional;
import java.util.function.Supplier;

/** What a person can ask of a workspace's integrations. */
final class IntegrationCommands {
    private final EngineParts parts;
    private final Gate gate;
    private final Endings endings;

    IntegrationCommands(EngineParts parts, Gate gate, Endings endings) {
        this.parts = parts;
        this.gate = gate;
        this.endings = endings;
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
                    ? renewed(known, connector, account.get(), credential)
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
            return endings.sever(known, connection)
                    ? Outcome.changed(parts.integration(id))
                    : Outcome.unchanged(parts.integration(id));
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
                throw NoCredential.undecided(id);
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
        return gate.pass(
                Command.REMOVE,
                known.workspace(),
                () -> endings.stillBound(id)
                        .or(() -> endings.take(known))
                        .<Outcome<IntegrationId>>map(Outcome::refused)
                        .orElseGet(() -> Outcome.changed(id)));
    }

    private Outcome<Integration> store(
            WorkspaceId workspace, ProviderConnector connector, Account account, Credential credential) {
        Optional<Integration> known = parts.integrations().of(workspace).stream()
                .filter(one -> one.provider().equals(connector.provider())
                        && one.account().id().equals(account.id()))
                .findFirst();
        return known.map(one -> renewed(one, connector, account, credential))
                .orElseGet(() -> created(workspace, connector, account, credential));
    }

    private Outcome<Integration> created(
            WorkspaceId workspace, ProviderConnector connector, Account account, Credential credential) {
        Optional<Integration> other = otherConnected(workspace, connector, account);
        if (other.isPresent()) {
            return Outcome.refused(anotherConnected(other.get(), account));
        }
        SecretRef drawer = parts.drawers().fresh();
        Integration first = parts.credentials().first(workspace, connector, account, drawer, credential);
        Integration stored = orForget(first.id(), drawer, () -> {
            parts.drawers().fill(drawer, credential);
            return parts.integrationMover().create(first);
        });
        if (!stored.id().equals(first.id())) {
            parts.drawers().forgetLate(first.id(), drawer);
            return renewed(stored, connector, account, credential);
        }
        Outcome<Integration> outcome = unlessFaster(stored, connector);
        if (outcome.refusal().isPresent()) {
            endings.take(stored);
        }
        return outcome;
    }

    /** A healthy one only gets another credential; one that was severed begins anew, if no other account keeps it out. */
    private Outcome<Integration> renewed(
            Integration known, ProviderConnector connector, Account account, Credential credential) {
        Optional<Integration> other =
                known.isConnected() ? Optional.empty() : otherConnected(known.workspace(), connector, account);
        if (other.isPresent()) {
            return Outcome.refused(anotherConnected(other.get(), account));
        }
        SecretRef drawer = parts.drawers().fresh();
        Integration renewed = orForget(known.id(), drawer, () -> {
            parts.drawers().fill(drawer, credential);
            return authorise(known, account, drawer, credential);
        });
        return renewed.connection() == known.connection() ? Outcome.changed(renewed) : unlessFaster(renewed, connector);
    }

    /** Looks again for another account that was connected at the same time; of two that meet both give way. */
    private Outcome<Integration> unlessFaster(Integration stored, ProviderConnector connector) {
        Optional<Integration> faster = otherConnected(stored.workspace(), connector, stored.account());
        faster.ifPresent(any -> endings.sever(stored, stored.connection()));
        return faster.map(any -> Outcome.<Integration>refused(anotherConnected(any, stored.account())))
                .orElseGet(() -> Outcome.changed(stored));
    }

    /** Another account that keeps this one out, where the provider allows one. */
    private Optional<Integration> otherConnected(WorkspaceId workspace, ProviderConnector connector, Account account) {
        return connector.capabilities().onePerWorkspace()
                ? parts.integrations().of(workspace).stream()
                        .filter(one -> one.provider().equals(connector.provider()) && one.isConnected())
                        .filter(one -> !one.account().id().equals(account.id()))
                        .findFirst()
                : Optional.empty();
    }

    private Integration authorise(Integration known, Account account, SecretRef drawer, Credential credential) {
        IntegrationMover.Rule rule = stored -> stored.credential().equals(Optional.of(drawer))
                ? Optional.empty()
                : Optional.of(parts.credentials().authorised(stored, account, drawer, credential));
        IntegrationMover.Change change = parts.integrationMover().change(known.id(), rule);
        parts.drawers().tidyOrLater(known.id());
        return parts.integrationMover().find(known.id()).orElse(change.after());
    }

    /** A secret that nothing came to name is not left lying. */
    private <T> T orForget(IntegrationId id, SecretRef drawer, Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException failed) {
            forget(id, drawer, failed);
            throw failed;
        }
    }

    private void forget(IntegrationId id, SecretRef drawer, RuntimeException because) {
        try {
            parts.drawers().forgetLate(id, drawer);
        } catch (RuntimeException failed) {
            because.addSuppressed(failed);
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
