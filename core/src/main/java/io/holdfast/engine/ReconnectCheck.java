package io.holdfast.engine;

import io.holdfast.model.Integration;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.SyncLink;
import java.util.Optional;

/** The facts about integrations that a request to reconnect carries to the decision. */
final class ReconnectCheck {
    private ReconnectCheck() {}

    /**
     * Why an integration can't let a link in. Whose it is comes first: of another workspace's nothing else is told. Whose the
     * link was is not known any more once its own integration is gone.
     */
    static Optional<ReconnectObstacle> of(SyncLink link, Integration integration, Optional<Integration> bound) {
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
}
