package io.holdfast.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Instant changed)
        implements SandboxPerson {
    static final String INFO_REQUESTED = "Info Requested";

    /** {@return whether nobody has said yet who takes this ticket} */
    @Override
    public boolean placeholder() {
        return firstName.filter(INFO_REQUESTED::equals).isPresent();
    }

    @Override
    public boolean isExpected() {
        return status().equals("Attending");
    }

    @Override
    public boolean isOff() {
        return cancelled || refunded;
    }

    @Override
    public List<SandboxTicket> tickets() {
        return List.of(new SandboxTicket(ticketClass, barcode, checkedIn));
    }

    /** {@return the full name; empty if there is neither a given nor a family name} */
    public Optional<String> name() {
        return Optional.of(
                        Stream.of(firstName, lastName).flatMap(Optional::stream).collect(Collectors.joining(" ")))
                .filter(name -> !name.isEmpty());
    }

    /** {@return the status text of the answer; an end of the ticket goes before a scan, a scan before unpaid} */
    public String status() {
        if (isOff()) {
            return "Not Attending";
        }
        if (checkedIn) {
            return "Checked In";
        }
        return unpaid ? "Unpaid" : "Attending";
    }

    SandboxAttendee edited(String newCompany, String newJobTitle, Instant at) {
        return next(filled(newCompany), filled(newJobTitle), checkedIn, cancelled, refunded, at);
    }

    SandboxAttendee cancelledAt(Instant at) {
        return next(company, jobTitle, false, true, refunded, at);
    }

    SandboxAttendee refundedAt(Instant at) {
        return next(company, jobTitle, false, true, true, at);
    }

    SandboxAttendee scanned(boolean in, Instant at) {
        if (isOff()) {
            throw new IllegalStateException(
                    "attendee " + id + ": expected a valid ticket but it was cancelled or refunded");
        }
        return next(company, jobTitle, in, false, refunded, at);
    }

    private SandboxAttendee next(
            Optional<String> newCompany,
            Optional<String> newJobTitle,
            boolean scanned,
            boolean off,
            boolean paidBack,
            Instant at) {
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
                scanned,
                off,
                paidBack,
                unpaid,
                created,
                at);
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }
}
