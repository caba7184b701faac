package io.holdfast.memory;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keeps attendees in memory. Safe for use by several threads. */
public final class InMemoryAttendeeStore implements AttendeeStore {
    private static final Comparator<AttendeeId> BY_TEXT = Comparator.comparing(AttendeeId::value);

    private final Map<SyncLinkId, Shelf> shelves = new HashMap<>();

    /** Makes an empty store. */
    public InMemoryAttendeeStore() {}

    @Override
    public synchronized Written upsert(Pen pen, Batch batch) {
        boolean tells = batch.attendees().isEmpty();
        return withPen(
                pen,
                tells,
                shelf -> batch.attendees().stream()
                        .map(attendee -> shelf.put(attendee, batch))
                        .toList());
    }

    @Override
    public synchronized Written markAbsent(Pen pen, long sinceWalk, Set<AttendeeId> ids) {
        return withPen(
                pen,
                false,
                shelf -> shelf.unseen(sinceWalk)
                        .filter(ids::contains)
                        .sorted(BY_TEXT)
                        .map(shelf::markAbsent)
                        .toList());
    }

    @Override
    public synchronized Page<AttendeeId> unseen(SyncLinkId link, long sinceWalk, Cursor after, int limit) {
        List<AttendeeId> rest = shelf(link)
                .unseen(sinceWalk)
                .filter(id -> Keyset.isAfter(id.value(), after))
                .sorted(BY_TEXT)
                .limit(limit + 1L)
                .toList();
        return Keyset.page(rest, limit, AttendeeId::value, id -> id);
    }

    @Override
    public synchronized Presence count(SyncLinkId link, long sinceWalk) {
        Shelf shelf = shelf(link);
        return Presence.of(
                shelf.unseen(Long.MAX_VALUE).count(), shelf.unseen(sinceWalk).count());
    }

    /**
     * Lists what is stored of a link.
     *
     * @param link the link
     * @return its attendees in the order in which they first came; those that no longer attend, or are marked as absent,
     *     are NOT_ATTENDING
     */
    public synchronized List<Attendee> attendees(SyncLinkId link) {
        return shelf(link).rows.values().stream().map(Stored::seen).toList();
    }

    private Shelf shelf(SyncLinkId link) {
        return shelves.getOrDefault(link, new Shelf());
    }

    /** Writes if the pen is good; only who tells of a link may bring one that is not known. */
    private Written withPen(Pen pen, boolean tells, Function<Shelf, List<Row>> write) {
        Shelf known = shelves.get(pen.link());
        boolean told = known != null || tells;
        Shelf shelf = known == null ? new Shelf() : known;
        if (!told || pen.fence() < shelf.fence) {
            return Written.of(false, List.of());
        }
        shelf.fence = pen.fence();
        shelves.put(pen.link(), shelf);
        return Written.of(true, write.apply(shelf));
    }

    /** What is kept of one link. */
    private static final class Shelf {
        private final Map<AttendeeId, Stored> rows = new LinkedHashMap<>();
        private long fence;

        Row put(Attendee attendee, Batch batch) {
            Stored arrived = new Stored(attendee, batch.readAt(), batch.walk(), false);
            Stored before = rows.get(attendee.id());
            if (before == null) {
                rows.put(attendee.id(), arrived);
                return Row.of(attendee.id(), RowResult.ADDED, Optional.empty());
            }
            Stored winner = arrived.isOlderThan(before) ? before : arrived;
            rows.put(attendee.id(), winner.sighted(Math.max(before.walk, arrived.walk)));
            return Row.of(attendee.id(), result(before, arrived), Optional.of(before.seen()));
        }

        Row markAbsent(AttendeeId id) {
            Stored before = Objects.requireNonNull(rows.get(id));
            rows.put(id, new Stored(before.attendee, before.readAt, before.walk, true));
            return Row.of(id, RowResult.MARKED_ABSENT, Optional.of(before.attendee));
        }

        /** Those present whose stamp is older than the walk. */
        Stream<AttendeeId> unseen(long sinceWalk) {
            return rows.entrySet().stream()
                    .filter(row -> !row.getValue().absent && row.getValue().walk < sinceWalk)
                    .map(Map.Entry::getKey);
        }

        private static RowResult result(Stored before, Stored arrived) {
            if (before.absent) {
                return RowResult.UPDATED;
            }
            if (arrived.isOlderThan(before)) {
                return RowResult.SKIPPED;
            }
            return arrived.attendee.tellsTheSameAs(before.attendee) ? RowResult.UNCHANGED : RowResult.UPDATED;
        }
    }

    /** One record with the two facts that say whether another is newer, its stamp, and its mark of absence. */
    private record Stored(Attendee attendee, Instant readAt, long walk, boolean absent) {
        /** Newer wins by change time, or else read time, then by read time; equal ones count as newer. */
        boolean isOlderThan(Stored other) {
            int byChange = changedAt().compareTo(other.changedAt());
            return byChange < 0 || (byChange == 0 && readAt.isBefore(other.readAt));
        }

        /** Seen again: stamped, and present whatever it was before. */
        Stored sighted(long stamp) {
            return new Stored(attendee, readAt, stamp, false);
        }

        /** The record as a person sees it. */
        Attendee seen() {
            return absent
                    ? Attendee.builder()
                            .from(attendee)
                            .attendance(Attendance.NOT_ATTENDING)
                            .build()
                    : attendee;
        }

        private Instant changedAt() {
            return attendee.changedAt().orElse(readAt);
        }
    }
}
