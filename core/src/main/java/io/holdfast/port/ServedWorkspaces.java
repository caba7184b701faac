package io.holdfast.port;

import io.holdfast.model.WorkspaceId;
import java.util.Optional;

/**
 * Says which workspaces are served for now: of one whose plan ended, say, nothing is read until it is served again. Asked for
 * each workspace when work is taken, at commands and at views; nothing is stored of the answer, so the next one counts at once.
 */
@FunctionalInterface
public interface ServedWorkspaces {
    /**
     * {@return why a workspace is not served for now, as its people are to read it; empty if it is served} An exception of a
     * command or a view comes through to its caller; where work is taken the workspace is left alone until the next time.
     *
     * @param workspace which one
     */
    Optional<String> lapsed(WorkspaceId workspace);

    /** {@return those of a host that serves them all} */
    static ServedWorkspaces all() {
        return workspace -> Optional.empty();
    }
}
