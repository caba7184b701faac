package io.holdfast.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One guest of an event of the fake Luma. A snapshot: later changes make another.
 *
 * @param id the guest's id
 * @param eventId the event's id
 * @param userId whose account it is, the same one for the same address
 * @param status the approval status, in the provider's word
 * @param firstName the given name
 * @param lastName the family name
 * @param email the address
 * @param company the company that was answered
 * @param jobTitle the job title that was answered
 * @param phone the number
 * @param created when the row was made, whole seconds
 * @param invitedAt when they were invited, whole seconds
 * @param registeredAt when they registered, whole seconds
 * @param eventTickets their tickets
 */
public record LumaGuest(
        String id,
        String eventId,
        String userId,
        String status,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> email,
        Optional<String> company,
        Optional<String> jobTitle,
        Optional<String> phone,
        Instant created,
        Optional<Instant> invitedAt,
        Optional<Instant> registeredAt,
        List<LumaTicket> eventTickets)
        implements SandboxPerson {
    static final String APPROVED = "approved";
    static final String PENDING = "pending_approval";
    static final String WAITLIST = "waitlist";
    static final String DECLINED = "declined";
    static final String INVITED = "invited";
    static final String SESSION = "session";

    @Override
    public boolean placeholder() {
        return false;
    }

    @Override
    public boolean isExpected() {
        return status.equals(APPROVED) && !isCheckedIn();
    }

    @Override
    public boolean isOff() {
        return status.equals(DECLINED);
    }

    @Override
    public List<SandboxTicket> tickets() {
        return eventTickets.stream()
                .map(ticket -> new SandboxTicket(
                        ticket.name(), Optional.of(code()), ticket.checkedInAt().isPresent()))
                .toList();
    }

    /** {@return what the guest shows at the door, for all tickets} */
    public String code() {
        return "https://luma.com/check-in/" + eventId + "?pk=g-" + id.substring(id.length() - 10);
    }

    boolean isCheckedIn() {
        return eventTickets.stream().anyMatch(ticket -> ticket.checkedInAt().isPresent());
    }

    LumaGuest edited(String newCompany, String newJobTitle) {
        return next(status, filled(newCompany), filled(newJobTitle), registeredAt, eventTickets);
    }

    /** A guest who does not come has no ticket. */
    LumaGuest moved(String newStatus, Optional<Instant> registered, List<LumaTicket> newTickets) {
        return next(newStatus, company, jobTitle, registered, newTickets);
    }

    /** The first ticket that is not in yet is let in, or the last one that is is taken back. */
    LumaGuest scanned(Optional<Instant> at) {
        List<LumaTicket> scanned = eventTickets.stream()
                .filter(ticket -> ticket.checkedInAt().isPresent() != at.isPresent())
                .toList();
        if (!status.equals(APPROVED) || eventTickets.isEmpty()) {
            throw new IllegalStateException("guest " + id + ": expected a valid ticket but is " + status + " and has "
                    + eventTickets.size() + " tickets");
        }
        if (scanned.isEmpty()) {
            return this;
        }
        LumaTicket chosen = scanned.get(at.isPresent() ? 0 : scanned.size() - 1);
        return next(
                status,
                company,
                jobTitle,
                registeredAt,
                eventTickets.stream()
                        .map(ticket -> ticket.equals(chosen) ? ticket.checked(at) : ticket)
                        .toList());
    }

    private LumaGuest next(
            String newStatus,
            Optional<String> newCompany,
            Optional<String> newJobTitle,
            Optional<Instant> registered,
            List<LumaTicket> newTickets) {
        return new LumaGuest(
                id,
                eventId,
                userId,
                newStatus,
                firstName,
                lastName,
                email,
                newCompany,
                newJobTitle,
                phone,
                created,
                invitedAt,
                registered,
                newTickets);
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }
}
