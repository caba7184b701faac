package io.holdfast.engine;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Who;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Authorizer;
import io.holdfast.port.ServedWorkspaces;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks the host whether an actor may do something, and whether its workspace is served, before anything is done. */
record CommandGate(Authorizer authorizer, ServedWorkspaces served, Actor actor) {
    /** Does it if the actor may. */
    <T> Outcome<T> pass(Command command, WorkspaceId workspace, Supplier<Outcome<T>> act) {
        return refusal(command, workspace).map(Outcome::<T>refused).orElseGet(act);
    }

    /** For reads, which have no answer but what is read: throws if the actor may not. */
    void require(Command command, WorkspaceId workspace) {
        refusal(command, workspace).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }

    /** What the actor may do in a workspace; each thing is asked once, however often a page needs it. */
    Predicate<Command> rights(WorkspaceId workspace) {
        Map<Command, Boolean> known = new EnumMap<>(Command.class);
        return command -> known.computeIfAbsent(command, asked -> authorizer.allows(actor, asked, workspace));
    }

    private Optional<Refusal> refusal(Command command, WorkspaceId workspace) {
        if (authorizer.allows(actor, command, workspace)) {
            return Optional.of(command)
                    .filter(wanted -> !Command.inALapse().contains(wanted))
                    .flatMap(wanted -> served.lapsed(workspace))
                    .map(reason -> Refusals.notServed(workspace, reason));
        }
        return Optional.of(Refusal.builder()
                .code(Refusal.Code.NOT_ALLOWED)
                .reason("workspace " + workspace.value() + ": expected a workspace admin to ask for " + command
                        + " but " + actor.id() + " may not; ask one to do it")
                .suggestedAction(RecoveryAction.NONE)
                .expectedRole(Who.WORKSPACE_ADMIN)
                .build());
    }
}
