package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LATE;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.mark;
import static io.holdfast.testkit.contract.AttendeeSamples.write;

import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.StampRange;
import io.holdfast.model.Statistics;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a store that reads attendees back gives. */
final class AttendeeQueryChecks {
    private static final int FEW = 2;

    private AttendeeQueryChecks() {}

    static void addTo(Checks<AttendeeStore> checks) {
        checks.add(
                "attendees are read back as they were written, by id and page by page", AttendeeQueryChecks::readBack);
        checks.add("attendees are counted as they are read back", AttendeeQueryChecks::counted);
        checks.add("attendees of a link that the store was not told of are none", AttendeeQueryChecks::none);
    }

    private static AttendeeQuery query(AttendeeStore store) {
        Skipped.unless(store instanceof AttendeeQuery, "the store reads no attendees back");
        return (AttendeeQuery) store;
    }

    private static void readBack(AttendeeStore store) {
        AttendeeQuery query = query(store);
        List<Attendee> written =
                List.of(attendee("a", "x", EARLY), attendee("b", "y", LATE), attendee("c", "z", EARLY));
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, written.get(2), written.get(0), written.get(1));

        Assertions.same("attendees", written, Paging.all(FEW, after -> query.attendees(LINK, after, FEW)));
    }

    private static void counted(AttendeeStore store) {
        AttendeeQuery query = query(store);
        write(store, 1, 1, 1);
        write(
                store,
                1,
                1,
                1,
                ticketed("a", Attendance.ATTENDING, "Day", true),
                ticketed("b", Attendance.ATTENDING, "Day", false),
                ticketed("c", Attendance.ATTENDING, "Night", false),
                ticketed("d", Attendance.AWAITING, "Day", false),
                ticketed("e", Attendance.NOT_ATTENDING, "Day", true),
                attendee("f", "x", EARLY));
        mark(store, 2, StampRange.before(2), "b");

        Assertions.same(
                "statistics",
                new Statistics(
                        Map.of(Attendance.ATTENDING, 3L, Attendance.AWAITING, 1L, Attendance.NOT_ATTENDING, 2L),
                        1,
                        new TreeMap<>(Map.of("Day", 1L, "Night", 1L))),
                query.statistics(LINK));
    }

    private static void none(AttendeeStore store) {
        Assertions.same("statistics", Statistics.NONE, query(store).statistics(LINK));
    }

    private static Attendee ticketed(String id, Attendance attendance, String ticketClass, boolean checkedIn) {
        Admission ticket = Admission.builder()
                .id(id)
                .ticketClass(ticketClass)
                .checkedIn(checkedIn)
                .build();
        return attendee(id, "x", EARLY).toBuilder()
                .attendance(attendance)
                .addAdmissions(ticket)
                .build();
    }
}
