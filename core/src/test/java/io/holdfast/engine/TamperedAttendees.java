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
    public Written upsert(FencingToken token, Batch batch) {
        return real.upsert(token, batch);
    }

    @Override
    public Written markAbsent(FencingToken token, long sinceScan, Set<AttendeeId> ids) {
        return real.markAbsent(token, sinceScan, ids);
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, long sinceScan, Cursor after, int limit) {
        return real.unseen(link, sinceScan, after, limit);
    }

    @Override
    public Presence count(SyncLinkId link, long sinceScan) {
        return real.count(link, sinceScan);
    }
}
