package io.holdfast.codec;

import static io.holdfast.codec.StoredCodecs.*;

import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;

/** The stored text of an attendee. Each name is frozen: it is never taken away, and never given another meaning. */
final class AttendeeCodecs {
    private static final Codec<Admission> ADMISSION = ObjectCodec.of(Admission::builder, Admission.Builder::build)
            .with("id", TEXT, Admission::id, Admission.Builder::id)
            .with("ticketClass", optional(TEXT), Admission::ticketClass, Admission.Builder::ticketClass)
            .with("barcode", optional(TEXT), Admission::barcode, Admission.Builder::barcode)
            .with("checkedIn", FLAG, Admission::checkedIn, Admission.Builder::checkedIn)
            .with("checkedInAt", optional(INSTANT), Admission::checkedInAt, Admission.Builder::checkedInAt);

    static final ObjectCodec<Attendee, Attendee.Builder> ATTENDEE = whole(
                    "attendee", ObjectCodec.of(Attendee::builder, Attendee.Builder::build))
            .with("id", ATTENDEE_ID, Attendee::id, Attendee.Builder::id)
            .with("givenName", optional(TEXT), Attendee::givenName, Attendee.Builder::givenName)
            .with("familyName", optional(TEXT), Attendee::familyName, Attendee.Builder::familyName)
            .with("name", optional(TEXT), Attendee::name, Attendee.Builder::name)
            .with("email", optional(TEXT), Attendee::email, Attendee.Builder::email)
            .with("phone", optional(TEXT), Attendee::phone, Attendee.Builder::phone)
            .with("company", optional(TEXT), Attendee::company, Attendee.Builder::company)
            .with("jobTitle", optional(TEXT), Attendee::jobTitle, Attendee.Builder::jobTitle)
            .with("attendance", word(Attendance.class), Attendee::attendance, Attendee.Builder::attendance)
            .with("providerStatus", optional(TEXT), Attendee::providerStatus, Attendee.Builder::providerStatus)
            .with("placeholder", FLAG, Attendee::placeholder, Attendee.Builder::placeholder)
            .with("admissions", list(ADMISSION), Attendee::admissions, Attendee.Builder::admissions)
            .with("answers", new MapCodec(TEXT), Attendee::answers, Attendee.Builder::answers)
            .with("changedAt", optional(INSTANT), Attendee::changedAt, Attendee.Builder::changedAt);

    private AttendeeCodecs() {}
}
