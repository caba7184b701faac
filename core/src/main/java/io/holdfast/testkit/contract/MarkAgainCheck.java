package io.holdfast.testkit.contract;

import static io.holdfast.port.AttendeeStore.RowResult.MARKED_ABSENT;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an attendee store answers to marks that are asked for again because their answer was lost. */
final class MarkAgainCheck {
    private static final SyncLinkId LINK = SyncLinkId.of("marked again");
    private static final AttendeeId GONE = AttendeeId.of("a");
    private static final Attendee RECORD = Attendee.builder()
            .id(GONE)
            .attendance(Attendance.ATTENDING)
            .changedAt(LinkSamples.NOW)
            .build();

    private MarkAgainCheck() {}

    static void markedAgain(AttendeeStore store) {
        store.upsert(token(1), batch(List.of()));
        store.upsert(token(1), batch(List.of(RECORD)));
        AttendeeStore.Written first = mark(store, 1);
        Assertions.same("rows of the same token again", first, mark(store, 1));
        Assertions.same("outcome", MARKED_ABSENT, first.rows().get(0).result());
        Assertions.holds(
                "the record as it was, or none",
                first.rows().get(0).previous().equals(Optional.of(RECORD))
                        || first.rows().get(0).previous().isEmpty(),
                "another");
        Assertions.same("rows of a later token", List.of(), mark(store, 2).rows());
        Assertions.same("present", 0L, store.count(LINK, StampRange.before(1)).present());
    }

    private static AttendeeStore.Written mark(AttendeeStore store, long fence) {
        return store.markAbsent(token(fence), StampRange.before(2), Set.of(GONE));
    }

    private static AttendeeStore.Batch batch(List<Attendee> rows) {
        return new AttendeeStore.Batch(rows, 1, 1, 0);
    }

    private static AttendeeStore.FencingToken token(long fence) {
        return AttendeeSamples.token(LINK, fence);
    }
}
