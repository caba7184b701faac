package io.holdfast.engine;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store of integrations around whose writes something else may happen, once. */
final class TamperedIntegrations implements IntegrationStore {
    private final IntegrationStore real;
    Runnable beforeCreate = () -> {};
    Runnable beforeRemove = () -> {};
    Runnable afterReplace = () -> {};

    TamperedIntegrations(IntegrationStore real) {
        this.real = real;
    }

    @Override
    public Integration createIfAbsent(Integration first) {
        Runnable now = beforeCreate;
        beforeCreate = () -> {};
        now.run();
        return real.createIfAbsent(first);
    }

    @Override
    public Optional<Integration> load(IntegrationId id) {
        return real.load(id);
    }

    @Override
    public boolean replace(Integration next) {
        boolean replaced = real.replace(next);
        Runnable now = afterReplace;
        afterReplace = () -> {};
        now.run();
        return replaced;
    }

    @Override
    public List<Integration> of(WorkspaceId workspace) {
        return real.of(workspace);
    }

    @Override
    public List<Integration> of(Set<WorkspaceId> workspaces) {
        return real.of(workspaces);
    }

    @Override
    public Page<Integration> due(Instant atOrBefore, Cursor after, int limit) {
        return real.due(atOrBefore, after, limit);
    }

    @Override
    public boolean remove(Integration last) {
        Runnable now = beforeRemove;
        beforeRemove = () -> {};
        now.run();
        return real.remove(last);
    }
}
