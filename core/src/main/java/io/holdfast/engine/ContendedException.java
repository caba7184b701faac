package io.holdfast.engine;

import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncException;
import io.holdfast.model.SyncLinkId;

/** A link or an integration was changed by others each time before our own change could be written. */
public final class ContendedException extends SyncException {
    private static final long serialVersionUID = 1L;

    ContendedException(SyncLinkId link, int tries) {
        this("link " + link.value(), tries);
    }

    ContendedException(IntegrationId integration, int tries) {
        this("integration " + integration.value(), tries);
    }

    private ContendedException(String subject, int tries) {
        super(subject + ": expected one of " + tries
                + " tries to be written but others were faster each time; try again");
    }
}
