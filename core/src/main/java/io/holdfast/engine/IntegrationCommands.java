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
import io.holdfast.port.ProviderConnector;
import java.time.Instant;
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
    private static final int TRIES = 20;

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
            Optional<Refusal> refusal = refusal(known, connector, account.get());
            return refusal.isPresent()
                    ? Outcome.refused(refusal.get())
                    : unlessFaster(renewed(known, account.get(), credential), connector);
        });
    }

    private Optional<Refusal> refusal(Integration known, ProviderConnector connector, Account found) {
        return found.id().equals(known.account().id())
                ? otherConnected(known.workspace(), connector, found).map(other -> anotherConnected(other, found))
                : Optional.of(otherAccount(known, found));
    }

    private Integration renewed(Integration known, Account account, Credential credential) {
        SecretRef drawer = parts.drawers().fresh();
        return orForget(known.id(), drawer, () -> {
            parts.drawers().fill(drawer, credential);
            return authorise(known, account, drawer, credential);
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
            return sever(known, connection)
                    ? Outcome.changed(parts.integration(id))
                    : Outcome.unchanged(parts.integration(id));
        });
    }

    /** Severs, takes back at the provider what it was for, then tells the links and forgets the secrets. */
    private boolean sever(Integration known, long connection) {
        IntegrationMover.Change change =
                parts.credentials().sever(known.id(), connection, Severance.Cause.DISCONNECTED_IN_SETTINGS);
        if (change.isMade()) {
            takeBack(change.before());
        }
        tellLinks(known.id());
        parts.drawers().tidyOrLater(known.id());
        return change.isMade();
    }

    /** What a store does not take now, the next sweep brings: the integration says what is left. */
    private void tellLinks(IntegrationId id) {
        try {
            parts.fanOuts().carryOn(id);
        } catch (RuntimeException thrown) {
            log.warn("{} its links are told later", Named.of(id), Wordless.copyOf(thrown));
        }
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
        return gate.pass(
                Command.REMOVE,
                known.workspace(),
                () -> stillBound(id)
                        .or(() -> take(known))
                        .<Outcome<IntegrationId>>map(Outcome::refused)
                        .orElseGet(() -> Outcome.changed(id)));
    }

    private Optional<Refusal> stillBound(IntegrationId id) {
        List<SyncLink> bound =
                parts.links().boundTo(id, Long.MAX_VALUE, Cursor.START, NAMED).items();
        return bound.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Refusal.Code.LINKS_BOUND,
                        "integration " + id.value() + ": expected no link bound to it but found "
                                + bound.stream().map(link -> link.id().value()).collect(Collectors.joining(", "))
                                + (bound.size() == NAMED ? " and perhaps more" : "")
                                + "; move or remove them first",
                        RecoveryAction.NONE));
    }

    /** Severs it first, so that nothing is asked with it any more; goes only as it was last seen: severed, unbound and tidy. */
    Optional<Refusal> take(Integration known) {
        for (int tries = 0; tries < TRIES; tries++) {
            sever(known, Long.MAX_VALUE);
            Optional<Refusal> bound = stillBound(known.id());
            Optional<Integration> last = parts.integrationMover().find(known.id());
            if (bound.isPresent() || last.isEmpty()) {
                return bound;
            }
            if (last.get().leftovers().isPresent()) {
                return Optional.of(secretsLeft(known));
            }
            if (!last.get().isConnected() && parts.integrationMover().remove(last.get())) {
                return Optional.empty();
            }
        }
        throw new ContendedException(known.id(), TRIES);
    }

    private static Refusal secretsLeft(Integration known) {
        return Refusal.of(
                Refusal.Code.NOT_DONE,
                "integration " + known.id().value()
                        + ": expected the credential vault to forget its secrets but it did not; it is disconnected, so ask"
                        + " again once the vault answers",
                RecoveryAction.NONE);
    }

    private Outcome<Integration> store(
            WorkspaceId workspace, ProviderConnector connector, Account account, Credential credential) {
        Optional<Integration> other = otherConnected(workspace, connector, account);
        if (other.isPresent()) {
            return Outcome.refused(anotherConnected(other.get(), account));
        }
        SecretRef drawer = parts.drawers().fresh();
        Integration first = parts.credentials().firstOf(workspace, connector, account, drawer, credential);
        Integration stored = orForget(first.id(), drawer, () -> {
            parts.drawers().fill(drawer, credential);
            return parts.integrationMover().create(first);
        });
        if (!stored.id().equals(first.id())) {
            Integration renewed = orForget(stored.id(), drawer, () -> authorise(stored, account, drawer, credential));
            return unlessFaster(renewed, connector);
        }
        Outcome<Integration> outcome = unlessFaster(stored, connector);
        if (outcome.refusal().isPresent()) {
            take(stored);
        }
        return outcome;
    }

    /** Looks again for another account that was connected at the same time; of two that meet both give way. */
    private Outcome<Integration> unlessFaster(Integration stored, ProviderConnector connector) {
        Optional<Integration> faster = otherConnected(stored.workspace(), connector, stored.account());
        faster.ifPresent(any -> sever(stored, stored.connection()));
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
        Instant now = parts.time().instant();
        boolean refreshes = parts.credentials().canRefresh(known, credential);
        IntegrationMover.Rule rule = stored -> stored.credential().equals(Optional.of(drawer))
                ? Optional.empty()
                : Optional.of(
                        parts.credentials().rules().authorised(stored, account, drawer, credential, refreshes, now));
        IntegrationMover.Change change = parts.integrationMover().change(known.id(), rule);
        parts.drawers().tidyOrLater(known.id());
        return parts.integrationMover().find(known.id()).orElse(change.after());
    }

    /** A secret that nothing came to name is not left lying. */
    private <T> T orForget(IntegrationId id, SecretRef drawer, Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException failed) {
            parts.drawers().forgetLate(id, drawer);
            throw failed;
        }
    }

    /** With what counted last; best effort, because here it is over in any case. */
    private void takeBack(Integration before) {
        ProviderConnector connector = parts.connectors().of(before.provider());
        if (!connector.capabilities().revoke()) {
            return;
        }
        try {
            parts.drawers()
                    .grant(before)
                    .ifPresent(grant -> Outside.call(connector, () -> {
                        connector.revoke(grant);
                        return grant;
                    }));
        } catch (RuntimeException failed) {
            log.warn(
                    "{} was disconnected here but not at the provider", Named.of(before.id()), Wordless.copyOf(failed));
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
