package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Decision;
import io.holdfast.transition.UserRequest;
import java.util.Optional;

/** Binds a link to a connection that is valid: the way back from a severance, and the move to another account. */
record Reconnecting(Gateway gateway, CredentialKeeper credentials, Actor actor) {
    /** Binds a link to the latest connection of an integration; one of another account only on purpose. */
    Outcome<SyncLink> rebind(SyncLink link, Integration to, boolean move) {
        Optional<Integration> bound = gateway.integrations().find(link.binding().integration());
        Optional<ReconnectObstacle> obstacle = move ? obstacleByAsking(link, to, bound) : obstacle(link, to, bound);
        UserRequest request = new UserRequest.ReconnectRequested(
                actor,
                new SyncLink.Binding(to.id(), to.connection()),
                obstacle,
                bound.map(before -> before.isSevered(link.binding().connection()))
                        .orElse(true),
                move);
        Decision decision = gateway.links().apply(link, request);
        if (decision instanceof Decision.Moved moved) {
            return Outcome.changed(credentials.disconnectIfSevered(moved.next()), moved.reason());
        }
        Outcome<SyncLink> outcome =
                Outcome.of(link.id(), decision, obstacle.map(Refusal.Code::of).orElse(Refusal.Code.NOT_NOW));
        return obstacle.equals(Optional.of(ReconnectObstacle.OTHER_ACCOUNT))
                ? outcome.explained(
                        refusal -> Refusals.withAccounts(refusal, bound.map(Integration::account), to.account()))
                : outcome;
    }

    /**
     * Why a link can't use an integration. Whose it is comes first: of another workspace's nothing else is told. Whose the
     * link was is not known any more once its own integration is gone.
     */
    private static Optional<ReconnectObstacle> obstacle(
            SyncLink link, Integration integration, Optional<Integration> bound) {
        if (!integration.workspace().equals(link.key().workspace())) {
            return Optional.of(ReconnectObstacle.OTHER_WORKSPACE);
        }
        if (!integration.provider().equals(link.key().provider())) {
            return Optional.of(ReconnectObstacle.OTHER_PROVIDER);
        }
        if (!integration.isConnected()) {
            return Optional.of(ReconnectObstacle.NOT_CONNECTED);
        }
        boolean same = bound.map(before ->
                        before.account().id().equals(integration.account().id()))
                .orElse(false);
        return same ? Optional.empty() : Optional.of(ReconnectObstacle.OTHER_ACCOUNT);
    }

    /** Another account is meant, so it is asked whether it sees the event or channel before anything is changed. */
    private Optional<ReconnectObstacle> obstacleByAsking(SyncLink link, Integration to, Optional<Integration> bound) {
        Optional<ReconnectObstacle> obstacle =
                obstacle(link, to, bound).filter(why -> why != ReconnectObstacle.OTHER_ACCOUNT);
        return obstacle.isPresent() || sees(to, link.key().remote())
                ? obstacle
                : Optional.of(ReconnectObstacle.REMOTE_NOT_VISIBLE);
    }

    private boolean sees(Integration integration, RemoteRef remote) {
        ProviderConnector connector = gateway.connectors().of(integration.provider());
        try {
            credentials.with(integration, grant -> connector.describe(grant, remote));
            return true;
        } catch (ProviderException failed) {
            if (failed.kind() == FailureKind.REMOTE_GONE || failed.kind() == FailureKind.PERMISSION) {
                return false;
            }
            throw failed;
        }
    }
}
