package io.holdfast.engine;

import io.holdfast.model.SyncException;
import io.holdfast.model.SyncLinkId;

/** A link was moved by others each time before our own move could be written. */
public final class ContendedException extends SyncException {
    private static final long serialVersionUID = 1L;

    ContendedException(SyncLinkId link, int tries) {
        super("link " + link.value() + ": expected one of " + tries
                + " tries to be written but others were faster each time; try again");
    }
}
