package io.holdfast.memory;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps attendees in memory. Safe for use by several threads. */
public final class InMemoryAttendeeStore implements AttendeeStore {
    private final Map<SyncLinkId, Shelf> shelves = new HashMap<>();

    /** Makes an empty store. */
    public InMemoryAttendeeStore() {}

    @Override
    public synchronized Written upsert(Pen pen, Batch batch) {
        Shelf known = shelves.get(pen.link());
        boolean told = known != null || batch.attendees().isEmpty();
        Shelf shelf = known == null ? new Shelf() : known;
        if (!told || pen.fence() < shelf.fence) {
            return Written.of(false, List.of());
        }
        shelf.fence = pen.fence();
        shelves.put(pen.link(), shelf);
        List<Row> rows = new ArrayList<>();
        for (Attendee attendee : batch.attendees()) {
            rows.add(shelf.put(attendee, batch));
        }
        return Written.of(true, rows);
    }

    /**
     * Lists what is stored of a link.
     *
     * @param link the link
     * @return its attendees, those that no longer attend included, in the order in which they first came
     */
    public synchronized List<Attendee> attendees(SyncLinkId link) {
        return Optional.ofNullable(shelves.get(link)).stream()
                .flatMap(shelf -> shelf.rows.values().stream())
                .map(Stored::attendee)
                .toList();
    }

    /** What is kept of one link. */
    private static final class Shelf {
        private final Map<AttendeeId, Stored> rows = new LinkedHashMap<>();
        private long fence;

        Row put(Attendee attendee, Batch batch) {
            Stored arrived = new Stored(attendee, batch.readAt(), batch.walk());
            Stored before = rows.get(attendee.id());
            if (before == null) {
                rows.put(attendee.id(), arrived);
                return Row.of(attendee.id(), RowResult.ADDED, Optional.empty());
            }
            Stored winner = arrived.isOlderThan(before) ? before : arrived;
            rows.put(attendee.id(), winner.stampedAtLeast(Math.max(before.walk, arrived.walk)));
            return Row.of(attendee.id(), result(before, arrived), Optional.of(before.attendee));
        }

        private static RowResult result(Stored before, Stored arrived) {
            if (arrived.isOlderThan(before)) {
                return RowResult.SKIPPED;
            }
            return arrived.attendee.tellsTheSameAs(before.attendee) ? RowResult.UNCHANGED : RowResult.UPDATED;
        }
    }

    /** One record with the two facts that say whether another is newer, and its stamp. */
    private record Stored(Attendee attendee, Instant readAt, long walk) {
        /** Newer wins by change time, or else read time, then by read time; equal ones count as newer. */
        boolean isOlderThan(Stored other) {
            int byChange = changedAt().compareTo(other.changedAt());
            return byChange < 0 || (byChange == 0 && readAt.isBefore(other.readAt));
        }

        Stored stampedAtLeast(long stamp) {
            return new Stored(attendee, readAt, Math.max(walk, stamp));
        }

        private Instant changedAt() {
            return attendee.changedAt().orElse(readAt);
        }
    }
}
