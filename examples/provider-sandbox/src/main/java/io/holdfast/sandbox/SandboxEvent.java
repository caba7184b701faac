package io.holdfast.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One event of the sandbox, and what can be done to it on the provider's side. Each act takes effect for the next answer.
 * Safe for use by several threads. An attendee id that is not there is an {@code IllegalArgumentException}.
 */
public final class SandboxEvent {
    private final String id;
    private final String organizationId;
    private final String title;
    private final Instant start;
    private final InstantSource clock;
    private final AttendeeGenerator generator;
    private final Map<String, SandboxAttendee> attendees = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private Instant end;
    private String status = "live";
    private boolean removed;

    SandboxEvent(
            String id,
            String organizationId,
            String title,
            Instant start,
            Instant end,
            InstantSource clock,
            AttendeeGenerator generator) {
        this.id = id;
        this.organizationId = organizationId;
        this.title = title;
        this.start = start;
        this.end = end;
        this.clock = clock;
        this.generator = generator;
    }

    /** {@return the event's id} */
    public String id() {
        return id;
    }

    /** {@return the event's title} */
    public String title() {
        return title;
    }

    /** {@return the provider's own truth: all attendees, hidden ones included, in list order} */
    public synchronized List<SandboxAttendee> attendees() {
        return List.copyOf(attendees.values());
    }

    /**
     * Registers one attendee with an order of its own.
     *
     * @param firstName the given name
     * @param lastName the family name
     * @param email the address
     * @return the attendee, changed now
     */
    public synchronized SandboxAttendee register(String firstName, String lastName, String email) {
        SandboxAttendee newcomer = generator.newcomer(id, firstName, lastName, email, now());
        attendees.put(newcomer.id(), newcomer);
        return newcomer;
    }

    /**
     * Edits an attendee's profile.
     *
     * @param attendeeId which attendee
     * @param company the new company
     * @param jobTitle the new job title
     */
    public void edit(String attendeeId, String company, String jobTitle) {
        change(attendeeId, attendee -> attendee.edited(company, jobTitle, now()));
    }

    /**
     * Cancels one ticket.
     *
     * @param attendeeId which attendee
     */
    public void cancel(String attendeeId) {
        change(attendeeId, attendee -> attendee.cancelledAt(now()));
    }

    /**
     * Scans a ticket at the door.
     *
     * @param attendeeId which attendee
     */
    public void checkIn(String attendeeId) {
        change(attendeeId, attendee -> attendee.scanned(true, now()));
    }

    /**
     * Takes a scan back.
     *
     * @param attendeeId which attendee
     */
    public void checkOut(String attendeeId) {
        change(attendeeId, attendee -> attendee.scanned(false, now()));
    }

    /**
     * Keeps an attendee out of every answer from now on, though the provider has it.
     *
     * @param attendeeId which attendee
     */
    public synchronized void hide(String attendeeId) {
        hidden.add(known(attendeeId).id());
    }

    /**
     * Deletes an attendee without a trace, as organisers can.
     *
     * @param attendeeId which attendee
     */
    public synchronized void delete(String attendeeId) {
        attendees.remove(known(attendeeId).id());
    }

    /** Calls the event off. */
    public synchronized void cancelEvent() {
        status = "canceled";
    }

    /**
     * Moves the event's end.
     *
     * @param newEnd when it ends
     */
    public synchronized void endAt(Instant newEnd) {
        end = newEnd;
    }

    /** Deletes the event: it answers 404 from now on. */
    public synchronized void remove() {
        removed = true;
    }

    synchronized void generate(int count) {
        for (SandboxAttendee attendee : generator.generate(id, count, now())) {
            attendees.put(attendee.id(), attendee);
        }
    }

    synchronized List<SandboxAttendee> shown() {
        List<SandboxAttendee> shown = new ArrayList<>(attendees.values());
        shown.removeIf(attendee -> hidden.contains(attendee.id()));
        return shown;
    }

    synchronized boolean isThere() {
        return !removed;
    }

    synchronized String status() {
        return status;
    }

    synchronized Instant end() {
        return end;
    }

    String organizationId() {
        return organizationId;
    }

    Instant start() {
        return start;
    }

    private synchronized void change(String attendeeId, UnaryOperator<SandboxAttendee> act) {
        attendees.put(attendeeId, act.apply(known(attendeeId)));
    }

    private SandboxAttendee known(String attendeeId) {
        return Optional.ofNullable(attendees.get(attendeeId))
                .orElseThrow(() -> new IllegalArgumentException(
                        "event " + id + ": expected one of its attendees but " + attendeeId + " names none"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
