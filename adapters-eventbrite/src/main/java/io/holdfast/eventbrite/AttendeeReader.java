package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.SubjectKind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attendee while its members stream in, in any order; then the domain's words for it. */
final class AttendeeReader {
    private static final String PLACEHOLDER = "info requested";

    private final Json json;
    private final ResponseReader answers;
    private final Attendee.Builder attendee = Attendee.builder();
    private @Nullable String id;
    private @Nullable String event;
    private @Nullable String organization;
    private @Nullable String ticketClass;
    private @Nullable String status;
    private @Nullable String barcode;
    private boolean checkedIn;
    private boolean cancelled;
    private boolean refunded;
    private @Nullable String name;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String email;
    private @Nullable String cellPhone;
    private @Nullable String workPhone;
    private @Nullable String homePhone;

    /** Reads with what the attendees of one list share. */
    AttendeeReader(Json json, ResponseReader answers) {
        this.json = json;
        this.answers = answers;
    }

    @Nullable
    String id() {
        return id;
    }

    /** Whose row it says it is; nothing if it does not say. */
    @Nullable
    String owner(SubjectKind kind) {
        return kind == SubjectKind.CHANNEL ? organization : event;
    }

    /** Reads the object that the reader stands on. Each row comes by here, so nothing is handed over for a member. */
    void read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            read(member);
        }
    }

    /** Reads the value of one member. */
    void read(String member) throws IOException {
        switch (member) {
            case "id" -> id = json.filled();
            case "event_id" -> event = json.shared();
            case "organization_id" -> organization = json.shared();
            case "changed" -> attendee.changedAt(json.date());
            case "ticket_class_name" -> ticketClass = json.shared();
            case "status" -> status = json.shared();
            case "checked_in" -> checkedIn = Boolean.TRUE.equals(json.flag());
            case "cancelled" -> cancelled = Boolean.TRUE.equals(json.flag());
            case "refunded" -> refunded = Boolean.TRUE.equals(json.flag());
            case "profile" -> readProfile();
            case "barcodes" -> readBarcodes();
            case "answers" -> answers.read(attendee);
            default -> json.skip();
        }
    }

    /** One id is one ticket, so an attendee has one admission, and it bears the attendee's id. */
    Attendee attendee(String knownId) {
        boolean placeholder = says(firstName, PLACEHOLDER) || says(email, PLACEHOLDER) || says(lastName, PLACEHOLDER);
        if (!placeholder) {
            attendee.givenName(Optional.ofNullable(firstName))
                    .familyName(Optional.ofNullable(lastName))
                    .name(Optional.ofNullable(name))
                    .email(Optional.ofNullable(email));
        }
        return attendee.id(AttendeeId.of(knownId))
                .placeholder(placeholder)
                .phone(phone())
                .attendance(attendance())
                .providerStatus(filled(status))
                .addAdmissions(admission(knownId))
                .build();
    }

    private Admission admission(String knownId) {
        return Admission.builder()
                .id(knownId)
                .ticketClass(filled(ticketClass))
                .barcode(Optional.ofNullable(barcode))
                .checkedIn(checkedIn || says(status, "checked in"))
                .build();
    }

    private Optional<String> phone() {
        String other = workPhone == null ? homePhone : workPhone;
        return Optional.ofNullable(cellPhone == null ? other : cellPhone);
    }

    /** The flags decide first: the text is meant for people and might be translated. */
    private Attendance attendance() {
        if (refunded || cancelled || says(status, "deleted") || says(status, "not attending")) {
            return Attendance.NOT_ATTENDING;
        }
        return says(status, "unpaid") ? Attendance.AWAITING : Attendance.ATTENDING;
    }

    private void readProfile() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            profile(member);
        }
    }

    private void profile(String member) throws IOException {
        switch (member) {
            case "name" -> name = json.filled();
            case "first_name" -> firstName = json.filled();
            case "last_name" -> lastName = json.filled();
            case "email" -> email = json.filled();
            case "company" -> attendee.company(Optional.ofNullable(json.filled()));
            case "job_title" -> attendee.jobTitle(Optional.ofNullable(json.filled()));
            case "cell_phone" -> cellPhone = json.filled();
            case "work_phone" -> workPhone = json.filled();
            case "home_phone" -> homePhone = json.filled();
            default -> json.skip();
        }
    }

    private void readBarcodes() throws IOException {
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            for (String member = json.firstName(); member != null; member = json.nextName()) {
                barcode(member);
            }
        }
    }

    /** The first counts. */
    private void barcode(String member) throws IOException {
        if (member.equals("barcode") && barcode == null) {
            barcode = json.filled();
        } else {
            json.skip();
        }
    }

    private static Optional<String> filled(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** Whether a text says these words, in capitals or not, with dashes or underscores or spaces between them. */
    private static boolean says(@Nullable String text, String words) {
        if (text == null || text.length() < words.length()) {
            return false;
        }
        String told = text.strip();
        if (told.length() != words.length()) {
            return false;
        }
        for (int i = 0; i < words.length(); i++) {
            char c = Character.toLowerCase(told.charAt(i));
            if (words.charAt(i) != (c == '_' || c == '-' ? ' ' : c)) {
                return false;
            }
        }
        return true;
    }
}
