package io.holdfast.memory;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.Statistics;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keeps attendees in memory, and no rows of the host's own. Safe for use by several threads. */
public final class InMemoryAttendeeStore implements AttendeeStore, AttendeeQuery {
    private static final long PRESENT = 0;
    /** Marked before the first claim of a link that took another's place. */
    private static final long BEFORE_ALL = -1;

    private static final Comparator<AttendeeId> BY_ID = Comparator.comparing(AttendeeId::value);

    private final Map<SyncLinkId, Shelf> shelves = new HashMap<>();
    private final Map<SyncLink.Key, Kept> kept = new HashMap<>();

    /** Makes an empty store. */
    public InMemoryAttendeeStore() {}

    @Override
    public synchronized Written upsert(FencingToken token, Batch batch) {
        boolean tells = batch.attendees().isEmpty() && batch.sighted().isEmpty();
        return fenced(
                token,
                tells,
                shelf -> Stream.concat(
                                batch.attendees().stream().map(attendee -> shelf.put(attendee, token.fence(), batch)),
                                batch.sighted().stream()
                                        .sorted(BY_ID)
                                        .flatMap(id -> shelf.sight(id, batch.scan()).stream()))
                        .toList());
    }

    @Override
    public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        return fenced(
                token,
                false,
                shelf -> Stream.concat(shelf.unseen(range), shelf.markedBy(token.fence()))
                        .filter(ids::contains)
                        .sorted(BY_ID)
                        .map(id -> shelf.markAbsent(id, token.fence()))
                        .toList());
    }

    @Override
    public synchronized Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        return Keyset.page(shelf(link).unseen(range), AttendeeId::value, after, limit);
    }

    @Override
    public synchronized Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
        return Keyset.page(shelf(link).all(), attendee -> attendee.id().value(), after, limit);
    }

    @Override
    public synchronized Statistics statistics(SyncLinkId link) {
        return Statistics.of(attendees(link));
    }

    @Override
    public synchronized Presence count(SyncLinkId link, StampRange range) {
        Shelf shelf = shelf(link);
        return new Presence(shelf.present().count(), shelf.unseen(range).count());
    }

    /**
     * {@return the attendees of a link in the order in which they first came; those that no longer attend, or are marked as
     * absent, are NOT_ATTENDING}
     *
     * @param link the link
     */
    public synchronized List<Attendee> attendees(SyncLinkId link) {
        return shelf(link).all().toList();
    }

    /**
     * Erases a person for good: the row goes, and none comes back. One who never came is withheld from then on just so.
     *
     * @param key the key of the link that the person came by; it may be removed
     * @param person the provider's id of that person
     */
    public synchronized void erase(SyncLink.Key key, AttendeeId person) {
        Kept ofKey = kept(key);
        ofKey.erased.add(person);
        ofKey.shelf.rows.remove(person);
    }

    private Kept kept(SyncLink.Key key) {
        return kept.computeIfAbsent(key, any -> new Kept());
    }

    private Shelf shelf(SyncLinkId link) {
        return shelves.getOrDefault(link, new Shelf(Set.of()));
    }

    /** Writes if the fencing token is good; only who tells of a link may bring one that is not known. */
    private Written fenced(FencingToken token, boolean tells, Function<Shelf, List<Row>> write) {
        boolean known = shelves.containsKey(token.link());
        if (!known && !tells) {
            return new Written(false, List.of());
        }
        Shelf shelf = known ? shelf(token.link()) : fresh(token);
        if (token.fence() < shelf.fence) {
            return new Written(false, List.of());
        }
        shelf.fence = token.fence();
        shelves.put(token.link(), shelf);
        return new Written(true, write.apply(shelf));
    }

    /** One that is removed before it was told of leaves the rows to whom they belong by now. */
    private Shelf fresh(FencingToken token) {
        Kept ofKey = kept(token.key());
        return token.isLast() ? new Shelf(ofKey.erased) : ofKey.takenOver();
    }

    /** What outlives the links of one key. */
    private static final class Kept {
        private final Set<AttendeeId> erased = new HashSet<>();
        private Shelf shelf = new Shelf(Set.of());

        /** The rows of the link before, as a link finds them that has read nothing yet. */
        Shelf takenOver() {
            Shelf next = new Shelf(erased);
            shelf.rows.forEach((id, row) -> next.rows.put(id, row.asBefore()));
            shelf.rows.clear();
            shelf = next;
            return next;
        }
    }

    /** What is kept of one link. */
    private static final class Shelf {
        private final Map<AttendeeId, Stored> rows = new LinkedHashMap<>();
        private final Set<AttendeeId> erased;
        private long fence;

        Shelf(Set<AttendeeId> erased) {
            this.erased = erased;
        }

        Row put(Attendee attendee, long by, Batch batch) {
            if (erased.contains(attendee.id())) {
                return Row.of(attendee.id(), RowResult.WITHHELD);
            }
            Stored before = rows.get(attendee.id());
            Stored arrived = new Stored(attendee, by, batch.page(), by, batch.scan(), PRESENT);
            if (before == null) {
                rows.put(attendee.id(), arrived);
                return Row.of(attendee.id(), RowResult.ADDED);
            }
            boolean taken = before.isTakenOverBy(batch) || !arrived.isOlderThan(before);
            Stored winner = taken ? arrived.after(before) : before;
            rows.put(attendee.id(), winner.sighted(Math.max(before.scan, arrived.scan)));
            return Row.of(attendee.id(), result(before, arrived, taken), before.seen());
        }

        /** Stamps somebody whose row could not be taken; an outcome only if that one was absent. */
        Optional<Row> sight(AttendeeId id, long scan) {
            Stored before = rows.get(id);
            if (before == null) {
                return Optional.empty();
            }
            rows.put(id, before.sighted(Math.max(before.scan, scan)));
            return before.isAbsent() ? Optional.of(Row.of(id, RowResult.BACK, before.attendee)) : Optional.empty();
        }

        Row markAbsent(AttendeeId id, long fence) {
            Stored before = Objects.requireNonNull(rows.get(id));
            rows.put(id, before.markedBy(fence));
            return Row.of(id, RowResult.MARKED_ABSENT, before.attendee);
        }

        Stream<Attendee> all() {
            return rows.values().stream().map(Stored::seen);
        }

        Stream<Stored> present() {
            return rows.values().stream().filter(row -> !row.isAbsent());
        }

        /** Those present whose stamp lies in the range. */
        Stream<AttendeeId> unseen(StampRange range) {
            return present().filter(row -> range.contains(row.scan)).map(row -> row.attendee.id());
        }

        Stream<AttendeeId> markedBy(long fence) {
            return rows.entrySet().stream()
                    .filter(row -> row.getValue().isAbsent() && row.getValue().absentBy == fence)
                    .map(Map.Entry::getKey);
        }

        private static RowResult result(Stored before, Stored arrived, boolean taken) {
            if (before.isAbsent()) {
                return RowResult.UPDATED;
            }
            if (!taken) {
                return RowResult.SKIPPED;
            }
            return arrived.attendee.tellsTheSameAs(before.attendee) ? RowResult.UNCHANGED : RowResult.UPDATED;
        }
    }

    /**
     * One record, the read that brought it, the fence of the claim that last changed its value, its stamp, and the fence that
     * marked it as absent, if one did.
     */
    private record Stored(Attendee attendee, long fence, long page, long changedBy, long scan, long absentBy) {
        private static final Comparator<Stored> BY_READ =
                Comparator.comparingLong(Stored::fence).thenComparingLong(Stored::page);

        boolean isAbsent() {
            return absentBy != PRESENT;
        }

        /** The later change is newer; of equal ones, or where one has no change time, the later read. */
        boolean isOlderThan(Stored other) {
            int byChange = attendee.changedAt()
                    .flatMap(mine -> other.attendee.changedAt().map(mine::compareTo))
                    .orElse(0);
            return byChange < 0 || (byChange == 0 && BY_READ.compare(this, other) < 0);
        }

        /** Whether a full scan that has not seen it yet believes the provider rather than this. */
        boolean isTakenOverBy(Batch batch) {
            return changedBy <= batch.settledFence() && scan < batch.scan();
        }

        /** In the place of another record of the attendee, which may have told the same. */
        Stored after(Stored before) {
            return attendee.tellsTheSameAs(before.attendee)
                    ? new Stored(attendee, fence, page, before.changedBy, scan, absentBy)
                    : this;
        }

        Stored markedBy(long marker) {
            return new Stored(attendee, fence, page, changedBy, scan, marker);
        }

        /** Read, seen and marked before whatever comes. */
        Stored asBefore() {
            return new Stored(attendee, 0, 0, 0, 0, isAbsent() ? BEFORE_ALL : PRESENT);
        }

        /** Seen again: stamped, and present whatever it was before. */
        Stored sighted(long stamp) {
            return new Stored(attendee, fence, page, changedBy, stamp, PRESENT);
        }

        /** The record as a person sees it. */
        Attendee seen() {
            return isAbsent()
                    ? attendee.toBuilder().attendance(Attendance.NOT_ATTENDING).build()
                    : attendee;
        }
    }
}
