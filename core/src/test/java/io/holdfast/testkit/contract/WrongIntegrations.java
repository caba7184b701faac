package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryIntegrationStore;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Integration stores that are wrong in one place each. */
class WrongIntegrations implements IntegrationStore {
    private final IntegrationStore right = new InMemoryIntegrationStore();

    @Override
    public Integration createIfAbsent(Integration first) {
        return right.createIfAbsent(first);
    }

    @Override
    public Optional<Integration> load(IntegrationId id) {
        return right.load(id);
    }

    @Override
    public boolean replace(Integration next) {
        return right.replace(next);
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> of(WorkspaceId workspace) {
        return right.of(workspace);
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> of(Set<WorkspaceId> workspaces) {
        return right.of(workspaces);
    }

    @Override
    public Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit) {
        return right.due(atOrBefore, after, limit);
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit) {
        return right.decidedAfter(instant, limit);
    }

    @Override
    public ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
        return right.accountsOf(provider, refusedFrom, limit);
    }

    @Override
    public Optional<Integration> ofRoute(RouteId route) {
        return right.ofRoute(route);
    }

    @Override
    public boolean remove(Integration last) {
        return right.remove(last);
    }

    /** Answers with the integration that an address belonged to once. */
    static final class KeepsRetiredRoutes extends WrongIntegrations {
        private final Map<RouteId, IntegrationId> ever = new ConcurrentHashMap<>();

        @Override
        public Integration createIfAbsent(Integration first) {
            first.bookkeeping().route().ifPresent(route -> ever.put(route.id(), first.id()));
            return super.createIfAbsent(first);
        }

        @Override
        public Optional<Integration> ofRoute(RouteId route) {
            return Optional.ofNullable(ever.get(route)).flatMap(this::load).or(() -> super.ofRoute(route));
        }
    }

    /** Indexes what is due when an integration is made, and never again. */
    static final class ForgetsToIndex extends WrongIntegrations {
        private final Map<IntegrationId, Instant> index = new ConcurrentHashMap<>();

        @Override
        public Integration createIfAbsent(Integration first) {
            first.due().ifPresent(at -> index.put(first.id(), at));
            return super.createIfAbsent(first);
        }

        @Override
        public Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit) {
            return new Page<>(
                    index.entrySet().stream()
                            .filter(entry -> !entry.getValue().isAfter(atOrBefore))
                            .flatMap(entry -> load(entry.getKey()).stream())
                            .map(one -> StoredRow.of(one.id(), one))
                            .toList(),
                    Optional.empty());
        }
    }

    /** Finds nothing that was decided ahead, as if the column were never written. */
    static final class NeverSaysWhenDecided extends WrongIntegrations {
        @Override
        public List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit) {
            return List.of();
        }
    }

    /** Removes whatever version is stored. */
    static final class RemovesBlindly extends WrongIntegrations {
        @Override
        public boolean remove(Integration last) {
            return load(last.id()).filter(super::remove).isPresent();
        }
    }

    /** Takes a version whatever is stored. */
    static final class OverwritesBlindly extends WrongIntegrations {
        private final Map<IntegrationId, Integration> latest = new ConcurrentHashMap<>();

        @Override
        public Optional<Integration> load(IntegrationId id) {
            return Optional.ofNullable(latest.get(id)).or(() -> super.load(id));
        }

        @Override
        public boolean replace(Integration next) {
            latest.put(next.id(), next);
            return super.load(next.id()).isPresent();
        }
    }

    /** Takes accounts of two providers for one. */
    static final class ForgetsTheProvider extends WrongIntegrations {
        @Override
        public Integration createIfAbsent(Integration first) {
            return of(first.workspace()).stream()
                    .flatMap(row -> row.value().stream())
                    .filter(one -> one.account().id().equals(first.account().id()))
                    .findFirst()
                    .orElseGet(() -> super.createIfAbsent(first));
        }
    }

    /** Takes all accounts for one provider's. */
    static final class ForgetsWhoseAccountsTheyAre extends WrongIntegrations {
        @Override
        public ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
            ProviderAccounts own = super.accountsOf(provider, refusedFrom, limit);
            ProviderAccounts theirs = super.accountsOf(ProviderId.of("other"), refusedFrom, limit);
            return new ProviderAccounts(
                    Stream.concat(own.refused().stream(), theirs.refused().stream())
                            .toList(),
                    Stream.concat(own.proven().stream(), theirs.proven().stream())
                            .toList());
        }
    }

    /** Lists first refusals from the latest on, so that a limit leaves out the earliest. */
    static final class ListsRefusalsBackwards extends WrongIntegrations {
        @Override
        public ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
            ProviderAccounts all = super.accountsOf(provider, refusedFrom, 1_000);
            List<StoredRow<IntegrationId, Integration>> backwards = new ArrayList<>(all.refused());
            Collections.reverse(backwards);
            return new ProviderAccounts(
                    backwards.stream().limit(limit).toList(),
                    all.proven().stream().limit(limit).toList());
        }
    }

    /** Never writes down again when an account was proven. */
    static final class ForgetsWhatWasProvenSince extends WrongIntegrations {
        private final Map<IntegrationId, Integration> firsts = new ConcurrentHashMap<>();

        @Override
        public Integration createIfAbsent(Integration first) {
            firsts.putIfAbsent(first.id(), first);
            return super.createIfAbsent(first);
        }

        private Integration first(IntegrationId id) {
            return Objects.requireNonNull(firsts.get(id), "unknown");
        }

        @Override
        public ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
            ProviderAccounts found = super.accountsOf(provider, refusedFrom, limit);
            return new ProviderAccounts(
                    found.refused(),
                    found.proven().stream()
                            .sorted(Comparator.comparing(
                                    row -> first(row.id()).bookkeeping().provenAt(), Comparator.reverseOrder()))
                            .toList());
        }
    }
}
