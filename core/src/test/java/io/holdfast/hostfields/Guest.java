package io.holdfast.hostfields;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.SyncSubject;

/** A row of the host's own guest table. Mutable, as a row of a database is. */
final class Guest {
    final long number;
    final SyncSubject event;
    final String email;
    String company;
    Attendance attendance;
    boolean checkedInAtProvider;
    /** The host's alone. */
    boolean vip;
    /** The host's alone. */
    boolean checkedInHere;
    /** Whether the provider has ever said what stands here; a row that a person entered begins without. */
    boolean followsProvider;

    Guest(long number, SyncSubject event, String email, String company) {
        this.number = number;
        this.event = event;
        this.email = email;
        this.company = company;
        attendance = Attendance.ATTENDING;
    }

    /** What the provider tells of this person, and nothing else. */
    void follow(Attendee told) {
        followsProvider = true;
        company = told.company().orElse("");
        attendance = told.attendance();
        checkedInAtProvider = told.admissions().stream().anyMatch(ticket -> ticket.checkedIn());
    }

    /** The row as the host's page shows it. */
    String shown() {
        return email + " " + company + " " + attendance + (checkedInAtProvider ? " in-there" : "")
                + (checkedInHere ? " in-here" : "") + (vip ? " vip" : "");
    }
}
