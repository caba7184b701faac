package io.holdfast.propertychecks;

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
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps links in one folder, for one process. Each link has one file, replaced in one act: a crash leaves the old file or the
 * new one. Its first line is what the store looks for, as the columns of a table would be, so that a link whose text can't be
 * read is found all the same; the second is the link, and each other one an entry of its history.
 */
public final class FileSyncLinkStore implements SyncLinkStore {
    private static final String SUFFIX = ".link";

    private final Path folder;
    private final NavigableMap<String, LinkColumns> columns = new TreeMap<>();
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
                    .forEach(kept -> store.note(LinkColumns.parse(kept.columns())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return store;
    }

    @Override
    public synchronized SyncLink createIfAbsent(Decision.Moved birth) {
        Optional<LinkColumns> known = columns.values().stream()
                .filter(columns -> columns.key().equals(birth.next().key()))
                .findFirst();
        if (known.isPresent()) {
            return load(known.get().id()).orElseThrow();
        }
        write(birth, List.of());
        return birth.next();
    }

    @Override
    public synchronized Optional<SyncLink> load(SyncLinkId id) {
        return find(id).map(kept -> StoredForm.LINK.read(kept.link()));
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> load(Set<SyncLinkId> wanted) {
        return wanted.stream().flatMap(id -> row(id).stream()).toList();
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, SyncSubject subject) {
        return byId(
                        Cursor.START,
                        Integer.MAX_VALUE - 1,
                        columns -> columns.key().subject().equals(subject)
                                && columns.key().workspace().equals(workspace))
                .items();
    }

    @Override
    public synchronized boolean replace(Decision.Moved move) {
        Optional<SyncLink> stored = load(move.next().id());
        if (stored.isEmpty() || stored.get().version() != move.next().version() - 1) {
            return false;
        }
        write(move, find(move.next().id()).orElseThrow().history());
        return true;
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
        NavigableSet<Due> rest = after.equals(Cursor.START) ? index : index.tailSet(Due.parse(after), false);
        List<Due> found = rest.stream()
                .takeWhile(due -> !due.at().isAfter(atOrBefore))
                .limit(limit + 1L)
                .toList();
        List<StoredRow<SyncLinkId, SyncLink>> rows = found.stream()
                .limit(limit)
                .flatMap(due -> row(SyncLinkId.of(due.id())).stream())
                .toList();
        return new Page<>(
                rows, found.size() > limit ? Optional.of(found.get(limit - 1).cursor()) : Optional.empty());
    }

    @Override
    public synchronized List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
        return columns.values().stream()
                .filter(one -> one.decidedAt().isAfter(instant))
                .sorted(Comparator.comparing(LinkColumns::decidedAt).reversed())
                .limit(limit)
                .flatMap(one -> row(one.id()).stream())
                .toList();
    }

    @Override
    public synchronized Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
        long before = after.equals(Cursor.START) ? Long.MAX_VALUE : Long.parseLong(after.value());
        List<TransitionRecord> found = find(id).map(Kept::history).orElse(List.of()).stream()
                .map(StoredForm.RECORD::read)
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
                columns -> columns.binding().integration().equals(integration)
                        && columns.binding().connection() <= upToConnection);
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
            IntegrationId integration, RemoteRef remote, Cursor after, int limit) {
        return byId(
                after,
                limit,
                columns -> columns.binding().integration().equals(integration)
                        && columns.key().remote().equals(remote));
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> ofKind(
            IntegrationId integration, SubjectKind kind, Cursor after, int limit) {
        return byId(
                after,
                limit,
                columns -> columns.binding().integration().equals(integration)
                        && columns.key().remote().kind() == kind);
    }

    @Override
    public synchronized Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor after, int limit) {
        return byId(after, limit, columns -> columns.key().workspace().equals(workspace));
    }

    @Override
    public synchronized void remove(SyncLinkId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        forget(id);
    }

    private Page<StoredRow<SyncLinkId, SyncLink>> byId(Cursor after, int limit, Predicate<LinkColumns> wanted) {
        NavigableMap<String, LinkColumns> rest =
                after.equals(Cursor.START) ? columns : columns.tailMap(after.value(), false);
        List<StoredRow<SyncLinkId, SyncLink>> found = rest.values().stream()
                .filter(wanted)
                .limit(limit + 1L)
                .flatMap(columns -> row(columns.id()).stream())
                .toList();
        return page(found, limit, row -> row.id().value());
    }

    private static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
        return found.size() > limit
                ? new Page<>(found.subList(0, limit), Optional.of(Cursor.of(key.apply(found.get(limit - 1)))))
                : new Page<>(found, Optional.empty());
    }

    private void note(LinkColumns now) {
        forget(now.id());
        columns.put(now.id().value(), now);
        Due.of(now).ifPresent(index::add);
    }

    private void forget(SyncLinkId id) {
        Optional.ofNullable(columns.remove(id.value())).flatMap(Due::of).ifPresent(index::remove);
    }

    private Optional<StoredRow<SyncLinkId, SyncLink>> row(SyncLinkId id) {
        return find(id).map(kept -> StoredForm.LINK.row(id, kept.link()));
    }

    private Optional<Kept> find(SyncLinkId id) {
        Path file = file(id);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Kept read(Path file) {
        try {
            List<String> texts = Files.readAllLines(file);
            return new Kept(texts.get(0), texts.get(1), texts.subList(2, texts.size()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(Decision.Moved move, List<String> history) {
        LinkColumns columns = LinkColumns.of(move.next());
        List<String> texts = new ArrayList<>(List.of(columns.line(), StoredForm.LINK.write(move.next())));
        texts.addAll(history);
        move.record().map(StoredForm.RECORD::write).ifPresent(texts::add);
        Path file = file(move.next().id());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.write(draft, texts);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        note(columns);
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

    /** The lines of one file. */
    private record Kept(String columns, String link, List<String> history) {}

    /** One entry of the index. */
    private record Due(Instant at, String id) implements Comparable<Due> {
        private static final Comparator<Due> ORDER =
                Comparator.comparing(Due::at).thenComparing(Due::id);

        static Optional<Due> of(LinkColumns columns) {
            return columns.due().map(at -> new Due(at, columns.id().value()));
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
