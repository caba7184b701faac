package io.holdfast.hostfields;

import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.time.Instant;

/** Somebody as the provider has that person today. Mutable. */
final class Person {
    final AttendeeId id;
    final String email;
    String company;
    Attendance attendance = Attendance.ATTENDING;
    boolean checkedIn;
    boolean listed = true;

    Person(int number) {
        id = AttendeeId.of("a" + number);
        email = "guest-" + number + "@example.org";
        company = "Company " + number;
    }

    Attendee told(Instant changedAt) {
        return Attendee.builder()
                .id(id)
                .email(email)
                .company(company)
                .attendance(attendance)
                .addAdmissions(Admission.builder()
                        .id("ticket")
                        .ticketClass("Day")
                        .checkedIn(checkedIn)
                        .build())
                .changedAt(changedAt)
                .build();
    }
}
