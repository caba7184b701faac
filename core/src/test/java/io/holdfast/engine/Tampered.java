package io.holdfast.engine;

import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A store of links that a test may break: before or after a write, or when a link is loaded. */
final class Tampered implements SyncLinkStore {
    private final SyncLinkStore real;
    Consumer<Decision.Moved> before = move -> {};
    Consumer<Decision.Moved> after = move -> {};
    Consumer<SyncLinkId> loading = id -> {};
    Runnable afterBound = () -> {};

    Tampered(SyncLinkStore real) {
        this.real = real;
    }

    @Override
    public SyncLink createIfAbsent(Decision.Moved birth) {
        before.accept(birth);
        SyncLink stored = real.createIfAbsent(birth);
        after.accept(birth);
        return stored;
    }

    @Override
    public Optional<SyncLink> load(SyncLinkId id) {
        loading.accept(id);
        return real.load(id);
    }

    @Override
    public List<SyncLink> load(Set<SyncLinkId> ids) {
        return real.load(ids);
    }

    @Override
    public List<SyncLink> of(WorkspaceId workspace, SyncSubject subject) {
        return real.of(workspace, subject);
    }

    @Override
    public boolean replace(Decision.Moved move) {
        before.accept(move);
        boolean replaced = real.replace(move);
        after.accept(move);
        return replaced;
    }

    @Override
    public Page<SyncLink> due(Instant atOrBefore, Cursor cursor, int limit) {
        return real.due(atOrBefore, cursor, limit);
    }

    @Override
    public Page<TransitionRecord> history(SyncLinkId id, Cursor cursor, int limit) {
        return real.history(id, cursor, limit);
    }

    @Override
    public Page<SyncLink> boundTo(IntegrationId integration, long upToConnection, Cursor cursor, int limit) {
        Page<SyncLink> page = real.boundTo(integration, upToConnection, cursor, limit);
        afterBound.run();
        return page;
    }

    @Override
    public Page<SyncLink> of(WorkspaceId workspace, Cursor cursor, int limit) {
        return real.of(workspace, cursor, limit);
    }

    @Override
    public void remove(SyncLinkId id) {
        real.remove(id);
    }
}
