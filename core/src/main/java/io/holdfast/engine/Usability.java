package io.holdfast.engine;

import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Unusable;
import java.util.Optional;

/** The facts about integrations that a wish to reconnect carries to the decision. */
final class Usability {
    private Usability() {}

    /** Says why an integration can't let a link in, given the one that it is bound to, if that is still there. */
    interface Rule {
        Optional<Unusable> of(SyncLink link, Integration integration, Optional<Integration> bound);
    }

    /**
     * Why an integration can't let a link in. Whose it is comes first: of another workspace's nothing else is told. Whose the
     * link was is not known any more once its own integration is gone.
     */
    static Optional<Unusable> of(SyncLink link, Integration integration, Optional<Integration> bound) {
        if (!integration.workspace().equals(link.key().workspace())) {
            return Optional.of(Unusable.OTHER_WORKSPACE);
        }
        if (!integration.provider().equals(link.key().provider())) {
            return Optional.of(Unusable.OTHER_PROVIDER);
        }
        if (!integration.isConnected()) {
            return Optional.of(Unusable.NOT_CONNECTED);
        }
        boolean same = bound.map(before ->
                        before.account().id().equals(integration.account().id()))
                .orElse(false);
        return same ? Optional.empty() : Optional.of(Unusable.OTHER_ACCOUNT);
    }

    /** Whether a connection no longer counts, whether or not the links bound to it were told; nor does one that is gone. */
    static boolean isSevered(SyncLink.Binding binding, Optional<Integration> bound) {
        return bound.map(integration -> integration.isSevered(binding.connection()))
                .orElse(true);
    }
}
