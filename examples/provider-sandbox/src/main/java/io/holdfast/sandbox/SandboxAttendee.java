package io.holdfast.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One sold ticket as the provider knows it. A snapshot: later changes make another.
 *
 * @param id the attendee's id; may hold a dash
 * @param eventId the event's id
 * @param orderId the order's id; several attendees share one
 * @param ticketClassId the id of the ticket class
 * @param ticketClass the name of the ticket class, as sold
 * @param firstName the given name; {@code Info Requested} for a placeholder
 * @param lastName the family name; {@code Info Requested} for a placeholder
 * @param email the address; attendees of one order may share it
 * @param company the company
 * @param jobTitle the job title
 * @param phone the mobile number
 * @param barcode what is scanned at the door
 * @param checkedIn whether it was scanned
 * @param cancelled whether it was cancelled
 * @param refunded whether it was refunded
 * @param unpaid whether its order waits for payment
 * @param created when it was made, whole seconds
 * @param changed when it last changed, whole seconds
 */
public record SandboxAttendee(
        String id,
        String eventId,
        String orderId,
        String ticketClassId,
        String ticketClass,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> email,
        Optional<String> company,
        Optional<String> jobTitle,
        Optional<String> phone,
        Optional<String> barcode,
        boolean checkedIn,
        boolean cancelled,
        boolean refunded,
        boolean unpaid,
        Instant created,
        Instant changed) {
    static final String INFO_REQUESTED = "Info Requested";

    /** {@return whether nobody has said yet who takes this ticket} */
    public boolean placeholder() {
        return firstName.filter(INFO_REQUESTED::equals).isPresent();
    }

    /** {@return the status text of the answer} */
    public String status() {
        if (cancelled || refunded) {
            return "Not Attending";
        }
        if (unpaid) {
            return "Unpaid";
        }
        return checkedIn ? "Checked In" : "Attending";
    }

    SandboxAttendee edited(String newCompany, String newJobTitle, Instant at) {
        return changed(Optional.of(newCompany), Optional.of(newJobTitle), checkedIn, cancelled, at);
    }

    SandboxAttendee cancelledAt(Instant at) {
        return changed(company, jobTitle, checkedIn, true, at);
    }

    SandboxAttendee scanned(boolean in, Instant at) {
        return changed(company, jobTitle, in, cancelled, at);
    }

    private SandboxAttendee changed(
            Optional<String> newCompany, Optional<String> newJobTitle, boolean in, boolean off, Instant at) {
        return new SandboxAttendee(
                id,
                eventId,
                orderId,
                ticketClassId,
                ticketClass,
                firstName,
                lastName,
                email,
                newCompany,
                newJobTitle,
                phone,
                barcode,
                in,
                off,
                refunded,
                unpaid,
                created,
                at);
    }
}
