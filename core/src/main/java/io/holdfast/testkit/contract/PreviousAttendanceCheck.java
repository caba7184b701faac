package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LATE;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.mark;
import static io.holdfast.testkit.contract.AttendeeSamples.token;
import static io.holdfast.testkit.contract.AttendeeSamples.write;

import io.holdfast.model.Attendance;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.StampRange;
import io.holdfast.port.AttendeeStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an attendee store says of the attendance before, whether or not it keeps the record before. */
final class PreviousAttendanceCheck {
    private PreviousAttendanceCheck() {}

    static void told(AttendeeStore store) {
        write(store, 1, 1, 1);
        Assertions.same("of a new one", Optional.empty(), arrives(store, 1, Attendance.ATTENDING));
        Assertions.same(
                "of one who cancels", Optional.of(Attendance.ATTENDING), arrives(store, 2, Attendance.NOT_ATTENDING));
        Assertions.same(
                "of one who had cancelled",
                Optional.of(Attendance.NOT_ATTENDING),
                arrives(store, 3, Attendance.NOT_ATTENDING));
        Assertions.same(
                "of one who is back", Optional.of(Attendance.NOT_ATTENDING), arrives(store, 4, Attendance.ATTENDING));
        Assertions.same(
                "of one who is marked as absent",
                Optional.of(Attendance.ATTENDING),
                only(mark(store, 1, StampRange.before(9), "a")));
        Assertions.same(
                "of one who was marked as absent",
                Optional.of(Attendance.NOT_ATTENDING),
                arrives(store, 9, Attendance.ATTENDING));
        mark(store, 1, StampRange.before(99), "a");
        AttendeeStore.Batch sighting = new AttendeeStore.Batch(List.of(), 100, 100, 0, Set.of(AttendeeId.of("a")));
        Assertions.same(
                "of one who is sighted, as its record says",
                Optional.of(Attendance.ATTENDING),
                only(store.upsert(token(LINK, 1), sighting)));
    }

    private static Optional<Attendance> arrives(AttendeeStore store, long page, Attendance attendance) {
        return only(write(
                store,
                1,
                page,
                page,
                attendee("a", "company " + page, page == 1 ? EARLY : LATE).toBuilder()
                        .attendance(attendance)
                        .build()));
    }

    private static Optional<Attendance> only(AttendeeStore.Written written) {
        return written.rows().get(0).previousAttendance();
    }
}
