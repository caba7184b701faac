package io.holdfast.memory;

import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LinkTotals;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keeps links and their history in memory. Safe for use by several threads. */
public final class InMemorySyncLinkStore implements SyncLinkStore {
    private final NavigableMap<String, SyncLink> links = new TreeMap<>();
    private final Map<SyncLink.Key, SyncLinkId> ids = new HashMap<>();
    private final Map<SyncLinkId, List<TransitionRecord>> histories = new HashMap<>();
    private final Map<Bound, NavigableSet<String>> bound = new HashMap<>();
    private final DueIndex index = new DueIndex();
    private final DueIndex decided = new DueIndex();

    /** To what an integration binds a link. */
    private record Bound(IntegrationId integration, RemoteRef remote) {
        static Bound of(SyncLink link) {
            return new Bound(link.binding().integration(), link.key().remote());
        }
    }

    /** Makes an empty store. */
    public InMemorySyncLinkStore() {}

    @Override
    public synchronized SyncLink createIfAbsent(Decision.Moved birth) {
        SyncLinkId known = ids.putIfAbsent(birth.next().key(), birth.next().id());
        if (known == null) {
            store(birth);
            return birth.next();
        }
        return load(known).orElseThrow();
    }

    @Override
    public synchronized Optional<SyncLink> load(SyncLinkId id) {
        return Optional.ofNullable(links.get(id.value()));
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> load(Set<SyncLinkId> wanted) {
        return wanted.stream()
                .map(this::load)
                .flatMap(Optional::stream)
                .map(InMemorySyncLinkStore::row)
                .toList();
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, SyncSubject subject) {
        return links.values().stream()
                .filter(link ->
                        link.subject().equals(subject) && link.key().workspace().equals(workspace))
                .map(InMemorySyncLinkStore::row)
                .toList();
    }

    @Override
    public synchronized boolean replace(Decision.Moved move) {
        SyncLink stored = links.get(move.next().id().value());
        if (stored == null || stored.version() != move.next().version() - 1) {
            return false;
        }
        unindex(stored);
        store(move);
        return true;
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
        return index.page(
                atOrBefore, after, limit, id -> row(load(SyncLinkId.of(id)).orElseThrow()));
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
        return decided.after(instant, limit, id -> row(load(SyncLinkId.of(id)).orElseThrow()));
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> boundTo(
            IntegrationId integration, long upToConnection, Cursor after, int limit) {
        return byId(
                after,
                limit,
                link -> link.binding().integration().equals(integration)
                        && link.binding().connection() <= upToConnection);
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
            IntegrationId integration, RemoteRef remote, Cursor after, int limit) {
        NavigableSet<String> all = bound.getOrDefault(new Bound(integration, remote), Collections.emptyNavigableSet());
        List<String> found = (after.equals(Cursor.START) ? all : all.tailSet(after.value(), false))
                .stream().limit(limit + 1L).toList();
        return Keyset.page(
                found, limit, id -> id, id -> row(load(SyncLinkId.of(id)).orElseThrow()));
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> ofKind(
            IntegrationId integration, SubjectKind kind, Cursor after, int limit) {
        return byId(
                after,
                limit,
                link -> link.binding().integration().equals(integration)
                        && link.key().remote().kind() == kind);
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor after, int limit) {
        return byId(after, limit, link -> link.key().workspace().equals(workspace));
    }

    @Override
    public synchronized void remove(SyncLinkId id) {
        load(id).ifPresent(link -> {
            unindex(link);
            ids.remove(link.key());
            links.remove(id.value());
            histories.remove(id);
        });
    }

    @Override
    public synchronized Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
        List<TransitionRecord> oldestFirst = histories.getOrDefault(id, List.of());
        long before = after.equals(Cursor.START) ? Long.MAX_VALUE : Long.parseLong(after.value());
        List<TransitionRecord> rest = IntStream.range(0, oldestFirst.size())
                .mapToObj(i -> oldestFirst.get(oldestFirst.size() - 1 - i))
                .filter(record -> record.version() < before)
                .limit(limit + 1L)
                .toList();
        return Keyset.page(rest, limit, record -> Long.toString(record.version()), record -> record);
    }

    @Override
    public synchronized Optional<LinkTotals> totals(Instant now) {
        return Optional.of(new LinkTotals(
                links.values().stream().collect(Collectors.groupingBy(SyncLink::status, Collectors.counting())),
                links.values().stream()
                        .flatMap(link -> link.due().stream())
                        .filter(at -> !at.isAfter(now))
                        .count(),
                links.values().stream()
                        .filter(link -> link.status() == SyncStatus.ACTIVE)
                        .flatMap(link -> link.provenAt().stream())
                        .min(Comparator.naturalOrder())));
    }

    private Page<StoredRow<SyncLinkId, SyncLink>> byId(Cursor after, int limit, Predicate<SyncLink> wanted) {
        NavigableMap<String, SyncLink> rest = after.equals(Cursor.START) ? links : links.tailMap(after.value(), false);
        List<SyncLink> found =
                rest.values().stream().filter(wanted).limit(limit + 1L).toList();
        return Keyset.page(found, limit, link -> link.id().value(), InMemorySyncLinkStore::row);
    }

    private static StoredRow<SyncLinkId, SyncLink> row(SyncLink link) {
        return StoredRow.of(link.id(), link);
    }

    private void unindex(SyncLink stored) {
        bound.computeIfPresent(Bound.of(stored), (same, rows) -> {
            rows.remove(stored.id().value());
            return rows.isEmpty() ? null : rows;
        });
        index.remove(stored.due(), stored.id().value());
        decided.remove(Optional.of(stored.decidedAt()), stored.id().value());
    }

    private void store(Decision.Moved move) {
        SyncLink next = move.next();
        links.put(next.id().value(), next);
        bound.computeIfAbsent(Bound.of(next), first -> new TreeSet<>())
                .add(next.id().value());
        index.add(next.due(), next.id().value());
        decided.add(Optional.of(next.decidedAt()), next.id().value());
        move.record()
                .ifPresent(record -> histories
                        .computeIfAbsent(next.id(), unknown -> new ArrayList<>())
                        .add(record));
    }
}
