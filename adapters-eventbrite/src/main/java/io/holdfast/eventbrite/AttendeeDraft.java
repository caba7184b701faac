package io.holdfast.eventbrite;

import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attendee while its members stream in, in any order; then the domain's words for it. */
final class AttendeeDraft {
    private static final String PLACEHOLDER = "info requested";

    private final Json json;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private @Nullable String id;
    private @Nullable String event;
    private @Nullable String changed;
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
    private @Nullable String company;
    private @Nullable String jobTitle;
    private @Nullable String cellPhone;
    private @Nullable String workPhone;
    private @Nullable String homePhone;

    AttendeeDraft(Json json) {
        this.json = json;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String event() {
        return event;
    }

    void member(String member) throws IOException {
        switch (member) {
            case "id" -> id = json.text();
            case "event_id" -> event = json.text();
            case "changed" -> changed = json.text();
            case "ticket_class_name" -> ticketClass = json.text();
            case "status" -> status = json.text();
            case "checked_in" -> checkedIn = Boolean.TRUE.equals(json.flag());
            case "cancelled" -> cancelled = Boolean.TRUE.equals(json.flag());
            case "refunded" -> refunded = Boolean.TRUE.equals(json.flag());
            case "profile" -> json.object(this::profile);
            case "barcodes" -> json.array(() -> json.object(this::barcode));
            case "answers" -> json.array(this::answer);
            default -> json.skip();
        }
    }

    /** One id is one ticket, so an attendee has one admission, and it bears the attendee's id. */
    Attendee attendee(String knownId) {
        boolean placeholder = isPlaceholder(firstName) || isPlaceholder(email) || isPlaceholder(lastName);
        String word = normalised(status);
        return Attendee.builder()
                .id(AttendeeId.of(knownId))
                .givenName(unless(placeholder, firstName))
                .familyName(unless(placeholder, lastName))
                .name(unless(placeholder, name))
                .email(unless(placeholder, email))
                .phone(filled(cellPhone).or(() -> filled(workPhone)).or(() -> filled(homePhone)))
                .company(filled(company))
                .jobTitle(filled(jobTitle))
                .attendance(attendance(word))
                .providerStatus(filled(status))
                .placeholder(placeholder)
                .addAdmissions(Admission.builder()
                        .id(knownId)
                        .ticketClass(filled(ticketClass))
                        .barcode(filled(barcode))
                        .checkedIn(checkedIn || word.equals("checked in"))
                        .build())
                .answers(answers)
                .changedAt(filled(changed).flatMap(Dates::lenient))
                .build();
    }

    /** The flags decide first: the text is meant for people and might be translated. */
    private Attendance attendance(String word) {
        if (refunded || cancelled || word.equals("deleted") || word.equals("not attending")) {
            return Attendance.NOT_ATTENDING;
        }
        return word.equals("unpaid") ? Attendance.AWAITING : Attendance.ATTENDING;
    }

    private void profile(String member) throws IOException {
        switch (member) {
            case "name" -> name = json.text();
            case "first_name" -> firstName = json.text();
            case "last_name" -> lastName = json.text();
            case "email" -> email = json.text();
            case "company" -> company = json.text();
            case "job_title" -> jobTitle = json.text();
            case "cell_phone" -> cellPhone = json.text();
            case "work_phone" -> workPhone = json.text();
            case "home_phone" -> homePhone = json.text();
            default -> json.skip();
        }
    }

    private void barcode(String member) throws IOException {
        if (member.equals("barcode") && barcode == null) {
            barcode = json.text();
        } else {
            json.skip();
        }
    }

    private void answer() throws IOException {
        AnswerDraft answer = new AnswerDraft();
        json.object(member -> answer.member(json, member));
        answer.addTo(answers);
    }

    private static Optional<String> unless(boolean placeholder, @Nullable String text) {
        return placeholder ? Optional.empty() : filled(text);
    }

    private static Optional<String> filled(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static boolean isPlaceholder(@Nullable String text) {
        return text != null && text.trim().toLowerCase(Locale.ROOT).equals(PLACEHOLDER);
    }

    private static String normalised(@Nullable String status) {
        return status == null
                ? ""
                : status.trim().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }
}
