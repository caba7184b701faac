package io.holdfast.engine.run;

import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.model.SyncLink;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ServedWorkspaces;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Which work may be done for now, as the host says it at that moment; none of a workspace of which the host can't say. */
record Lapses(ServedWorkspaces host) {
    boolean isServed(SyncLink link) {
        return isServed(link.key().workspace());
    }

    /** The same for many links at once: each workspace is asked for once. */
    Predicate<SyncLink> servedNow() {
        Map<WorkspaceId, Boolean> asked = new HashMap<>();
        return link -> asked.computeIfAbsent(link.key().workspace(), this::isServed);
    }

    private boolean isServed(WorkspaceId workspace) {
        try {
            return host.lapsed(workspace).isEmpty();
        } catch (StorageCall.Failed unknown) {
            return false;
        }
    }
}
