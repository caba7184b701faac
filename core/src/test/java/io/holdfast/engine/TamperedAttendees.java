package io.holdfast.engine;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.util.Set;

/** A store of attendees of which a test breaks one method. */
public class TamperedAttendees implements AttendeeStore {
    private final AttendeeStore real;

    public TamperedAttendees(AttendeeStore real) {
        this.real = real;
    }

    @Override
    public Written upsert(FencingToken token, Batch batch) {
        return real.upsert(token, batch);
    }

    @Override
    public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        return real.markAbsent(token, range, ids);
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        return real.unseen(link, range, after, limit);
    }

    @Override
    public Presence count(SyncLinkId link, StampRange range) {
        return real.count(link, range);
    }
}
