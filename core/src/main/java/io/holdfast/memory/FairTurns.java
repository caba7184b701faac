package io.holdfast.memory;

import io.holdfast.model.WorkspaceId;
import io.holdfast.port.RunQueue.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tickets of one urgency, of which workspaces take turns and each gives the one first that has been due longest. The cost of
 * each call is logarithmic. Not safe for use by several threads.
 */
final class FairTurns {
    private final Comparator<Ticket> longestDue;
    /** In the order of their turns; never an empty one. */
    private final Map<WorkspaceId, Lane> turns = new LinkedHashMap<>();

    /** Those of each size at its index; the last is never empty. A size changes by one, so nothing is sorted. */
    private final List<Set<Lane>> bySize = new ArrayList<>();

    FairTurns(Comparator<Ticket> longestDue) {
        this.longestDue = longestDue;
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    void add(Ticket ticket) {
        Lane lane = turns.computeIfAbsent(ticket.workspace(), workspace -> new Lane(workspace, longestDue));
        change(lane, () -> lane.tickets.add(ticket));
    }

    void remove(Ticket ticket) {
        Lane lane = turns.get(ticket.workspace());
        if (lane != null) {
            change(lane, () -> lane.tickets.remove(ticket));
        }
    }

    /** Takes the ticket whose turn it is; its workspace goes to the end. */
    Optional<Ticket> take() {
        if (turns.isEmpty()) {
            return Optional.empty();
        }
        Lane lane = turns.values().iterator().next();
        Ticket taken = lane.tickets.first();
        turns.remove(lane.workspace);
        turns.put(lane.workspace, lane);
        change(lane, () -> lane.tickets.remove(taken));
        return Optional.of(taken);
    }

    /** What the workspace that has most of them would miss least, if it would still have no fewer than the other. */
    Optional<Ticket> crowdOf(WorkspaceId other) {
        Lane own = turns.get(other);
        int others = own == null ? 0 : own.size();
        return Optional.of(largest()).filter(lane -> lane.size() > others + 1).map(lane -> lane.tickets.last());
    }

    /** What the workspace that has most of them would miss least. */
    Ticket leastMissed() {
        return largest().tickets.last();
    }

    private Lane largest() {
        return bySize.get(bySize.size() - 1).iterator().next();
    }

    private void change(Lane lane, Runnable act) {
        ofSize(lane.size()).remove(lane);
        act.run();
        if (lane.size() == 0) {
            turns.remove(lane.workspace);
        } else {
            ofSize(lane.size()).add(lane);
        }
        while (!bySize.isEmpty() && bySize.get(bySize.size() - 1).isEmpty()) {
            bySize.remove(bySize.size() - 1);
        }
    }

    private Set<Lane> ofSize(int size) {
        while (bySize.size() <= size) {
            bySize.add(new LinkedHashSet<>());
        }
        return bySize.get(size);
    }

    /** The tickets of one workspace. */
    private static final class Lane {
        private final WorkspaceId workspace;
        private final NavigableSet<Ticket> tickets;

        Lane(WorkspaceId workspace, Comparator<Ticket> longestDue) {
            this.workspace = workspace;
            tickets = new TreeSet<>(longestDue);
        }

        int size() {
            return tickets.size();
        }
    }
}
