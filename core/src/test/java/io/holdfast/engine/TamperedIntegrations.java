package io.holdfast.engine;

import io.holdfast.codec.StoredForm;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store of integrations around whose writes something else may happen, once, or with a text of a newer release. */
final class TamperedIntegrations implements IntegrationStore {
    private final IntegrationStore real;
    Runnable beforeCreate = () -> {};
    Runnable beforeRemove = () -> {};
    Runnable afterReplace = () -> {};
    Optional<IntegrationId> newer = Optional.empty();
    Function<Page<StoredRow<IntegrationId, Integration>>, List<StoredRow<IntegrationId, Integration>>> listed =
            Page::items;
    Optional<Supplier<Optional<Cursor>>> next = Optional.empty();

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
        return real.load(id).map(one -> isNewer(id) ? StoredForm.INTEGRATION.read(newerText(one)) : one);
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
    public List<StoredRow<IntegrationId, Integration>> of(WorkspaceId workspace) {
        return rows(real.of(workspace));
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> of(Set<WorkspaceId> workspaces) {
        return rows(real.of(workspaces));
    }

    @Override
    public Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit) {
        Page<StoredRow<IntegrationId, Integration>> page = real.due(atOrBefore, after, limit);
        return new Page<>(rows(listed.apply(page)), next.map(Supplier::get).orElse(page.next()));
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit) {
        return rows(real.decidedAfter(instant, limit));
    }

    @Override
    public ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
        ProviderAccounts found = real.accountsOf(provider, refusedFrom, limit);
        return new ProviderAccounts(rows(found.refused()), rows(found.proven()));
    }

    @Override
    public Optional<Integration> ofRoute(RouteId route) {
        return real.ofRoute(route);
    }

    @Override
    public boolean remove(Integration last) {
        Runnable now = beforeRemove;
        beforeRemove = () -> {};
        now.run();
        return real.remove(last);
    }

    private List<StoredRow<IntegrationId, Integration>> rows(List<StoredRow<IntegrationId, Integration>> rows) {
        return rows.stream()
                .map(row -> isNewer(row.id())
                        ? StoredForm.INTEGRATION.row(
                                row.id(), newerText(row.value().orElseThrow()))
                        : row)
                .toList();
    }

    private boolean isNewer(IntegrationId id) {
        return newer.equals(Optional.of(id));
    }

    private static String newerText(Integration one) {
        return StoredForm.INTEGRATION.write(one).replace("\"formVersion\":1", "\"formVersion\":2");
    }
}
