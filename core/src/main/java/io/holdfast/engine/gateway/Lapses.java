package io.holdfast.engine.gateway;

import io.holdfast.model.SyncLink;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ServedWorkspaces;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which workspaces are not served for now, as the host says it at that moment. */
public record Lapses(ServedWorkspaces host) {
    /** The host's own reason; empty if the workspace is served. */
    public Optional<String> of(WorkspaceId workspace) {
        return host.lapsed(workspace);
    }

    /** Whether work of a link may be done; not while the host can't say. */
    public boolean isServed(SyncLink link) {
        return isServed(link.key().workspace());
    }

    /** The same for many links at once: each workspace is asked for once. */
    public Predicate<SyncLink> servedNow() {
        Map<WorkspaceId, Boolean> asked = new HashMap<>();
        return link -> asked.computeIfAbsent(link.key().workspace(), this::isServed);
    }

    private boolean isServed(WorkspaceId workspace) {
        try {
            return of(workspace).isEmpty();
        } catch (StorageCall.Failed unknown) {
            return false;
        }
    }
}
