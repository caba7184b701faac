package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Texts;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One person of a calendar while their members stream in; then the domain's words for them. None of them holds a ticket. */
final class PersonReader {
    private final Json json;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String email;
    private @Nullable String status;
    private boolean isMember;

    PersonReader(Json json) {
        this.json = json;
    }

    /** What it tells; empty if it has no id. */
    Optional<Attendee> read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "id", "api_id" -> id = json.filled();
                case "membership" -> isMember = json.object(this::membership);
                // answers of old wrap who it is
                case "user" -> json.object(this::who);
                default -> who(member);
            }
        }
        return Optional.ofNullable(id).map(this::attendee);
    }

    private void who(String member) throws IOException {
        switch (member) {
            case "name" -> name = json.filled();
            case "first_name" -> firstName = json.filled();
            case "last_name" -> lastName = json.filled();
            case "email" -> email = json.filled();
            default -> json.skip();
        }
    }

    private void membership(String member) throws IOException {
        if (member.equals("status")) {
            status = json.shared();
        } else {
            json.skip();
        }
    }

    private Attendee attendee(String knownId) {
        return Attendee.builder()
                .id(AttendeeId.of(knownId))
                .attendance(attendance())
                .providerStatus(Optional.ofNullable(status).filter(told -> !told.isBlank()))
                .name(Texts.name(name, firstName, lastName))
                .givenName(Optional.ofNullable(firstName))
                .familyName(Optional.ofNullable(lastName))
                .email(Optional.ofNullable(email))
                .build();
    }

    /** Who follows a calendar without a membership belongs to it. A word that nobody knows yet says nothing. */
    private Attendance attendance() {
        if (!isMember) {
            return Attendance.ATTENDING;
        }
        return switch (status == null ? "" : status) {
            case "approved" -> Attendance.ATTENDING;
            case "pending", "approved-pending-payment" -> Attendance.AWAITING;
            case "declined" -> Attendance.NOT_ATTENDING;
            default -> Attendance.UNKNOWN;
        };
    }
}
