package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Attendee stores that are wrong in one place each. */
class WrongAttendees implements AttendeeStore {
    private final AttendeeStore right = new InMemoryAttendeeStore();

    @Override
    public Written upsert(Pen pen, Batch batch) {
        return right.upsert(pen, batch);
    }

    @Override
    public Written markAbsent(Pen pen, long sinceWalk, Set<AttendeeId> ids) {
        return right.markAbsent(pen, sinceWalk, ids);
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, long sinceWalk, Cursor after, int limit) {
        return right.unseen(link, sinceWalk, after, limit);
    }

    @Override
    public Presence count(SyncLinkId link, long sinceWalk) {
        return right.count(link, sinceWalk);
    }

    /** Lets every worker write, however late. */
    static final class LeaseWithoutFence extends WrongAttendees {
        @Override
        public Written upsert(Pen pen, Batch batch) {
            return super.upsert(Pen.of(pen.link(), pen.subject(), Long.MAX_VALUE), batch);
        }
    }

    /** Takes whatever came last for the newest. */
    static final class OlderOverwritesNewer extends WrongAttendees {
        private Instant last = LinkSamples.NOW;

        @Override
        public synchronized Written upsert(Pen pen, Batch batch) {
            last = last.plusSeconds(1);
            List<Attendee> undated = batch.attendees().stream()
                    .map(one -> Attendee.builder()
                            .from(one)
                            .changedAt(Optional.empty())
                            .build())
                    .toList();
            return super.upsert(pen, Batch.of(undated, batch.walk(), last));
        }
    }

    /** Never lifts a mark. */
    static final class AbsentForEver extends WrongAttendees {
        private final Set<AttendeeId> marked = new HashSet<>();

        @Override
        public synchronized Written markAbsent(Pen pen, long sinceWalk, Set<AttendeeId> ids) {
            Written written = super.markAbsent(pen, sinceWalk, ids);
            written.rows().forEach(row -> marked.add(row.id()));
            return written;
        }

        @Override
        public synchronized Presence count(SyncLinkId link, long sinceWalk) {
            Presence presence = super.count(link, sinceWalk);
            return marked.isEmpty() ? presence : Presence.of(0, 0);
        }
    }

    /** Marks whom it is told, seen or not. */
    static final class MarksThoseSeen extends WrongAttendees {
        @Override
        public Written markAbsent(Pen pen, long sinceWalk, Set<AttendeeId> ids) {
            return super.markAbsent(pen, Long.MAX_VALUE, ids);
        }
    }

    /** Pages by id, but begins each page at its beginning. */
    static final class UnseenNeverEnds extends WrongAttendees {
        @Override
        public Page<AttendeeId> unseen(SyncLinkId link, long sinceWalk, Cursor after, int limit) {
            return super.unseen(link, sinceWalk, Cursor.START, limit);
        }
    }
}
