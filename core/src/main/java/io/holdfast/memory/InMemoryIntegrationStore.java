package io.holdfast.memory;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RouteId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps integrations in memory. Safe for use by several threads. */
public final class InMemoryIntegrationStore implements IntegrationStore {
    private final Map<IntegrationId, Integration> integrations = new LinkedHashMap<>();
    private final DueIndex index = new DueIndex();
    private final DueIndex decided = new DueIndex();
    private final Map<RouteId, IntegrationId> routes = new HashMap<>();
    private final Map<ProviderId, DueIndex> refused = new HashMap<>();
    private final Map<ProviderId, DueIndex> proven = new HashMap<>();

    /** Makes an empty store. */
    public InMemoryIntegrationStore() {}

    @Override
    public synchronized Integration createIfAbsent(Integration first) {
        Optional<Integration> known = integrations.values().stream()
                .filter(other -> isSameAccount(other, first))
                .findFirst();
        if (known.isEmpty()) {
            store(first);
        }
        return known.orElse(first);
    }

    @Override
    public synchronized Optional<Integration> load(IntegrationId id) {
        return Optional.ofNullable(integrations.get(id));
    }

    @Override
    public synchronized boolean replace(Integration next) {
        boolean isNext = load(next.id())
                .filter(stored -> stored.version() == next.version() - 1)
                .isPresent();
        if (isNext) {
            store(next);
        }
        return isNext;
    }

    @Override
    public synchronized List<StoredRow<IntegrationId, Integration>> of(WorkspaceId workspace) {
        return integrations.values().stream()
                .filter(integration -> integration.workspace().equals(workspace))
                .sorted(Comparator.comparing(integration -> integration.id().value()))
                .map(InMemoryIntegrationStore::row)
                .toList();
    }

    @Override
    public synchronized List<StoredRow<IntegrationId, Integration>> of(Set<WorkspaceId> workspaces) {
        return integrations.values().stream()
                .filter(integration -> workspaces.contains(integration.workspace()))
                .map(InMemoryIntegrationStore::row)
                .toList();
    }

    @Override
    public synchronized Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit) {
        return index.page(atOrBefore, after, limit, this::stored);
    }

    @Override
    public synchronized List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit) {
        return decided.after(instant, limit, this::stored);
    }

    @Override
    public synchronized ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
        return new ProviderAccounts(
                of(refused, provider).from(refusedFrom, limit, this::stored),
                of(proven, provider).after(Instant.MIN, limit, this::stored));
    }

    @Override
    public synchronized Optional<Integration> ofRoute(RouteId route) {
        return Optional.ofNullable(routes.get(route)).flatMap(this::load);
    }

    @Override
    public synchronized boolean remove(Integration last) {
        Optional<Integration> found = load(last.id()).filter(stored -> stored.version() == last.version());
        found.ifPresent(stored -> {
            unindex(stored);
            integrations.remove(stored.id());
        });
        return found.isPresent();
    }

    private void store(Integration next) {
        load(next.id()).ifPresent(this::unindex);
        integrations.put(next.id(), next);
        String id = next.id().value();
        next.bookkeeping().route().ifPresent(route -> routes.put(route.id(), next.id()));
        index.add(next.due(), id);
        decided.add(Optional.of(next.bookkeeping().decidedAt()), id);
        of(refused, next.provider()).add(next.refusedSince(), id);
        of(proven, next.provider()).add(proven(next), id);
    }

    private void unindex(Integration stored) {
        String id = stored.id().value();
        stored.bookkeeping().route().ifPresent(route -> routes.remove(route.id()));
        index.remove(stored.due(), id);
        decided.remove(Optional.of(stored.bookkeeping().decidedAt()), id);
        of(refused, stored.provider()).remove(stored.refusedSince(), id);
        of(proven, stored.provider()).remove(proven(stored), id);
    }

    private static DueIndex of(Map<ProviderId, DueIndex> indexes, ProviderId provider) {
        return indexes.computeIfAbsent(provider, unseen -> new DueIndex());
    }

    private static Optional<Instant> proven(Integration one) {
        return Optional.of(one.bookkeeping().provenAt()).filter(at -> one.isConnected());
    }

    private StoredRow<IntegrationId, Integration> stored(String id) {
        return row(load(IntegrationId.of(id)).orElseThrow());
    }

    private static StoredRow<IntegrationId, Integration> row(Integration one) {
        return StoredRow.of(one.id(), one);
    }

    private static boolean isSameAccount(Integration one, Integration other) {
        return one.workspace().equals(other.workspace())
                && one.provider().equals(other.provider())
                && one.account().id().equals(other.account().id());
    }
}
