package io.holdfast.sandbox;

import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

/**
 * One event of the sandbox, and what can be done to it on the provider's side. Each act takes effect for the next answer,
 * and what it changes is marked as changed now, by the sandbox's clock.
 * Safe for use by several threads. An attendee id that is not there is an {@code IllegalArgumentException}.
 */
public final class SandboxEvent {
    private static final Duration UNTIL_START = Duration.ofDays(3);
    private static final Duration LENGTH = Duration.ofHours(4);
    // before the first order that is invented
    private static final Duration SINCE_CREATION = AttendeeGenerator.EARLIEST_CHANGE.plusDays(10);
    private static final Duration SINCE_PUBLICATION = AttendeeGenerator.EARLIEST_CHANGE.plusDays(1);

    private final String id;
    private final String organizationId;
    private final String title;
    private final InstantSource clock;
    private final AttendeeGenerator generator;
    private final Map<String, SandboxAttendee> attendees = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private @Nullable List<SandboxAttendee> shown;
    private final Instant created;
    private final Instant published;
    private Instant changed;
    private Instant start;
    private Instant end;
    private boolean cancelled;
    private boolean removed;

    SandboxEvent(String id, String organizationId, String title, InstantSource clock, AttendeeGenerator generator) {
        this.id = id;
        this.organizationId = organizationId;
        this.title = title;
        this.clock = clock;
        this.generator = generator;
        created = now().minus(SINCE_CREATION);
        published = now().minus(SINCE_PUBLICATION);
        changed = published;
        start = now().truncatedTo(ChronoUnit.HOURS).plus(UNTIL_START);
        end = start.plus(LENGTH);
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
     * @return the attendee, last in the list
     */
    public synchronized SandboxAttendee register(String firstName, String lastName, String email) {
        SandboxAttendee newcomer = generator.newcomer(id, firstName, lastName, email, now());
        attendees.put(newcomer.id(), newcomer);
        shown = null;
        return newcomer;
    }

    /**
     * Edits an attendee's profile.
     *
     * @param attendeeId which attendee
     * @param company the new company; empty takes it away
     * @param jobTitle the new job title; empty takes it away
     */
    public void edit(String attendeeId, String company, String jobTitle) {
        change(attendeeId, attendee -> attendee.edited(company, jobTitle, now()));
    }

    /**
     * Cancels one ticket, scanned or not. It stays in the list.
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
     * @throws IllegalStateException if the ticket was cancelled or refunded: the door refuses those
     */
    public void checkIn(String attendeeId) {
        change(attendeeId, attendee -> attendee.scanned(true, now()));
    }

    /**
     * Takes a scan back.
     *
     * @param attendeeId which attendee
     * @throws IllegalStateException if the ticket was cancelled or refunded
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
        shown = null;
    }

    /**
     * Deletes an attendee without a trace, as organisers can.
     *
     * @param attendeeId which attendee
     */
    public synchronized void delete(String attendeeId) {
        attendees.remove(known(attendeeId).id());
        shown = null;
    }

    /** Calls the event off. Its attendees stay as they are. */
    public synchronized void cancelEvent() {
        cancelled = true;
        changed = now();
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
    }

    /** Deletes the event: it answers 404 from now on, and no list shows it. */
    public synchronized void remove() {
        removed = true;
    }

    synchronized void generate(int count) {
        for (SandboxAttendee attendee : generator.generate(id, count, now())) {
            attendees.put(attendee.id(), attendee);
        }
        shown = null;
    }

    /** What the provider answers with; the same list until something changes, so that a page costs a page. */
    synchronized List<SandboxAttendee> shown() {
        if (shown == null) {
            List<SandboxAttendee> all = new ArrayList<>(attendees.values());
            all.removeIf(attendee -> hidden.contains(attendee.id()));
            shown = List.copyOf(all);
        }
        return shown;
    }

    synchronized boolean isThere() {
        return !removed;
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

    String organizationId() {
        return organizationId;
    }

    synchronized Instant start() {
        return start;
    }

    private synchronized void change(String attendeeId, UnaryOperator<SandboxAttendee> act) {
        attendees.put(attendeeId, act.apply(known(attendeeId)));
        shown = null;
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
