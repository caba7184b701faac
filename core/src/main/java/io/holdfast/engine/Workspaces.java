package io.holdfast.engine;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import java.util.Map;

/** What a person or a host asks of all that a workspace has. */
public interface Workspaces {
    /**
     * Puts every link of a workspace on hold. Links that are imported later are not.
     *
     * @param workspace whose
     * @return each link with what came of it, by id, one that can't be read as refused; refused if the actor may not do that
     */
    Outcome<Map<SyncLinkId, Outcome<SyncLink>>> suspend(WorkspaceId workspace);

    /**
     * Takes every link of a workspace off hold; what changed meanwhile is read, but not everything anew.
     *
     * @param workspace whose
     * @return each link with what came of it, by id, one that can't be read as refused; refused if the actor may not do that
     */
    Outcome<Map<SyncLinkId, Outcome<SyncLink>>> resume(WorkspaceId workspace);

    /**
     * Removes all links of a workspace, then its integrations with their secrets. May be asked again if it failed half-way.
     *
     * @param workspace whose
     * @return the workspace; refused with the first reason if some link or integration could not be removed
     */
    Outcome<WorkspaceId> remove(WorkspaceId workspace);
}
