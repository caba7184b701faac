package io.holdfast.recovery;

import io.holdfast.model.Actor;
import io.holdfast.model.Integration;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.SyncLink;
import io.holdfast.transition.UserRequest.ReconnectRequested;
import java.util.Collection;
import java.util.Optional;

/**
 * What is asked of a link that is to be bound to a connection: Reconnect, or Move. The engine, a page that says beforehand what
 * would be taken, and the laws of the life cycle all ask it in this way. Pure.
 */
public final class Rebinding {
    private Rebinding() {}

    /**
     * {@return what pressing Reconnect or Move asks, with the obstacle that can be known without asking the provider}
     *
     * @param actor who presses it
     * @param link the link
     * @param to the integration whose latest connection is to be used
     * @param known integrations, among them the one that the link is bound to, unless it is gone
     * @param move whether another account, or leaving a connection that is valid, is meant
     */
    public static ReconnectRequested request(
            Actor actor, SyncLink link, Integration to, Collection<Integration> known, boolean move) {
        Optional<Integration> bound = bound(link, known);
        return new ReconnectRequested(
                actor,
                new SyncLink.Binding(to.id(), to.connection()),
                obstacle(link, to, bound).filter(why -> !move || why != ReconnectObstacle.OTHER_ACCOUNT),
                bound.map(before -> before.isSevered(link.binding().connection()))
                        .orElse(true),
                move);
    }

    static Optional<Integration> bound(SyncLink link, Collection<Integration> known) {
        return known.stream()
                .filter(integration -> integration.id().equals(link.binding().integration()))
                .findFirst();
    }

    /**
     * Whose it is comes first: of another workspace's nothing else is told. Whose the link was is not known any more once its own
     * integration is gone.
     */
    private static Optional<ReconnectObstacle> obstacle(SyncLink link, Integration to, Optional<Integration> bound) {
        if (!to.workspace().equals(link.key().workspace())) {
            return Optional.of(ReconnectObstacle.OTHER_WORKSPACE);
        }
        if (!to.provider().equals(link.key().provider())) {
            return Optional.of(ReconnectObstacle.OTHER_PROVIDER);
        }
        if (!to.isConnected()) {
            return Optional.of(ReconnectObstacle.NOT_CONNECTED);
        }
        boolean same = bound.filter(
                        before -> before.account().id().equals(to.account().id()))
                .isPresent();
        return same ? Optional.empty() : Optional.of(ReconnectObstacle.OTHER_ACCOUNT);
    }
}
