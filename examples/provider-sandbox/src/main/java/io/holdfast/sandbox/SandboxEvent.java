package io.holdfast.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * One event of the fake Eventbrite. What an act changes is marked as changed now, by the sandbox's clock.
 */
public final class SandboxEvent extends ProviderEvent<SandboxAttendee> {
    // before the first order that is invented
    private static final Duration SINCE_CREATION = AttendeeGenerator.EARLIEST_CHANGE.plusDays(10);
    private static final Duration SINCE_PUBLICATION = AttendeeGenerator.EARLIEST_CHANGE.plusDays(1);

    private final String organizationId;
    private final AttendeeGenerator generator;
    private final Instant created;
    private final Instant published;
    private Instant changed;
    private Instant start;
    private Instant end;
    private boolean cancelled;
    private boolean seriesParent;

    SandboxEvent(String id, String organizationId, String title, InstantSource clock, AttendeeGenerator generator) {
        super(id, title, clock);
        this.organizationId = organizationId;
        this.generator = generator;
        created = now().minus(SINCE_CREATION);
        published = now().minus(SINCE_PUBLICATION);
        changed = published;
        start = firstStart();
        end = start.plus(LENGTH);
    }

    /**
     * Registers one attendee with an order of its own.
     *
     * @param firstName the given name
     * @param lastName the family name
     * @param email the address
     * @return the attendee, last in the list
     */
    @Override
    public synchronized SandboxAttendee register(String firstName, String lastName, String email) {
        return registered(generator.newcomer(id(), firstName, lastName, email, now()));
    }

    /**
     * Edits an attendee's profile.
     *
     * @param attendeeId which attendee
     * @param company the new company; empty takes it away
     * @param jobTitle the new job title; empty takes it away
     */
    @Override
    public void edit(String attendeeId, String company, String jobTitle) {
        change(Act.EDITED, attendeeId, attendee -> attendee.edited(company, jobTitle, now()));
    }

    /**
     * Cancels one ticket, scanned or not. It stays in the list.
     *
     * @param attendeeId which attendee
     */
    @Override
    public void cancel(String attendeeId) {
        change(Act.CANCELLED, attendeeId, attendee -> attendee.cancelledAt(now()));
    }

    /**
     * Scans a ticket at the door.
     *
     * @param attendeeId which attendee
     * @throws IllegalStateException if the ticket was cancelled or refunded: the door refuses those
     */
    @Override
    public void checkIn(String attendeeId) {
        change(Act.CHECKED_IN, attendeeId, attendee -> attendee.scanned(true, now()));
    }

    /**
     * Takes a scan back.
     *
     * @param attendeeId which attendee
     * @throws IllegalStateException if the ticket was cancelled or refunded
     */
    @Override
    public void checkOut(String attendeeId) {
        change(Act.CHECKED_OUT, attendeeId, attendee -> attendee.scanned(false, now()));
    }

    /**
     * Refunds a ticket, which ends it.
     *
     * @param attendeeId which attendee
     */
    @Override
    public void refund(String attendeeId) {
        change(Act.REFUNDED, attendeeId, attendee -> attendee.refundedAt(now()));
    }

    @Override
    public synchronized void rename(String newTitle) {
        changed = now();
        super.rename(newTitle);
    }

    /** Calls the event off. Its attendees stay as they are. */
    @Override
    public synchronized void cancelEvent() {
        cancelled = true;
        changed = now();
        witness().event(Act.EVENT_CANCELLED);
    }

    /** Makes it the parent of a series. Its attendees belong to the dates of the series from then on, so it lists none. */
    public synchronized void becomeSeries() {
        seriesParent = true;
        attendees().forEach(attendee -> hide(attendee.id()));
        changed = now();
        witness().event(Act.EVENT_EDITED);
    }

    /**
     * Moves the event's end. If that lies before its start, the start moves too, to four hours earlier.
     *
     * @param newEnd when it ends; taken in whole seconds
     */
    public synchronized void endAt(Instant newEnd) {
        end = newEnd.truncatedTo(ChronoUnit.SECONDS);
        if (end.isBefore(start)) {
            start = end.minus(LENGTH);
        }
        changed = now();
        witness().event(Act.EVENT_EDITED);
    }

    synchronized void generate(int count) {
        generator.generate(id(), count, now()).forEach(this::put);
    }

    /** The provider's word for where the event stands now. */
    synchronized String status() {
        if (cancelled) {
            return "canceled";
        }
        if (now().isBefore(start)) {
            return "live";
        }
        return now().isBefore(end) ? "started" : "ended";
    }

    Instant created() {
        return created;
    }

    Instant published() {
        return published;
    }

    synchronized Instant changed() {
        return changed;
    }

    synchronized Instant end() {
        return end;
    }

    synchronized boolean isSeriesParent() {
        return seriesParent;
    }

    String organizationId() {
        return organizationId;
    }

    synchronized Instant start() {
        return start;
    }
}
