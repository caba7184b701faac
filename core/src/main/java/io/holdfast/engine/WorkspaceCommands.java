package io.holdfast.engine;

import io.holdfast.engine.credential.IntegrationRemoval;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person can ask of all that a workspace has. */
record WorkspaceCommands(
        ManyCommands linkCommands,
        IntegrationRemoval removal,
        SyncLinkStore links,
        IntegrationStore integrations,
        CommandGate gate)
        implements Workspaces {
    private static final Logger log = LoggerFactory.getLogger(WorkspaceCommands.class);
    private static final int ROUNDS = 5;

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
        return gate.passOutside(
                Command.REMOVE,
                workspace,
                () -> removeAll(workspace)
                        .<Outcome<WorkspaceId>>map(Outcome::refused)
                        .orElseGet(() ->
                                Outcome.changed(workspace, "the workspace's links and integrations are removed")));
    }

    /**
     * An import that is on meanwhile may bind one more link; once its integration is severed no other begins. Whatever can't be
     * removed keeps nothing else from it.
     */
    private Optional<Refusal> removeAll(WorkspaceId workspace) {
        List<Refusal> refusals = removeOnce(workspace);
        for (int rounds = 1; rounds < ROUNDS && refusals.stream().anyMatch(WorkspaceCommands::isBound); rounds++) {
            refusals = removeOnce(workspace);
        }
        return refusals.stream().findFirst();
    }

    private static boolean isBound(Refusal refusal) {
        return refusal.code() == Refusal.Code.LINKS_BOUND;
    }

    private List<Refusal> removeOnce(WorkspaceId workspace) {
        List<Refusal> refusals = new ArrayList<>();
        each(workspace, linkCommands::remove)
                .values()
                .forEach(outcome -> outcome.refusal().ifPresent(refusals::add));
        integrations.of(workspace).forEach(row -> removeAlone(row).ifPresent(refusals::add));
        return refusals;
    }

    private Optional<Refusal> removeAlone(StoredRow<IntegrationId, Integration> row) {
        try {
            return removeIntegration(row);
        } catch (RuntimeException thrown) {
            log.warn(
                    "{} was left out of the removal of a workspace",
                    LogIds.of(row.id()),
                    SanitizedThrowable.copyOf(thrown));
            return Optional.of(Refusals.interrupted("integration " + row.id().value(), HostCalls.asThrown(thrown)));
        }
    }

    private Optional<Refusal> removeIntegration(StoredRow<IntegrationId, Integration> row) {
        return row.value()
                .map(one -> removal.remove(one).map(obstacle -> Refusals.notRemoved(one.id(), obstacle)))
                .orElseGet(() -> Optional.of(
                        Refusals.unreadable("integration " + row.id().value())));
    }

    private <T> Map<SyncLinkId, Outcome<T>> each(WorkspaceId workspace, EachLink.Act<T> act) {
        return new EachLink(gate.commits()).of((after, limit) -> links.of(workspace, after, limit), link -> true, act);
    }
}
