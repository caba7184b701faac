package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Texts;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guests of a page, one after the other, while their members stream in, in any order; then the domain's words for each. */
final class GuestReader {
    private final Json json;
    private final AnswerReader answers;
    /** As many as any guest of the page had; the guest in hand has the first few. */
    private final List<TicketReader> tickets = new ArrayList<>(2);

    private Attendee.Builder attendee = Attendee.builder();
    private int ticketCount;
    private @Nullable String id;
    private @Nullable String status;
    private @Nullable String name;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String code;
    private Optional<Instant> registeredAt = Optional.empty();
    private @Nullable GuestReader wrapped;

    /** Reads with what the guests of one list share. */
    GuestReader(Json json, AnswerReader answers) {
        this.json = json;
        this.answers = answers;
    }

    /** What the next one tells; empty if it has no id. */
    Optional<Attendee> read() throws IOException {
        forgetTheLast();
        readMembers();
        return guest();
    }

    /** The guest whose members were read; empty if it has no id. */
    Optional<Attendee> guest() {
        String known = id();
        return known == null ? Optional.empty() : Optional.of(attendee(known));
    }

    private void forgetTheLast() {
        attendee = Attendee.builder();
        ticketCount = 0;
        id = null;
        status = null;
        name = null;
        firstName = null;
        lastName = null;
        email = null;
        phone = null;
        code = null;
        registeredAt = Optional.empty();
        wrapped = null;
    }

    private void readMembers() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            read(member);
        }
    }

    /** Reads the value of one member. */
    void read(String member) throws IOException {
        switch (member) {
            case "id", "api_id" -> id = json.filled();
            case "approval_status" -> status = json.shared();
            case "user_name" -> name = json.filled();
            case "user_first_name" -> firstName = json.filled();
            case "user_last_name" -> lastName = json.filled();
            case "user_email" -> email = json.filled();
            case "phone_number" -> phone = json.filled();
            case "check_in_qr_code" -> code = json.filled();
            case "registered_at" -> registeredAt = json.date();
            case "event_tickets" -> readTickets();
            case "registration_answers" -> answers.read(attendee);
            // answers of old wrap it; those between repeat it
            case "guest" -> {
                wrapped = new GuestReader(json, answers);
                wrapped.readMembers();
            }
            default -> json.skip();
        }
    }

    private @Nullable String id() {
        return id == null && wrapped != null ? wrapped.id() : id;
    }

    private Attendee attendee(String knownId) {
        if (status == null && wrapped != null) {
            return wrapped.attendee(knownId);
        }
        for (int i = 0; i < ticketCount; i++) {
            attendee.addAdmissions(tickets.get(i).admission(knownId, i + 1, code));
        }
        tellWho();
        if (status != null && !status.isBlank()) {
            attendee.providerStatus(status);
        }
        return attendee.id(AttendeeId.of(knownId))
                .attendance(attendance())
                .registeredAt(registeredAt)
                .build();
    }

    /** Each guest of each page comes by here, so nothing is wrapped to be handed over. */
    private void tellWho() {
        if (name != null) {
            attendee.name(name);
        } else {
            attendee.name(Texts.name(null, firstName, lastName));
        }
        if (firstName != null) {
            attendee.givenName(firstName);
        }
        if (lastName != null) {
            attendee.familyName(lastName);
        }
        if (email != null) {
            attendee.email(email);
        }
        if (phone != null) {
            attendee.phone(phone);
        }
    }

    /** A session is a place in a part of a series. A word that nobody knows yet says nothing about coming or not. */
    private Attendance attendance() {
        return switch (Objects.requireNonNullElse(status, "")) {
            case "approved", "session" -> Attendance.ATTENDING;
            case "pending_approval" -> Attendance.AWAITING;
            case "waitlist" -> Attendance.WAITLISTED;
            case "declined" -> Attendance.NOT_ATTENDING;
            case "invited" -> Attendance.INVITED;
            default -> Attendance.UNKNOWN;
        };
    }

    private void readTickets() throws IOException {
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            if (ticketCount == tickets.size()) {
                tickets.add(new TicketReader(json));
            }
            tickets.get(ticketCount).read();
            ticketCount++;
        }
    }
}
