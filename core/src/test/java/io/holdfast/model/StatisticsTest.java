package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each attendee is counted once, and only the tickets of those who come. */
final class StatisticsTest {
    private static final List<Attendee> SOME = List.of(
            attendee("1", Attendance.ATTENDING, ticket("a", "Day", true), ticket("b", "Night", false)),
            attendee("2", Attendance.ATTENDING),
            attendee("3", Attendance.NOT_ATTENDING, ticket("c", "Day", true)));
    private static final List<Attendee> OTHERS = List.of(
            attendee("4", Attendance.ATTENDING, Admission.builder().id("d").build()),
            attendee("5", Attendance.WAITLISTED, ticket("e", "Day", false)));

    @Test
    void attendeesAreCountedByAttendanceAndTicketsByClass() {
        Statistics counted = Statistics.of(SOME);

        assertThat(counted.byAttendance()).isEqualTo(Map.of(Attendance.ATTENDING, 2L, Attendance.NOT_ATTENDING, 1L));
        assertThat(counted.total()).isEqualTo(3);
        assertThat(counted.count(Attendance.INVITED)).isZero();
        assertThat(counted.checkedIn()).isEqualTo(1);
        assertThat(counted.byTicketClass()).isEqualTo(Map.of("Day", 1L, "Night", 1L));
    }

    @Test
    void countsOfTwoPagesAreThoseOfBoth() {
        List<Attendee> all = List.of(SOME.get(0), SOME.get(1), SOME.get(2), OTHERS.get(0), OTHERS.get(1));

        assertThat(Statistics.of(SOME).plus(Statistics.of(OTHERS))).isEqualTo(Statistics.of(all));
        assertThat(Statistics.of(OTHERS).byTicketClass()).isEqualTo(Map.of("", 1L));
        assertThat(Statistics.NONE.plus(Statistics.NONE)).isEqualTo(Statistics.of(List.of()));
    }

    private static Attendee attendee(String id, Attendance attendance, Admission... tickets) {
        return Attendee.builder()
                .id(AttendeeId.of(id))
                .attendance(attendance)
                .addAdmissions(tickets)
                .build();
    }

    private static Admission ticket(String id, String ticketClass, boolean checkedIn) {
        return Admission.builder()
                .id(id)
                .ticketClass(ticketClass)
                .checkedIn(checkedIn)
                .build();
    }
}
