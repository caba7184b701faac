package io.holdfast.memory;

import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Keeps links and their history in memory. Safe for use by several threads. */
public final class InMemorySyncLinkStore implements SyncLinkStore {
    private final Map<SyncLinkId, SyncLink> links = new HashMap<>();
    private final Map<SyncLink.Key, SyncLinkId> ids = new HashMap<>();
    private final Map<SyncLinkId, List<TransitionRecord>> histories = new HashMap<>();
    private final NavigableSet<Due> index = new TreeSet<>();

    /** Makes an empty store. */
    public InMemorySyncLinkStore() {}

    @Override
    public synchronized SyncLink createIfAbsent(Decision.Moved birth) {
        SyncLinkId known = ids.putIfAbsent(birth.next().key(), birth.next().id());
        if (known == null) {
            store(birth);
            return birth.next();
        }
        return Optional.ofNullable(links.get(known)).orElseThrow();
    }

    @Override
    public synchronized Optional<SyncLink> load(SyncLinkId id) {
        return Optional.ofNullable(links.get(id));
    }

    @Override
    public synchronized boolean replace(Decision.Moved move) {
        SyncLink stored = links.get(move.next().id());
        if (stored == null || stored.version() != move.next().version() - 1) {
            return false;
        }
        Due.of(stored).ifPresent(index::remove);
        store(move);
        return true;
    }

    @Override
    public synchronized Page<SyncLink> due(Instant atOrBefore, Cursor after, int limit) {
        NavigableSet<Due> rest = after.equals(Cursor.START) ? index : index.tailSet(Due.parse(after), false);
        List<Due> found = rest.stream()
                .takeWhile(due -> !due.at().isAfter(atOrBefore))
                .limit(limit + 1L)
                .toList();
        List<SyncLink> rows = found.stream()
                .limit(limit)
                .flatMap(due -> load(SyncLinkId.of(due.id())).stream())
                .toList();
        return Page.of(
                rows, found.size() > limit ? Optional.of(found.get(limit - 1).cursor()) : Optional.empty());
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
        return rest.size() > limit
                ? Page.of(
                        rest.subList(0, limit),
                        Optional.of(Cursor.of(Long.toString(rest.get(limit - 1).version()))))
                : Page.of(rest, Optional.empty());
    }

    private void store(Decision.Moved move) {
        SyncLink next = move.next();
        links.put(next.id(), next);
        Due.of(next).ifPresent(index::add);
        move.record()
                .ifPresent(record -> histories
                        .computeIfAbsent(next.id(), unknown -> new ArrayList<>())
                        .add(record));
    }

    /** One entry of the index. */
    private record Due(Instant at, String id) implements Comparable<Due> {
        private static final Comparator<Due> ORDER =
                Comparator.comparing(Due::at).thenComparing(Due::id);

        static Optional<Due> of(SyncLink link) {
            return link.due().map(at -> new Due(at, link.id().value()));
        }

        static Due parse(Cursor cursor) {
            String[] parts = cursor.value().split("\\|", 2);
            return new Due(Instant.parse(parts[0]), parts[1]);
        }

        Cursor cursor() {
            return Cursor.of(at + "|" + id);
        }

        @Override
        public int compareTo(Due other) {
            return ORDER.compare(this, other);
        }
    }
}
