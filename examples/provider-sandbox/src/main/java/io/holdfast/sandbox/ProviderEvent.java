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
 * One event of a sandbox, and what can be done to it on the provider's side. Each act takes effect for the next answer.
 * Safe for use by several threads. An attendee id that is not there is an {@code IllegalArgumentException}.
 *
 * @param <P> who attends
 */
public abstract sealed class ProviderEvent<P extends SandboxPerson> permits SandboxEvent, LumaEvent {
    static final Duration LENGTH = Duration.ofHours(4);
    private static final Duration UNTIL_START = Duration.ofDays(3);

    private final String id;
    private volatile String title;
    private volatile Witness<P> witness = Witness.none();
    private final InstantSource clock;
    private final Map<String, P> attendees = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Instant start;
    private @Nullable List<P> shown;
    private boolean removed;

    ProviderEvent(String id, String title, InstantSource clock) {
        this.id = id;
        this.title = title;
        this.clock = clock;
        start = now().truncatedTo(ChronoUnit.HOURS).plus(UNTIL_START);
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
    public synchronized List<P> attendees() {
        return List.copyOf(attendees.values());
    }

    /**
     * Registers one attendee.
     *
     * @param firstName the given name
     * @param lastName the family name
     * @param email the address
     * @return the attendee, last in the list
     */
    public abstract P register(String firstName, String lastName, String email);

    /**
     * Edits what an attendee told of their work.
     *
     * @param attendeeId which attendee
     * @param company the new company; empty takes it away
     * @param jobTitle the new job title; empty takes it away
     */
    public abstract void edit(String attendeeId, String company, String jobTitle);

    /**
     * Cancels one attendee, checked in or not, who stays in the list.
     *
     * @param attendeeId which attendee
     */
    public abstract void cancel(String attendeeId);

    /**
     * Lets an attendee in at the door.
     *
     * @param attendeeId which attendee
     * @throws IllegalStateException if they have no valid ticket: the door refuses those
     */
    public abstract void checkIn(String attendeeId);

    /**
     * Takes a check-in back.
     *
     * @param attendeeId which attendee
     * @throws IllegalStateException if they have no valid ticket
     */
    public abstract void checkOut(String attendeeId);

    /**
     * Gives an attendee money back, who comes or does not, as this provider does it.
     *
     * @param attendeeId which attendee
     */
    public abstract void refund(String attendeeId);

    /**
     * Gives the event another title.
     *
     * @param newTitle the title
     */
    public void rename(String newTitle) {
        title = newTitle;
        witness().event(Act.EVENT_EDITED);
    }

    /** Calls the event off, as this provider does it. */
    public abstract void cancelEvent();

    /**
     * Keeps an attendee out of every answer from now on, though the provider has it.
     *
     * @param attendeeId which attendee
     */
    public final synchronized void hide(String attendeeId) {
        hidden.add(known(attendeeId).id());
        shown = null;
    }

    /**
     * Deletes an attendee without a trace.
     *
     * @param attendeeId which attendee
     */
    public final synchronized void delete(String attendeeId) {
        attendees.remove(known(attendeeId).id());
        shown = null;
    }

    /** Deletes the event: it answers as one that never was from now on, and no list shows it. */
    public final synchronized void remove() {
        removed = true;
    }

    /** What the provider answers with; the same list until something changes, so that a page costs a page. */
    final synchronized List<P> shown() {
        if (shown == null) {
            List<P> all = new ArrayList<>(attendees.values());
            all.removeIf(attendee -> hidden.contains(attendee.id()));
            shown = List.copyOf(all);
        }
        return shown;
    }

    final synchronized boolean isThere() {
        return !removed;
    }

    final synchronized P put(P attendee) {
        attendees.put(attendee.id(), attendee);
        shown = null;
        return attendee;
    }

    final synchronized void change(Act act, String attendeeId, UnaryOperator<P> change) {
        witness.person(act, put(change.apply(known(attendeeId))));
    }

    /** Puts somebody new, and tells of it. */
    final synchronized P registered(P attendee) {
        witness.person(Act.REGISTERED, put(attendee));
        return attendee;
    }

    /** Who is told of each act from now on. */
    final void tell(Witness<P> told) {
        witness = told;
    }

    final Witness<P> witness() {
        return witness;
    }

    final Instant firstStart() {
        return start;
    }

    final Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private P known(String attendeeId) {
        return Optional.ofNullable(attendees.get(attendeeId))
                .orElseThrow(() -> new IllegalArgumentException(
                        "event " + id + ": expected one of its attendees but " + attendeeId + " names none"));
    }
}
