package io.holdfast.testkit.contract;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.util.Set;

/** An attendee store that passes everything on to another, for those that are wrong in one place. */
public abstract class PassedOn implements AttendeeStore {
    private final AttendeeStore right;

    protected PassedOn(AttendeeStore right) {
        this.right = right;
    }

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
}
