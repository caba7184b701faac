package io.holdfast.hostfields;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.port.AttendeeStore.Batch;

/** What the host keeps of one attendee of a link beside its own row: the facts that the engine counts on. */
record Source(
        Attendee record,
        Guest guest,
        long fence,
        long page,
        long changedBy,
        long stamp,
        boolean absent,
        long absentBy) {
    /** The later change is newer; of equal ones the later read. */
    boolean isNewerThan(Attendee other, long otherFence, long otherPage) {
        int byChange = record.changedAt()
                .flatMap(mine -> other.changedAt().map(mine::compareTo))
                .orElse(0);
        int byFence = Long.compare(fence, otherFence);
        return byChange > 0 || (byChange == 0 && (byFence > 0 || (byFence == 0 && page > otherPage)));
    }

    boolean isTakenOverBy(Batch batch) {
        return changedBy <= batch.settledFence() && stamp < batch.scan();
    }

    Source taking(Attendee newer, long byFence, Batch batch) {
        long changed = newer.tellsTheSameAs(record) ? changedBy : byFence;
        return new Source(newer, guest, byFence, batch.page(), changed, stamp, absent, absentBy);
    }

    Source sighted(long scan) {
        return new Source(record, guest, fence, page, changedBy, Math.max(stamp, scan), false, 0);
    }

    Source markedBy(long marker) {
        return new Source(record, guest, fence, page, changedBy, stamp, true, marker);
    }

    /** As the next link of the key finds it. */
    Source asBefore() {
        return new Source(record, guest, 0, 0, 0, 0, absent, 0);
    }

    Attendance attendance() {
        return absent ? Attendance.NOT_ATTENDING : record.attendance();
    }

    /** The record as a person sees it. */
    Attendee seen() {
        return record.toBuilder().attendance(attendance()).build();
    }
}
