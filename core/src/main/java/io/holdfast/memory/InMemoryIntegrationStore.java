package io.holdfast.memory;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps integrations in memory. Safe for use by several threads. */
public final class InMemoryIntegrationStore implements IntegrationStore {
    private final Map<IntegrationId, Integration> integrations = new LinkedHashMap<>();

    /** Makes an empty store. */
    public InMemoryIntegrationStore() {}

    @Override
    public synchronized Integration createIfAbsent(Integration first) {
        Optional<Integration> known = integrations.values().stream()
                .filter(other -> isSameAccount(other, first))
                .findFirst();
        known.ifPresentOrElse(other -> {}, () -> integrations.put(first.id(), first));
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
            integrations.put(next.id(), next);
        }
        return isNext;
    }

    @Override
    public synchronized List<Integration> of(WorkspaceId workspace) {
        return integrations.values().stream()
                .filter(integration -> integration.workspace().equals(workspace))
                .sorted(Comparator.comparing(integration -> integration.id().value()))
                .toList();
    }

    private static boolean isSameAccount(Integration one, Integration other) {
        return one.workspace().equals(other.workspace())
                && one.provider().equals(other.provider())
                && one.account().id().equals(other.account().id());
    }
}
