package io.holdfast.engine;

import io.holdfast.engine.credential.IntegrationRemoval;
import io.holdfast.model.Command;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a person can ask of all that a workspace has. */
record WorkspaceCommands(
        Links linkCommands,
        IntegrationRemoval removal,
        SyncLinkStore links,
        IntegrationStore integrations,
        CommandGate gate)
        implements Workspaces {
    @Override
    public Outcome<Map<SyncLinkId, Outcome<SyncLink>>> suspend(WorkspaceId workspace) {
        return gate.pass(
                Command.SUSPEND,
                workspace,
                () -> Outcome.each(each(workspace, link -> linkCommands.suspend(link.id()))));
    }

    @Override
    public Outcome<Map<SyncLinkId, Outcome<SyncLink>>> resume(WorkspaceId workspace) {
        return gate.pass(
                Command.RESUME, workspace, () -> Outcome.each(each(workspace, link -> linkCommands.resume(link.id()))));
    }

    /** Links first, then integrations, so that whoever asks again goes on where this one stopped. */
    @Override
    public Outcome<WorkspaceId> remove(WorkspaceId workspace) {
        return gate.pass(
                Command.REMOVE,
                workspace,
                () -> each(workspace, link -> linkCommands.remove(link.id()).map(id -> link)).values().stream()
                        .flatMap(outcome -> outcome.refusal().stream())
                        .findFirst()
                        .or(() -> removeIntegrations(workspace))
                        .<Outcome<WorkspaceId>>map(Outcome::refused)
                        .orElseGet(() ->
                                Outcome.changed(workspace, "the workspace's links and integrations are removed")));
    }

    private Optional<Refusal> removeIntegrations(WorkspaceId workspace) {
        return integrations.of(workspace).stream()
                .flatMap(one -> removal.remove(one).map(obstacle -> Refusals.notRemoved(one.id(), obstacle)).stream())
                .findFirst();
    }

    private Map<SyncLinkId, Outcome<SyncLink>> each(WorkspaceId workspace, Function<SyncLink, Outcome<SyncLink>> act) {
        return EachLink.of((after, limit) -> links.of(workspace, after, limit), link -> true, act);
    }
}
