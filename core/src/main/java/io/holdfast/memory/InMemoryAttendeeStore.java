package io.holdfast.memory;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keeps attendees in memory. Safe for use by several threads. */
public final class InMemoryAttendeeStore implements AttendeeStore, AttendeeQuery {
    private static final long PRESENT = 0;

    private final Map<SyncLinkId, Shelf> shelves = new HashMap<>();

    /** Makes an empty store. */
    public InMemoryAttendeeStore() {}

    @Override
    public synchronized Written upsert(FencingToken token, Batch batch) {
        boolean tells = batch.attendees().isEmpty();
        return fenced(
                token,
                tells,
                shelf -> batch.attendees().stream()
                        .map(attendee -> shelf.put(attendee, batch))
                        .toList());
    }

    @Override
    public synchronized Written markAbsent(FencingToken token, long sinceScan, Set<AttendeeId> ids) {
        return fenced(
                token,
                false,
                shelf -> Stream.concat(shelf.unseen(sinceScan), shelf.markedBy(token.fence()))
                        .filter(ids::contains)
                        .sorted(Comparator.comparing(AttendeeId::value))
                        .map(id -> shelf.markAbsent(id, token.fence()))
                        .toList());
    }

    @Override
    public synchronized Page<AttendeeId> unseen(SyncLinkId link, long sinceScan, Cursor after, int limit) {
        return Keyset.page(shelf(link).unseen(sinceScan), AttendeeId::value, after, limit);
    }

    @Override
    public synchronized Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
        return Keyset.page(shelf(link).all(), attendee -> attendee.id().value(), after, limit);
    }

    @Override
    public synchronized Presence count(SyncLinkId link, long sinceScan) {
        Shelf shelf = shelf(link);
        return new Presence(
                shelf.unseen(Long.MAX_VALUE).count(), shelf.unseen(sinceScan).count());
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

    private Shelf shelf(SyncLinkId link) {
        return shelves.getOrDefault(link, new Shelf());
    }

    /** Writes if the fencing token is good; only who tells of a link may bring one that is not known. */
    private Written fenced(FencingToken token, boolean tells, Function<Shelf, List<Row>> write) {
        Shelf shelf = shelf(token.link());
        boolean told = tells || shelves.containsKey(token.link());
        if (!told || token.fence() < shelf.fence) {
            return new Written(false, List.of());
        }
        shelf.fence = token.fence();
        shelves.put(token.link(), shelf);
        return new Written(true, write.apply(shelf));
    }

    /** What is kept of one link. */
    private static final class Shelf {
        private final Map<AttendeeId, Stored> rows = new LinkedHashMap<>();
        private long fence;

        Row put(Attendee attendee, Batch batch) {
            Stored arrived = new Stored(attendee, batch.readAt(), batch.scan(), PRESENT);
            Stored before = rows.get(attendee.id());
            if (before == null) {
                rows.put(attendee.id(), arrived);
                return Row.of(attendee.id(), RowResult.ADDED);
            }
            Stored winner = arrived.isOlderThan(before) ? before : arrived;
            rows.put(attendee.id(), winner.sighted(Math.max(before.scan, arrived.scan)));
            return Row.of(attendee.id(), result(before, arrived), before.seen());
        }

        Row markAbsent(AttendeeId id, long fence) {
            Stored before = Objects.requireNonNull(rows.get(id));
            rows.put(id, new Stored(before.attendee, before.readAt, before.scan, fence));
            return Row.of(id, RowResult.MARKED_ABSENT, before.attendee);
        }

        Stream<Attendee> all() {
            return rows.values().stream().map(Stored::seen);
        }

        /** Those present whose stamp is older than the full scan. */
        Stream<AttendeeId> unseen(long sinceScan) {
            return rows.entrySet().stream()
                    .filter(row -> !row.getValue().isAbsent() && row.getValue().scan < sinceScan)
                    .map(Map.Entry::getKey);
        }

        Stream<AttendeeId> markedBy(long fence) {
            return rows.entrySet().stream()
                    .filter(row -> row.getValue().isAbsent() && row.getValue().absentBy == fence)
                    .map(Map.Entry::getKey);
        }

        private static RowResult result(Stored before, Stored arrived) {
            if (before.isAbsent()) {
                return RowResult.UPDATED;
            }
            if (arrived.isOlderThan(before)) {
                return RowResult.SKIPPED;
            }
            return arrived.attendee.tellsTheSameAs(before.attendee) ? RowResult.UNCHANGED : RowResult.UPDATED;
        }
    }

    /** One record with the two facts that say whether another is newer, its stamp, and the fence that marked it as absent, if one did. */
    private record Stored(Attendee attendee, Instant readAt, long scan, long absentBy) {
        boolean isAbsent() {
            return absentBy != PRESENT;
        }

        /** Newer wins by change time, or else read time, then by read time; equal ones count as newer. */
        boolean isOlderThan(Stored other) {
            int byChange = changedAt().compareTo(other.changedAt());
            return byChange < 0 || (byChange == 0 && readAt.isBefore(other.readAt));
        }

        /** Seen again: stamped, and present whatever it was before. */
        Stored sighted(long stamp) {
            return new Stored(attendee, readAt, stamp, PRESENT);
        }

        /** The record as a person sees it. */
        Attendee seen() {
            return isAbsent()
                    ? attendee.toBuilder().attendance(Attendance.NOT_ATTENDING).build()
                    : attendee;
        }

        private Instant changedAt() {
            return attendee.changedAt().orElse(readAt);
        }
    }
}
