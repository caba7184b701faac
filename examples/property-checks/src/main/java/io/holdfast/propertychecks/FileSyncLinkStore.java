package io.holdfast.propertychecks;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps links in one folder, for one process. Each link has one file, whose first line is the link and each other one an entry of its history, replaced in one act:
 * a crash leaves the old file or the new one.
 */
public final class FileSyncLinkStore implements SyncLinkStore {
    private static final String SUFFIX = ".link";

    private final Path folder;
    private final Map<SyncLink.Key, SyncLinkId> ids = new HashMap<>();
    private final NavigableSet<Due> index = new TreeSet<>();

    private FileSyncLinkStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder, and finds what is in it.
     *
     * @param folder which one; it is there
     * @return the store
     */
    public static FileSyncLinkStore open(Path folder) {
        FileSyncLinkStore store = new FileSyncLinkStore(folder);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(FileSyncLinkStore::read)
                    .forEach(kept -> store.note(kept.link()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return store;
    }

    @Override
    public synchronized SyncLink createIfAbsent(Decision.Moved birth) {
        SyncLinkId known = ids.get(birth.next().key());
        if (known != null) {
            return load(known).orElseThrow();
        }
        write(birth, List.of());
        note(birth.next());
        return birth.next();
    }

    @Override
    public synchronized Optional<SyncLink> load(SyncLinkId id) {
        return find(id).map(Kept::link);
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> load(Set<SyncLinkId> wanted) {
        return wanted.stream().map(this::load).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, SyncSubject subject) {
        return byId(
                        Cursor.START,
                        Integer.MAX_VALUE - 1,
                        link -> link.subject().equals(subject)
                                && link.key().workspace().equals(workspace))
                .items();
    }

    @Override
    public synchronized boolean replace(Decision.Moved move) {
        Optional<Kept> stored = find(move.next().id());
        if (stored.isEmpty() || stored.get().link().version() != move.next().version() - 1) {
            return false;
        }
        write(move, stored.get().history());
        Due.of(stored.get().link()).ifPresent(index::remove);
        note(move.next());
        return true;
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
        NavigableSet<Due> rest = after.equals(Cursor.START) ? index : index.tailSet(Due.parse(after), false);
        List<Due> found = rest.stream()
                .takeWhile(due -> !due.at().isAfter(atOrBefore))
                .limit(limit + 1L)
                .toList();
        List<SyncLink> rows = found.stream()
                .limit(limit)
                .flatMap(due -> load(SyncLinkId.of(due.id())).stream())
                .toList();
        return new Page<>(
                rows, found.size() > limit ? Optional.of(found.get(limit - 1).cursor()) : Optional.empty());
    }

    @Override
    public synchronized Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
        long before = after.equals(Cursor.START) ? Long.MAX_VALUE : Long.parseLong(after.value());
        List<TransitionRecord> found = find(id).map(Kept::history).orElse(List.of()).stream()
                .filter(entry -> entry.version() < before)
                .sorted(Comparator.comparingLong(TransitionRecord::version).reversed())
                .limit(limit + 1L)
                .toList();
        return page(found, limit, entry -> Long.toString(entry.version()));
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
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor after, int limit) {
        return byId(after, limit, link -> link.key().workspace().equals(workspace));
    }

    @Override
    public synchronized void remove(SyncLinkId id) {
        load(id).ifPresent(link -> {
            try {
                Files.delete(file(id));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            ids.remove(link.key());
            Due.of(link).ifPresent(index::remove);
        });
    }

    private Page<SyncLink> byId(Cursor after, int limit, Predicate<SyncLink> wanted) {
        List<SyncLink> found = ids.values().stream()
                .filter(id -> after.equals(Cursor.START) || id.value().compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(SyncLinkId::value))
                .flatMap(id -> load(id).stream())
                .filter(wanted)
                .limit(limit + 1L)
                .toList();
        return page(found, limit, link -> link.id().value());
    }

    private static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
        return found.size() > limit
                ? new Page<>(found.subList(0, limit), Optional.of(Cursor.of(key.apply(found.get(limit - 1)))))
                : new Page<>(found, Optional.empty());
    }

    private void note(SyncLink link) {
        ids.put(link.key(), link.id());
        Due.of(link).ifPresent(index::add);
    }

    private Optional<Kept> find(SyncLinkId id) {
        Path file = file(id);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Kept read(Path file) {
        try {
            List<String> texts = Files.readAllLines(file);
            return new Kept(
                    StoredForm.LINK.read(texts.get(0)),
                    texts.stream().skip(1).map(StoredForm.RECORD::read).toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(Decision.Moved move, List<TransitionRecord> history) {
        List<String> texts = new ArrayList<>();
        texts.add(StoredForm.LINK.write(move.next()));
        Stream.concat(history.stream(), move.record().stream())
                .map(StoredForm.RECORD::write)
                .forEach(texts::add);
        Path file = file(move.next().id());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.write(draft, texts);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An id may hold what no file name can. */
    private Path file(SyncLinkId id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash) + SUFFIX);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What one file holds. */
    private record Kept(SyncLink link, List<TransitionRecord> history) {}

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
