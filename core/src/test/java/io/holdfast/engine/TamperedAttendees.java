package io.holdfast.engine;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.util.Set;

/** A store of attendees of which a test breaks one method. */
class TamperedAttendees implements AttendeeStore {
    private final AttendeeStore real;

    TamperedAttendees(AttendeeStore real) {
        this.real = real;
    }

    @Override
    public Written upsert(Pen pen, Batch batch) {
        return real.upsert(pen, batch);
    }

    @Override
    public Written markAbsent(Pen pen, long sinceWalk, Set<AttendeeId> ids) {
        return real.markAbsent(pen, sinceWalk, ids);
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, long sinceWalk, Cursor after, int limit) {
        return real.unseen(link, sinceWalk, after, limit);
    }

    @Override
    public Presence count(SyncLinkId link, long sinceWalk) {
        return real.count(link, sinceWalk);
    }
}
