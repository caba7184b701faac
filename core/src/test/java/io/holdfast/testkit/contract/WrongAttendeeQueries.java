package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.Statistics;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attendee stores that read back, and are wrong in that in one place each. */
class WrongAttendeeQueries implements AttendeeStore, AttendeeQuery {
    private final InMemoryAttendeeStore right = new InMemoryAttendeeStore();

    @Override
    public Written upsert(FencingToken token, Batch batch) {
        return right.upsert(token, batch);
    }

    @Override
    public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        return right.markAbsent(token, range, ids);
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        return right.unseen(link, range, after, limit);
    }

    @Override
    public Presence count(SyncLinkId link, StampRange range) {
        return right.count(link, range);
    }

    @Override
    public Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
        return right.attendees(link, after, limit);
    }

    /** Has no column for what the provider calls by names of its own. */
    static final class ForgetsTheProfile extends WrongAttendeeQueries {
        @Override
        public Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
            Page<Attendee> page = super.attendees(link, after, limit);
            List<Attendee> without = page.items().stream()
                    .map(one -> one.toBuilder().profile(Map.of()).build())
                    .toList();
            return new Page<>(without, page.next());
        }
    }

    /** Counts the tickets of whoever is stored. */
    static final class CountsTicketsOfThoseWhoLeft extends WrongAttendeeQueries {
        @Override
        public Statistics statistics(SyncLinkId link) {
            Statistics right = super.statistics(link);
            List<Attendee> all = attendees(link, Cursor.START, 500).items().stream()
                    .map(one -> one.toBuilder().attendance(Attendance.ATTENDING).build())
                    .toList();
            return new Statistics(
                    right.byAttendance(), right.checkedIn(), Statistics.of(all).byTicketClass());
        }
    }

    /** Invents somebody where nobody is. */
    static final class CountsOneAtLeast extends WrongAttendeeQueries {
        @Override
        public Statistics statistics(SyncLinkId link) {
            Statistics right = super.statistics(link);
            return Optional.of(right)
                    .filter(counted -> counted.total() > 0)
                    .orElse(new Statistics(Map.of(Attendance.UNKNOWN, 1L), 0, right.byTicketClass()));
        }
    }
}
