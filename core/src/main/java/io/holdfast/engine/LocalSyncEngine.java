package io.holdfast.engine;

import io.holdfast.model.Actor;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.presentation.StatusView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.IntegrationHealth;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.recovery.RecoveryRules;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The engine on this node, acting for one actor. */
final class LocalSyncEngine implements SyncEngine {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final EngineParts parts;
    private final Commands commands;
    private final IntegrationCommands integrationCommands;
    private final BulkCommands bulkCommands;

    LocalSyncEngine(EngineParts parts, Actor actor) {
        this.parts = parts;
        Gate gate = new Gate(parts.authorizer(), actor);
        commands = new Commands(parts, gate, actor);
        Endings endings = new Endings(parts);
        integrationCommands = new IntegrationCommands(parts, gate, endings);
        bulkCommands = new BulkCommands(parts, gate, commands, endings);
    }

    @Override
    public SyncEngine by(Actor actor) {
        return new LocalSyncEngine(parts, actor);
    }

    @Override
    public Outcome<Integration> connect(WorkspaceId workspace, ProviderId provider, Credential credential) {
        return integrationCommands.connect(workspace, provider, credential);
    }

    @Override
    public Outcome<Integration> renew(IntegrationId integration, Credential credential) {
        return integrationCommands.renew(integration, credential);
    }

    @Override
    public Outcome<Integration> disconnect(IntegrationId integration, long connection) {
        return integrationCommands.disconnect(integration, connection);
    }

    @Override
    public Outcome<Integration> check(IntegrationId integration) {
        return integrationCommands.check(integration);
    }

    @Override
    public Outcome<IntegrationId> removeIntegration(IntegrationId integration) {
        return integrationCommands.remove(integration);
    }

    @Override
    public Integration integration(IntegrationId integration) {
        return parts.integration(integration);
    }

    @Override
    public IntegrationHealth health(IntegrationId integration) {
        return IntegrationHealth.of(
                parts.integration(integration),
                parts.policy().credentials(),
                parts.time().instant());
    }

    @Override
    public List<Integration> integrations(WorkspaceId workspace) {
        return parts.integrations().of(workspace);
    }

    @Override
    public Page<RemoteSubject> candidates(IntegrationId id, SubjectKind kind, Cursor after) {
        Integration integration = parts.integration(id);
        return parts.credentials()
                .with(
                        integration,
                        grant -> parts.connectors().of(integration.provider()).candidates(grant, kind, after));
    }

    @Override
    public Outcome<SyncLink> importSubject(
            WorkspaceId workspace, SyncSubject subject, IntegrationId integration, RemoteId remote) {
        return commands.importSubject(workspace, subject, integration, remote);
    }

    @Override
    public Outcome<SyncLink> retry(SyncLinkId link) {
        return commands.retry(link);
    }

    @Override
    public Outcome<SyncLink> reconnect(SyncLinkId link, IntegrationId integration) {
        return commands.reconnect(link, integration);
    }

    @Override
    public Outcome<SyncLink> move(SyncLinkId link, IntegrationId integration) {
        return commands.move(link, integration);
    }

    @Override
    public Outcome<SyncLink> resync(SyncLinkId link) {
        return commands.resync(link);
    }

    @Override
    public Outcome<SyncLink> suspend(SyncLinkId link) {
        return commands.suspend(link);
    }

    @Override
    public Outcome<SyncLink> resume(SyncLinkId link) {
        return commands.resume(link);
    }

    @Override
    public Map<SyncLinkId, Outcome<SyncLink>> reconnectAll(IntegrationId integration) {
        return bulkCommands.reconnectAll(integration);
    }

    @Override
    public Map<SyncLinkId, Outcome<SyncLink>> suspendAll(WorkspaceId workspace) {
        return bulkCommands.suspendAll(workspace);
    }

    @Override
    public Map<SyncLinkId, Outcome<SyncLink>> resumeAll(WorkspaceId workspace) {
        return bulkCommands.resumeAll(workspace);
    }

    @Override
    public Outcome<SyncLinkId> remove(SyncLinkId link) {
        return commands.remove(link);
    }

    @Override
    public Outcome<WorkspaceId> removeWorkspace(WorkspaceId workspace) {
        return bulkCommands.removeWorkspace(workspace);
    }

    @Override
    public RecoveryPlan plan(SyncLinkId id) {
        SyncLink link = link(id);
        return RecoveryRules.plan(
                link, siblings(link), parts.policy(), parts.time().instant());
    }

    @Override
    public SyncLink link(SyncLinkId link) {
        return parts.mover().load(link);
    }

    @Override
    public Explanation explain(SyncLinkId link) {
        return explain(link(link));
    }

    @Override
    public StatusView view(SyncLinkId id) {
        SyncLink link = link(id);
        return StatusView.of(link, explain(link));
    }

    @Override
    public Page<TransitionRecord> history(SyncLinkId link, Cursor after, int limit) {
        return parts.links().history(link, after, limit);
    }

    @Override
    public StatusView await(SyncLinkId id, Duration atMost, Consumer<StatusView> progress) {
        Instant end = parts.time().instant().plus(atMost);
        Optional<StatusView> last = Optional.empty();
        while (true) {
            StatusView view = view(id);
            if (!last.equals(Optional.of(view))) {
                progress.accept(view);
                last = Optional.of(view);
            }
            if (view.progress().isEmpty() || !parts.time().instant().isBefore(end) || !pause()) {
                return view;
            }
        }
    }

    @Override
    public void start() {
        parts.start();
    }

    @Override
    public int turn() {
        return parts.turn();
    }

    @Override
    public void close() {
        parts.close();
    }

    private Explanation explain(SyncLink link) {
        return RecoveryRules.explain(
                link, siblings(link), parts.policy(), parts.time().instant());
    }

    private List<Integration> siblings(SyncLink link) {
        return parts.integrations().of(link.key().workspace()).stream()
                .filter(integration -> integration.provider().equals(link.key().provider()))
                .toList();
    }

    /** Whether it may go on; false if somebody wants this thread back. */
    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
