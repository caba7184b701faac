package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemorySyncLinkStore;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Link stores that are wrong in one place each. */
class WrongLinks implements SyncLinkStore {
    private final SyncLinkStore right = new InMemorySyncLinkStore();

    @Override
    public SyncLink createIfAbsent(Decision.Moved birth) {
        return right.createIfAbsent(birth);
    }

    @Override
    public Optional<SyncLink> load(SyncLinkId id) {
        return right.load(id);
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> load(Set<SyncLinkId> ids) {
        return right.load(ids);
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, SyncSubject subject) {
        return right.of(workspace, subject);
    }

    @Override
    public boolean replace(Decision.Moved move) {
        return right.replace(move);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
        return right.due(atOrBefore, after, limit);
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
        return right.decidedAfter(instant, limit);
    }

    @Override
    public Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
        return right.history(id, after, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> boundTo(
            IntegrationId integration, long upToConnection, Cursor after, int limit) {
        return right.boundTo(integration, upToConnection, after, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
            IntegrationId integration, RemoteRef remote, Cursor after, int limit) {
        return right.ofRemote(integration, remote, after, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> ofKind(
            IntegrationId integration, SubjectKind kind, Cursor after, int limit) {
        return right.ofKind(integration, kind, after, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor after, int limit) {
        return right.of(workspace, after, limit);
    }

    @Override
    public void remove(SyncLinkId id) {
        right.remove(id);
    }

    /** Takes a link of any connection for one of this. */
    static final class SeversLaterConnections extends WrongLinks {
        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> boundTo(
                IntegrationId integration, long upToConnection, Cursor after, int limit) {
            return super.boundTo(integration, Long.MAX_VALUE, after, limit);
        }
    }

    /** Finds an event's links by its id alone, a channel's of the same id among them. */
    static final class TakesEventsForChannels extends WrongLinks {
        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
                IntegrationId integration, RemoteRef remote, Cursor after, int limit) {
            List<StoredRow<SyncLinkId, SyncLink>> rows = new ArrayList<>();
            for (SubjectKind kind : SubjectKind.values()) {
                rows.addAll(super.ofRemote(integration, new RemoteRef(kind, remote.id()), Cursor.START, 1_000)
                        .items());
            }
            return new Page<>(rows, Optional.empty());
        }
    }

    /** Finds an event's links where they were bound first. */
    static final class ForgetsThatLinksMove extends WrongLinks {
        private final Map<SyncLinkId, IntegrationId> first = new ConcurrentHashMap<>();

        @Override
        public SyncLink createIfAbsent(Decision.Moved birth) {
            first.put(birth.next().id(), birth.next().binding().integration());
            return super.createIfAbsent(birth);
        }

        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
                IntegrationId integration, RemoteRef remote, Cursor after, int limit) {
            return new Page<>(
                    first.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(integration))
                            .flatMap(entry -> load(entry.getKey()).stream())
                            .filter(link -> link.key().remote().equals(remote))
                            .map(link -> StoredRow.of(link.id(), link))
                            .toList(),
                    Optional.empty());
        }
    }

    /** Lists all links of an integration, whatever they are of. */
    static final class MixesKinds extends WrongLinks {
        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> ofKind(
                IntegrationId integration, SubjectKind kind, Cursor after, int limit) {
            return super.boundTo(integration, Long.MAX_VALUE, after, limit);
        }
    }

    /** Lists a workspace without asking whose a link is. */
    static final class MixesWorkspaces extends WrongLinks {
        private final List<SyncLinkId> born = Collections.synchronizedList(new ArrayList<>());

        @Override
        public SyncLink createIfAbsent(Decision.Moved birth) {
            born.add(birth.next().id());
            return super.createIfAbsent(birth);
        }

        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor after, int limit) {
            return new Page<>(
                    born.stream()
                            .flatMap(id -> load(id).stream())
                            .map(link -> StoredRow.of(link.id(), link))
                            .toList(),
                    Optional.empty());
        }
    }

    /** Hides a removed link but keeps taking its moves. */
    static final class RemovesHalf extends WrongLinks {
        private final Set<SyncLinkId> hidden = ConcurrentHashMap.newKeySet();

        @Override
        public void remove(SyncLinkId id) {
            hidden.add(id);
        }

        @Override
        public Optional<SyncLink> load(SyncLinkId id) {
            return super.load(id).filter(link -> !hidden.contains(id));
        }
    }

    /** Takes every move, whatever version is stored. */
    static final class LosesUpdates extends WrongLinks {
        private final Map<SyncLinkId, SyncLink> latest = new ConcurrentHashMap<>();

        @Override
        public Optional<SyncLink> load(SyncLinkId id) {
            return Optional.ofNullable(latest.get(id)).or(() -> super.load(id));
        }

        @Override
        public boolean replace(Decision.Moved move) {
            if (super.load(move.next().id()).isEmpty()) {
                return false;
            }
            super.replace(move);
            latest.put(move.next().id(), move.next());
            return true;
        }
    }

    /** Writes the record of a move that it does not take. */
    static final class RecordWithoutLink extends WrongLinks {
        private final List<TransitionRecord> more = Collections.synchronizedList(new ArrayList<>());

        @Override
        public boolean replace(Decision.Moved move) {
            boolean replaced = super.replace(move);
            if (!replaced) {
                move.record().ifPresent(more::add);
            }
            return replaced;
        }

        @Override
        public Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
            Page<TransitionRecord> page = super.history(id, after, limit);
            List<TransitionRecord> rows = new ArrayList<>(page.items());
            more.stream().filter(record -> record.link().equals(id)).forEach(rows::add);
            return new Page<>(rows, page.next());
        }
    }

    /** Looks for an id, not for a key. */
    static final class CreatesTwice extends WrongLinks {
        private final Map<SyncLinkId, SyncLink> born = new ConcurrentHashMap<>();

        @Override
        public SyncLink createIfAbsent(Decision.Moved birth) {
            super.createIfAbsent(birth);
            born.putIfAbsent(birth.next().id(), birth.next());
            return birth.next();
        }
    }

    /** Looks for workspace and remote, not for the subject. */
    static final class ForgetsTheSubject extends WrongLinks {
        private final Map<WorkspaceId, SyncLink> first = new ConcurrentHashMap<>();

        @Override
        public SyncLink createIfAbsent(Decision.Moved birth) {
            SyncLink known = first.get(birth.next().key().workspace());
            if (known != null && known.key().remote().equals(birth.next().key().remote())) {
                return load(known.id()).orElse(known);
            }
            SyncLink stored = super.createIfAbsent(birth);
            first.put(stored.key().workspace(), stored);
            return stored;
        }

        @Override
        public void remove(SyncLinkId id) {
            super.remove(id);
            first.values().removeIf(link -> link.id().equals(id));
        }
    }

    /** Leaves out what is due at this very instant. */
    static final class DueBoundaryExclusive extends WrongLinks {
        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
            return super.due(atOrBefore.minusNanos(1), after, limit);
        }
    }

    /** Goes on behind the last row's instant, not behind the row. */
    static final class DropsTiedRows extends WrongLinks {
        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
            List<StoredRow<SyncLinkId, SyncLink>> rest = super.due(atOrBefore, Cursor.START, 1_000).items().stream()
                    .filter(row -> after.equals(Cursor.START) || due(row).isAfter(Instant.parse(after.value())))
                    .toList();
            List<StoredRow<SyncLinkId, SyncLink>> rows =
                    rest.stream().limit(limit).toList();
            return new Page<>(
                    rows,
                    rest.size() > limit
                            ? Optional.of(Cursor.of(due(rows.get(limit - 1)).toString()))
                            : Optional.empty());
        }

        private static Instant due(StoredRow<SyncLinkId, SyncLink> row) {
            return row.value().flatMap(SyncLink::due).orElseThrow();
        }
    }

    /** Finds nothing that was decided ahead, as if the column were never written. */
    static final class NeverSaysWhenDecided extends WrongLinks {
        @Override
        public List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
            return List.of();
        }
    }

    /** Gives the earliest that was decided ahead first, so that those who were wrong for longest crowd out the rest. */
    static final class EarliestDecidedFirst extends WrongLinks {
        @Override
        public List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
            List<StoredRow<SyncLinkId, SyncLink>> all = new ArrayList<>(super.decidedAfter(instant, 1_000));
            Collections.reverse(all);
            return all.stream().limit(limit).toList();
        }
    }

    /** Says after every page that there is another. */
    static final class CursorNeverEnds extends WrongLinks {
        @Override
        public Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
            return new Page<>(super.history(id, Cursor.START, limit).items(), Optional.of(Cursor.of("more")));
        }
    }

    /** Tells a history as it came. */
    static final class HistoryOldestFirst extends WrongLinks {
        @Override
        public Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
            List<TransitionRecord> rows =
                    new ArrayList<>(super.history(id, after, 1_000).items());
            Collections.reverse(rows);
            return new Page<>(rows, Optional.empty());
        }
    }
}
