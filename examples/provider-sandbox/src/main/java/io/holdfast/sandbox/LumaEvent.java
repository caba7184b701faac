package io.holdfast.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One event of the fake Luma. Luma tells neither states nor changes: what is cancelled is gone. */
public final class LumaEvent extends ProviderEvent<LumaGuest> {
    private final LumaGenerator generator;
    private volatile String calendarId;
    private volatile boolean approvalRequired;

    LumaEvent(String id, String calendarId, String title, InstantSource clock, LumaGenerator generator) {
        super(id, title, clock);
        this.calendarId = calendarId;
        this.generator = generator;
    }

    /**
     * Registers one guest, with a free ticket. Whoever has declined before is another guest then.
     *
     * @param firstName the given name
     * @param lastName the family name
     * @param email the address
     * @return the guest, last in the list; pending if the event requires approval
     */
    @Override
    public synchronized LumaGuest register(String firstName, String lastName, String email) {
        String status = approvalRequired ? LumaGuest.PENDING : LumaGuest.APPROVED;
        return registered(generator.newcomer(firstName, lastName, email, status, now()));
    }

    /**
     * Invites somebody, who has registered for nothing yet.
     *
     * @param firstName the given name
     * @param lastName the family name
     * @param email the address
     * @return the guest, last in the list
     */
    public synchronized LumaGuest invite(String firstName, String lastName, String email) {
        return put(generator.newcomer(firstName, lastName, email, LumaGuest.INVITED, now()));
    }

    /**
     * Chooses whether who registers waits for approval.
     *
     * @param yes whether they do; not, at first
     */
    public void requireApproval(boolean yes) {
        approvalRequired = yes;
    }

    /**
     * Edits what a guest answered. Their profile is their account's, and stays.
     *
     * @param guestId which guest
     * @param company the new company; empty takes it away
     * @param jobTitle the new job title; empty takes it away
     */
    @Override
    public void edit(String guestId, String company, String jobTitle) {
        change(Act.EDITED, guestId, guest -> guest.edited(company, jobTitle));
    }

    /**
     * Lets a guest come: captures what is to be paid, and gives a ticket to whoever has none.
     *
     * @param guestId which guest
     */
    public synchronized void approve(String guestId) {
        change(Act.EDITED, guestId, guest -> {
            List<LumaTicket> tickets = guest.eventTickets().isEmpty()
                    ? List.of(generator.ticket(true, false))
                    : guest.eventTickets().stream().map(LumaTicket::paid).toList();
            return guest.moved(LumaGuest.APPROVED, guest.registeredAt().or(() -> Optional.of(now())), tickets);
        });
    }

    /**
     * Puts a guest on the waitlist, without a ticket.
     *
     * @param guestId which guest
     */
    public void waitlist(String guestId) {
        change(Act.EDITED, guestId, guest -> guest.moved(LumaGuest.WAITLIST, guest.registeredAt(), List.of()));
    }

    /**
     * Declines a guest, for the host or for the guest: Luma does not tell who it was. The tickets are gone.
     *
     * @param guestId which guest
     */
    public void decline(String guestId) {
        change(Act.CANCELLED, guestId, guest -> guest.moved(LumaGuest.DECLINED, guest.registeredAt(), List.of()));
    }

    /**
     * Cancels a guest, who is declined from now on.
     *
     * @param guestId which guest
     */
    @Override
    public void cancel(String guestId) {
        decline(guestId);
    }

    /**
     * Scans the first ticket of a guest that was not scanned yet.
     *
     * @param guestId which guest
     * @throws IllegalStateException if they are not approved, or have no ticket
     */
    @Override
    public void checkIn(String guestId) {
        Optional<Instant> at = Optional.of(now());
        change(Act.CHECKED_IN, guestId, guest -> guest.scanned(at));
    }

    /**
     * Takes the scan of a guest's last scanned ticket back.
     *
     * @param guestId which guest
     * @throws IllegalStateException if they are not approved, or have no ticket
     */
    @Override
    public void checkOut(String guestId) {
        change(Act.CHECKED_OUT, guestId, guest -> guest.scanned(Optional.empty()));
    }

    /**
     * Refunds a part of what a guest paid, who comes all the same.
     *
     * @param guestId which guest
     */
    @Override
    public void refund(String guestId) {
        change(Act.REFUNDED, guestId, guest -> guest);
    }

    /** Calls the event off, which deletes it. */
    @Override
    public void cancelEvent() {
        remove();
        witness().event(Act.EVENT_CANCELLED);
    }

    synchronized void generate(int count) {
        generator.generate(count, now()).forEach(this::put);
    }

    void moveTo(String calendar) {
        calendarId = calendar;
    }

    String calendarId() {
        return calendarId;
    }
}
