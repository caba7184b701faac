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

/** A store of integrations before whose writes something else may happen, once. */
final class TamperedIntegrations implements IntegrationStore {
    private final IntegrationStore real;
    Runnable beforeCreate = () -> {};
    Runnable beforeRemove = () -> {};

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
        return real.replace(next);
    }

    @Override
    public List<Integration> of(WorkspaceId workspace) {
        return real.of(workspace);
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
