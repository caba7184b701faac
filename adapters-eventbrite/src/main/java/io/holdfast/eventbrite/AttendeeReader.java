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
    private final Json json;
    private final ResponseReader answers;
    private final ProfileReader profile;
    private final Attendee.Builder attendee = Attendee.builder();
    private @Nullable String id;
    private @Nullable String event;
    private @Nullable String organization;
    private @Nullable String ticketClass;
    private @Nullable String status;
    private @Nullable String barcode;
    private int barcodeWorth;
    private boolean checkedIn;
    private boolean cancelled;
    private boolean refunded;

    /** Reads with what the attendees of one list share. */
    AttendeeReader(Json json, ResponseReader answers) {
        this.json = json;
        this.answers = answers;
        profile = new ProfileReader(json);
    }

    /** Its id; nothing if it has none, or one that could not be asked for: of dots alone, it would change a path. */
    @Nullable
    String id() {
        return ".".equals(id) || "..".equals(id) ? null : id;
    }

    /** Whether it tells more than is taken of one. */
    boolean isTooLarge() {
        return json.rowIsTooLarge();
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
            case "created" -> attendee.registeredAt(json.date());
            case "changed" -> attendee.changedAt(json.date());
            case "ticket_class_name" -> ticketClass = json.shared();
            case "status" -> status = json.shared();
            case "checked_in" -> checkedIn = Boolean.TRUE.equals(json.flag());
            case "cancelled" -> cancelled = Boolean.TRUE.equals(json.flag());
            case "refunded" -> refunded = Boolean.TRUE.equals(json.flag());
            case "profile" -> profile.read();
            case "barcodes" -> readBarcodes();
            case "answers" -> answers.read(attendee);
            default -> json.skip();
        }
    }

    /** One id is one ticket, so an attendee has one admission, and it bears the attendee's id. */
    Attendee attendee(String knownId) {
        profile.tell(attendee);
        return attendee.id(AttendeeId.of(knownId))
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

    /** The flags decide first: the text is meant for people and might be translated. */
    private Attendance attendance() {
        if (refunded || cancelled || says(status, "deleted") || says(status, "not attending")) {
            return Attendance.NOT_ATTENDING;
        }
        return says(status, "unpaid") ? Attendance.AWAITING : Attendance.ATTENDING;
    }

    private void readBarcodes() throws IOException {
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            String code = null;
            String state = null;
            for (String member = json.firstName(); member != null; member = json.nextName()) {
                switch (member) {
                    case "barcode" -> code = json.filled();
                    case "status" -> state = json.shared();
                    default -> json.skip();
                }
            }
            take(code, worth(state));
        }
    }

    /** The first of those that are worth most. */
    private void take(@Nullable String code, int worth) {
        if (code != null && worth > barcodeWorth) {
            barcode = code;
            barcodeWorth = worth;
        }
    }

    /** What a barcode is worth at the door: one that still admits most, one that no longer counts least. */
    private static int worth(@Nullable String state) {
        if (says(state, "unused")) {
            return 3;
        }
        return says(state, "refunded") || says(state, "cancelled") || says(state, "canceled") ? 1 : 2;
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
