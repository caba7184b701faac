package io.holdfast.memory;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun.Urgency;
import io.holdfast.port.RunQueue.Ticket;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tickets of a queue, one for each link: those that are due, which are taken by urgency and in turns of their
 * workspaces, and those that are not due yet, in a room of their own. The cost of each call is logarithmic. Not safe for use
 * by several threads.
 */
final class WaitingTickets {
    /** The order in which tickets fall due. */
    static final Comparator<Ticket> LONGEST_DUE = Comparator.comparing(Ticket::due)
            .thenComparing(ticket -> ticket.link().value());

    private final int room;
    private final Map<SyncLinkId, Ticket> byLink = new HashMap<>();
    /** The most urgent first. */
    private final Map<Urgency, FairTurns> due = new EnumMap<>(Urgency.class);

    private final Comparator<Ticket> longestDue;

    private final NavigableSet<Ticket> later;

    /**
     * Makes an empty one.
     *
     * @param room how many tickets are due at most, and how many are not due yet
     * @param longestDue the order in which they fall due
     */
    WaitingTickets(int room, Comparator<Ticket> longestDue) {
        this.room = room;
        later = new TreeSet<>(longestDue);
        this.longestDue = longestDue;
    }

    /** Takes a ticket in, joined with the one of its link that waits already; whether there was room. */
    boolean admit(Ticket ticket, Instant now) {
        Ticket known = byLink.get(ticket.link());
        if (known == null) {
            return place(ticket, now);
        }
        Ticket joined = joined(known, ticket);
        return joined.equals(known) || replaced(known, joined, now);
    }

    /** Takes out the ticket whose turn it is, of those that are due. */
    Optional<Ticket> take(Instant now) {
        while (!later.isEmpty() && !later.first().due().isAfter(now)) {
            Ticket ripe = later.first();
            forget(ripe);
            place(ripe, now);
        }
        Optional<Ticket> taken = due.values().stream()
                .filter(turns -> !turns.isEmpty())
                .findFirst()
                .flatMap(FairTurns::take);
        taken.ifPresent(ticket -> byLink.remove(ticket.link()));
        return taken;
    }

    int size() {
        return byLink.size();
    }

    /** When the first of those that are not due yet falls due. */
    Optional<Instant> next() {
        return later.isEmpty() ? Optional.empty() : Optional.of(later.first().due());
    }

    /** One that finds no room among those that are due keeps the place that it had. */
    private boolean replaced(Ticket known, Ticket joined, Instant now) {
        forget(known);
        boolean placed = place(joined, now);
        if (!placed) {
            place(known, now);
        }
        return placed;
    }

    private boolean place(Ticket ticket, Instant now) {
        boolean isDue = !ticket.due().isAfter(now);
        if (isDue ? !hasRoomForDue(ticket) : !hasRoomForLater(ticket)) {
            return false;
        }
        byLink.put(ticket.link(), ticket);
        if (isDue) {
            turns(ticket.urgency()).add(ticket);
        } else {
            later.add(ticket);
        }
        return true;
    }

    /** Where there is none, the least urgent give way, and among equals the workspace that has most. */
    private boolean hasRoomForDue(Ticket ticket) {
        if (byLink.size() - later.size() < room) {
            return true;
        }
        Urgency least = leastUrgent();
        Optional<Ticket> giving = switch (Integer.signum(least.compareTo(ticket.urgency()))) {
            case 1 -> Optional.of(turns(least).leastMissed());
            case 0 -> turns(least).crowdOf(ticket.workspace());
            default -> Optional.empty();
        };
        giving.ifPresent(this::forget);
        return giving.isPresent();
    }

    private boolean hasRoomForLater(Ticket ticket) {
        if (later.size() < room) {
            return true;
        }
        Ticket last = later.last();
        boolean sooner = ticket.due().isBefore(last.due());
        if (sooner) {
            forget(last);
        }
        return sooner;
    }

    private Urgency leastUrgent() {
        return Arrays.stream(Urgency.values())
                .filter(urgency -> !turns(urgency).isEmpty())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void forget(Ticket ticket) {
        byLink.remove(ticket.link());
        if (!later.remove(ticket)) {
            turns(ticket.urgency()).remove(ticket);
        }
    }

    private FairTurns turns(Urgency urgency) {
        return due.computeIfAbsent(urgency, any -> new FairTurns(longestDue));
    }

    private static Ticket joined(Ticket known, Ticket other) {
        Instant due = other.due().isBefore(known.due()) ? other.due() : known.due();
        Urgency urgency = other.urgency().compareTo(known.urgency()) < 0 ? other.urgency() : known.urgency();
        return new Ticket(known.link(), known.workspace(), due, urgency);
    }
}
