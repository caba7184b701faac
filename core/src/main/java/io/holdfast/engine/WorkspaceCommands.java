package io.holdfast.engine;

import io.holdfast.engine.credential.IntegrationRemoval;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import java.util.Comparator;
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
        return gate.pass(Command.SUSPEND, workspace, () -> Outcome.each(each(workspace, linkCommands::suspend)));
    }

    @Override
    public Outcome<Map<SyncLinkId, Outcome<SyncLink>>> resume(WorkspaceId workspace) {
        return gate.pass(Command.RESUME, workspace, () -> Outcome.each(each(workspace, linkCommands::resume)));
    }

    /** Links first, then integrations, so that whoever asks again goes on where this one stopped. */
    @Override
    public Outcome<WorkspaceId> remove(WorkspaceId workspace) {
        return gate.pass(
                Command.REMOVE,
                workspace,
                () -> each(workspace, linkCommands::remove).values().stream()
                        .flatMap(outcome -> outcome.refusal().stream())
                        .findFirst()
                        .or(() -> removeIntegrations(workspace))
                        .<Outcome<WorkspaceId>>map(Outcome::refused)
                        .orElseGet(() ->
                                Outcome.changed(workspace, "the workspace's links and integrations are removed")));
    }

    private Optional<Refusal> removeIntegrations(WorkspaceId workspace) {
        return integrations.of(workspace).stream()
                .sorted(Comparator.comparing(row -> row.value().isEmpty()))
                .flatMap(row -> removeIntegration(row).stream())
                .findFirst();
    }

    private Optional<Refusal> removeIntegration(StoredRow<IntegrationId, Integration> row) {
        return row.value()
                .map(one -> removal.remove(one).map(obstacle -> Refusals.notRemoved(one.id(), obstacle)))
                .orElseGet(() -> Optional.of(
                        Refusals.unreadable("integration " + row.id().value())));
    }

    private <T> Map<SyncLinkId, Outcome<T>> each(WorkspaceId workspace, Function<SyncLinkId, Outcome<T>> act) {
        return EachLink.of((after, limit) -> links.of(workspace, after, limit), link -> true, act);
    }
}
