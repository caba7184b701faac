package io.holdfast.port;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.WorkspaceId;

/** Says who may do what. The host knows its people; the engine only asks, before each command and each read,
 * and before anything else is loaded. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Tells whether an actor may do something in a workspace. Called on the thread of the command; an exception comes
     * through to its caller and nothing is done.
     *
     * @param actor who
     * @param command what
     * @param workspace where
     * @return whether it may
     */
    boolean allows(Actor actor, Command command, WorkspaceId workspace);

    /** {@return the one that lets anyone do anything, for hosts that ask before they call} */
    static Authorizer anyone() {
        return (actor, command, workspace) -> true;
    }
}
