package io.holdfast.engine;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.Who;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Authorizer;
import io.holdfast.port.ServedWorkspaces;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the host whether an actor may do something, and whether its workspace is served, before anything is done. */
record CommandGate(
        Authorizer authorizer, ServedWorkspaces served, AfterCommit commits, BooleanSupplier closed, Actor actor) {
    /** A host's transaction would hold its locks meanwhile, and a rollback would not undo what the provider has done. */
    private static final Set<Command> ASK_THE_PROVIDER =
            EnumSet.of(Command.CONNECT, Command.RENEW, Command.VERIFY, Command.MOVE, Command.VIEW_CANDIDATES);

    /** Does it if the actor may. A closed engine says so: nobody would work, or be told of, what it wrote. */
    <T> Outcome<T> pass(Command command, WorkspaceId workspace, Supplier<Outcome<T>> act) {
        if (closed.getAsBoolean()) {
            throw new IllegalStateException("expected an engine that is not closed to be asked for " + command
                    + " but this one is; ask one that works, and close this one after whatever calls it");
        }
        return refusal(command, workspace).map(Outcome::<T>refused).orElseGet(act);
    }

    /** Does it to those of a page of links whose workspaces the actor may; each workspace is asked for once. */
    <T> EachLink.Done<T> passEach(Command command, List<SyncLink> page, EachLink.Act<T> act) {
        Map<WorkspaceId, Optional<Refusal>> refusals = page.stream()
                .map(link -> link.key().workspace())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), workspace -> refusal(command, workspace)));
        Map<SyncLinkId, Refusal> refused = new HashMap<>();
        page.forEach(link -> refusals.getOrDefault(link.key().workspace(), Optional.empty())
                .ifPresent(why -> refused.put(link.id(), why)));
        EachLink.Done<T> done = act.to(
                page.stream().filter(link -> !refused.containsKey(link.id())).toList());
        return id ->
                Optional.ofNullable(refused.get(id)).map(Outcome::<T>refused).orElseGet(() -> done.of(id));
    }

    /** Does what asks the provider or waits if the actor may, and if no transaction of the host's is open. */
    <T> Outcome<T> passOutside(Command command, WorkspaceId workspace, Supplier<Outcome<T>> act) {
        return pass(
                command,
                workspace,
                () -> commits.isAwaited() ? Outcome.refused(Refusals.inTransaction(command)) : act.get());
    }

    /** For reads, which have no answer but what is read: throws if the actor may not. */
    void require(Command command, WorkspaceId workspace) {
        refusal(command, workspace).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }

    /** For what waits: throws if a transaction of the host's is open. */
    void requireOutside(Command command) {
        if (commits.isAwaited()) {
            throw new RefusedException(Refusals.inTransaction(command));
        }
    }

    /** What the actor may do in a workspace; each thing is asked once, however often a page needs it. */
    Predicate<Command> rights(WorkspaceId workspace) {
        Map<Command, Boolean> known = new EnumMap<>(Command.class);
        return command -> known.computeIfAbsent(command, asked -> authorizer.allows(actor, asked, workspace));
    }

    private Optional<Refusal> refusedInTransaction(Command command) {
        if (commits.isAwaited() && ASK_THE_PROVIDER.contains(command)) {
            return Optional.of(Refusals.inTransaction(command));
        }
        return commits.seesOthers() ? Optional.empty() : Optional.of(Refusals.inSnapshot(command));
    }

    private Optional<Refusal> refusal(Command command, WorkspaceId workspace) {
        if (authorizer.allows(actor, command, workspace)) {
            return Optional.of(command)
                    .filter(wanted -> !Command.inALapse().contains(wanted))
                    .flatMap(wanted -> served.lapsed(workspace))
                    .map(reason -> Refusals.notServed(workspace, reason))
                    .or(() -> refusedInTransaction(command));
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
