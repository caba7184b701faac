package io.holdfast.engine;

import io.holdfast.model.Actor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Wish;
import java.util.Optional;
import java.util.UUID;

/** What a person can ask of links, on behalf of one actor. */
final class Commands {
    private final EngineParts parts;
    private final Actor actor;

    Commands(EngineParts parts, Actor actor) {
        this.parts = parts;
        this.actor = actor;
    }

    Outcome<SyncLink> importSubject(WorkspaceId workspace, SyncSubject subject, IntegrationId id, RemoteId remote) {
        Integration integration = parts.integration(id);
        Optional<Refusal> refusal = refusal(workspace, subject, integration);
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
        return stored.id().equals(birth.next().id()) ? Outcome.changed(stored) : Outcome.unchanged(stored);
    }

    Outcome<SyncLink> retry(SyncLinkId link) {
        return parts.mover()
                .apply(link, Wish.retry(actor))
                .fold(
                        moved -> Outcome.changed(moved.next()),
                        ignored -> Outcome.unchanged(ignored.link()),
                        refused -> Outcome.refused(Refusal.of(
                                Refusal.Code.NOT_NOW,
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
