package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.model.Actor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderConnector;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The birth of a link. */
record Importing(Gateway gateway, CredentialKeeper credentials, ImportMode mode, Actor actor, InstantSource time) {
    /** Begins the import of what a person named, unless nothing can come of it. */
    Outcome<SyncLink> begin(WorkspaceId workspace, SyncSubject subject, Integration from, RemoteId pasted) {
        if (!from.workspace().equals(workspace)) {
            return Outcome.refused(Refusals.otherWorkspace(workspace, from));
        }
        if (!from.isConnected()) {
            return Outcome.refused(Refusals.notConnected(from));
        }
        ProviderConnector connector = gateway.connectors().of(from.provider());
        if (!connector.capabilities().kinds().contains(subject.kind())) {
            return Outcome.refused(Refusals.unsupportedKind(subject.kind(), from));
        }
        Optional<RemoteId> remote = ConnectorRegistry.remote(connector, subject.kind(), pasted);
        return remote.map(id -> imported(workspace, subject, from, id))
                .orElseGet(() -> Outcome.refused(Refusals.namesNothing(subject.kind(), from)));
    }

    private Outcome<SyncLink> imported(WorkspaceId workspace, SyncSubject subject, Integration from, RemoteId remote) {
        SyncLink.Key key = new SyncLink.Key(workspace, from.provider(), new RemoteRef(subject.kind(), remote), subject);
        Decision.Moved birth = SyncStateMachine.begin(
                SyncLinkId.of(UUID.randomUUID().toString()),
                key,
                new SyncLink.Binding(from.id(), from.connection()),
                mode,
                actor,
                time.instant());
        SyncLink stored = gateway.links().create(birth);
        if (gateway.integrations().find(from.id()).isEmpty()) {
            // removed meanwhile, so nobody else would take the link away
            gateway.many().removeForGood(List.of(stored));
            throw UnknownIdException.integration(from.id());
        }
        if (gateway.commits().isAwaited()) {
            gateway.commits().run(() -> removeIfLeftAlone(stored.id(), from.id()));
        }
        return stored.id().equals(birth.next().id())
                ? Outcome.changed(credentials.disconnectIfSevered(stored), birth.reason())
                : Outcome.unchanged(stored, "it is imported already");
    }

    /** Whoever removed the integration meanwhile did not see a link that was not committed yet. */
    private void removeIfLeftAlone(SyncLinkId id, IntegrationId from) {
        if (gateway.integrations().find(from).isEmpty()) {
            gateway.links().links().load(id).ifPresent(orphan -> gateway.many().removeForGood(List.of(orphan)));
        }
    }
}
