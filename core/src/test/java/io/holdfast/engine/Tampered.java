package io.holdfast.engine;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A store of links that a test may break: before or after a write, when a link is loaded, or in a text of a newer release. */
final class Tampered implements SyncLinkStore {
    private final SyncLinkStore real;
    Consumer<Decision.Moved> before = move -> {};
    Consumer<Decision.Moved> after = move -> {};
    Function<List<Decision.Moved>, Set<SyncLinkId>> many = SyncLinkStore.super::replaceAll;
    Consumer<SyncLinkId> loading = id -> {};
    Runnable afterBound = () -> {};
    Predicate<SyncLinkId> newer = id -> false;
    Function<Page<StoredRow<SyncLinkId, SyncLink>>, List<StoredRow<SyncLinkId, SyncLink>>> listed = Page::items;
    Optional<Supplier<Optional<Cursor>>> next = Optional.empty();

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
        return real.load(id).map(link -> isNewer(id) ? StoredForm.LINK.read(newerText(link)) : link);
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> load(Set<SyncLinkId> ids) {
        return rows(real.load(ids));
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, SyncSubject subject) {
        return rows(real.of(workspace, subject));
    }

    @Override
    public boolean replace(Decision.Moved move) {
        before.accept(move);
        boolean replaced = real.replace(move);
        after.accept(move);
        return replaced;
    }

    @Override
    public Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
        return many.apply(moves);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor cursor, int limit) {
        Page<StoredRow<SyncLinkId, SyncLink>> page = real.due(atOrBefore, cursor, limit);
        return rows(new Page<>(listed.apply(page), next.map(Supplier::get).orElse(page.next())));
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
        return rows(new Page<>(real.decidedAfter(instant, limit), Optional.empty()))
                .items();
    }

    @Override
    public Page<TransitionRecord> history(SyncLinkId id, Cursor cursor, int limit) {
        return real.history(id, cursor, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> boundTo(
            IntegrationId integration, long upToConnection, Cursor cursor, int limit) {
        Page<StoredRow<SyncLinkId, SyncLink>> page = rows(real.boundTo(integration, upToConnection, cursor, limit));
        afterBound.run();
        return page;
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
            IntegrationId integration, RemoteRef remote, Cursor cursor, int limit) {
        return rows(real.ofRemote(integration, remote, cursor, limit));
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> ofKind(
            IntegrationId integration, SubjectKind kind, Cursor cursor, int limit) {
        return rows(real.ofKind(integration, kind, cursor, limit));
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor cursor, int limit) {
        return rows(real.of(workspace, cursor, limit));
    }

    @Override
    public void remove(SyncLinkId id) {
        real.remove(id);
    }

    private Page<StoredRow<SyncLinkId, SyncLink>> rows(Page<StoredRow<SyncLinkId, SyncLink>> page) {
        return new Page<>(rows(page.items()), page.next());
    }

    private List<StoredRow<SyncLinkId, SyncLink>> rows(List<StoredRow<SyncLinkId, SyncLink>> rows) {
        return rows.stream()
                .map(row -> isNewer(row.id())
                        ? StoredForm.LINK.row(row.id(), newerText(row.value().orElseThrow()))
                        : row)
                .toList();
    }

    private boolean isNewer(SyncLinkId id) {
        return newer.test(id);
    }

    private static String newerText(SyncLink link) {
        return StoredForm.LINK.write(link).replace("\"formVersion\":1", "\"formVersion\":2");
    }
}
