package io.holdfast.engine;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Unusable;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Wish;
import java.util.Optional;
import java.util.UUID;

/** What a person can ask of one link, on behalf of one actor. */
final class Commands {
    private final EngineParts parts;
    private final Gate gate;
    private final Actor actor;

    Commands(EngineParts parts, Gate gate, Actor actor) {
        this.parts = parts;
        this.gate = gate;
        this.actor = actor;
    }

    Outcome<SyncLink> importSubject(WorkspaceId workspace, SyncSubject subject, IntegrationId id, RemoteId remote) {
        Integration integration = parts.integration(id);
        Optional<Refusal> refusal =
                gate.refusal(Command.IMPORT, workspace).or(() -> refusal(workspace, subject, integration));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        SyncLink.Key key = SyncLink.Key.of(workspace, integration.provider(), RemoteRef.of(subject.kind(), remote));
        Decision.Moved birth = SyncStateMachine.begin(
                SyncLinkId.of(UUID.randomUUID().toString()),
                key,
                subject,
                SyncLink.Binding.of(id, integration.connection()),
                actor,
                parts.time().instant());
        SyncLink stored = parts.mover().create(birth);
        return stored.id().equals(birth.next().id())
                ? Outcome.changed(unlessSevered(stored))
                : Outcome.unchanged(stored);
    }

    Outcome<SyncLink> retry(SyncLinkId link) {
        return wish(link, Command.RETRY, Wish.retry(actor));
    }

    Outcome<SyncLink> resync(SyncLinkId link) {
        return wish(link, Command.RESYNC, Wish.resync(actor));
    }

    Outcome<SyncLink> resume(SyncLinkId link) {
        return wish(link, Command.RESUME, Wish.resume(actor));
    }

    Outcome<SyncLink> suspend(SyncLinkId link) {
        Outcome<SyncLink> outcome = wish(link, Command.SUSPEND, Wish.suspend(actor));
        if (outcome.refusal().isEmpty()) {
            parts.pens().takeFromWorker(outcome.orThrow());
        }
        return outcome;
    }

    Outcome<SyncLink> reconnect(SyncLinkId id, IntegrationId to) {
        SyncLink link = parts.mover().load(id);
        return gate.pass(
                Command.RECONNECT,
                link.key().workspace(),
                () -> rebind(link, parts.integration(to), Usability::of, false));
    }

    Outcome<SyncLink> move(SyncLinkId id, IntegrationId to) {
        SyncLink link = parts.mover().load(id);
        return gate.pass(
                Command.MOVE,
                link.key().workspace(),
                () -> rebind(link, parts.integration(to), this::usabilityByLooking, true));
    }

    /** The attendee store is told first, so that a worker that is on a page writes nothing after the link is gone. */
    Outcome<SyncLinkId> remove(SyncLinkId id) {
        SyncLink link = parts.mover().load(id);
        return gate.pass(Command.REMOVE, link.key().workspace(), () -> {
            Repeat.onceAfterFailure(() -> {
                parts.pens().takeForGood(link);
                parts.links().remove(id);
                return id;
            });
            parts.notices().tell(id, to -> to.removed(link));
            return Outcome.changed(id);
        });
    }

    private Outcome<SyncLink> rebind(SyncLink link, Integration to, Usability.Rule rule, boolean move) {
        Optional<Integration> bound = parts.integrations().load(link.binding().integration());
        Optional<Unusable> unusable = rule.of(link, to, bound);
        Wish wish = Wish.reconnect(
                actor,
                SyncLink.Binding.of(to.id(), to.connection()),
                unusable,
                Usability.isSevered(link.binding(), bound),
                move);
        Decision decision = parts.mover().apply(link, wish);
        if (decision instanceof Decision.Moved moved) {
            return Outcome.changed(unlessSevered(moved.next()));
        }
        Outcome<SyncLink> outcome = outcome(link.id(), decision, unusable.map(Refusal.Code::of));
        return unusable.equals(Optional.of(Unusable.OTHER_ACCOUNT))
                ? outcome.explained(refusal -> withAccounts(refusal, bound, to))
                : outcome;
    }

    /** What a link is bound to may have been severed while it was being stored. */
    private SyncLink unlessSevered(SyncLink stored) {
        Optional<Integration> bound = parts.integrations().load(stored.binding().integration());
        return Usability.isSevered(stored.binding(), bound) ? parts.fanOuts().tell(stored) : stored;
    }

    private static Refusal withAccounts(Refusal refusal, Optional<Integration> bound, Integration to) {
        Refusal.Builder named = Refusal.builder();
        return named.from(refusal)
                .expectedAccount(bound.map(Integration::account))
                .foundAccount(to.account())
                .build();
    }

    /** Another account is meant, so it is asked whether it sees the remote thing before anything is changed. */
    private Optional<Unusable> usabilityByLooking(SyncLink link, Integration to, Optional<Integration> bound) {
        Optional<Unusable> unusable = Usability.of(link, to, bound).filter(why -> why != Unusable.OTHER_ACCOUNT);
        return unusable.isPresent() || sees(to, link.key().remote())
                ? unusable
                : Optional.of(Unusable.REMOTE_NOT_VISIBLE);
    }

    private boolean sees(Integration integration, RemoteRef remote) {
        ProviderConnector connector = parts.connectors().of(integration.provider());
        try {
            parts.credentials().with(integration, grant -> connector.look(grant, remote));
            return true;
        } catch (ProviderException failed) {
            if (failed.kind() == FailureKind.REMOTE_GONE || failed.kind() == FailureKind.PERMISSION) {
                return false;
            }
            throw failed;
        }
    }

    private Outcome<SyncLink> wish(SyncLinkId id, Command command, Wish wish) {
        SyncLink link = parts.mover().load(id);
        return gate.pass(
                command, link.key().workspace(), () -> outcome(id, parts.mover().apply(link, wish), Optional.empty()));
    }

    private static Outcome<SyncLink> outcome(SyncLinkId link, Decision decision, Optional<Refusal.Code> why) {
        return decision.fold(
                moved -> Outcome.changed(moved.next()),
                ignored -> Outcome.unchanged(ignored.link()),
                refused -> Outcome.refused(Refusal.of(
                        why.orElse(Refusal.Code.NOT_NOW),
                        "link " + link.value() + ": " + refused.reason(),
                        refused.instead())));
    }

    private Optional<Refusal> refusal(WorkspaceId workspace, SyncSubject subject, Integration integration) {
        String id = integration.id().value();
        if (!integration.workspace().equals(workspace)) {
            return refuse(
                    Refusal.Code.OTHER_WORKSPACE,
                    "expected an integration of workspace " + workspace.value() + " but " + id
                            + " belongs to another; pick one of integrations(workspace)",
                    RecoveryAction.NONE);
        }
        if (!integration.isConnected()) {
            return refuse(
                    Refusal.Code.NOT_CONNECTED,
                    "expected integration " + id + " to be CONNECTED but it is " + integration.status()
                            + "; connect the provider again in Settings, Integrations",
                    RecoveryAction.RECONNECT_INTEGRATION);
        }
        if (!parts.connectors()
                .of(integration.provider())
                .capabilities()
                .kinds()
                .contains(subject.kind())) {
            return refuse(
                    Refusal.Code.UNSUPPORTED_KIND,
                    "expected a kind that " + integration.provider().value() + " imports but integration " + id
                            + " was asked for " + subject.kind() + "; import another kind",
                    RecoveryAction.NONE);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(Refusal.Code code, String reason, RecoveryAction instead) {
        return Optional.of(Refusal.of(code, reason, instead));
    }
}
