package io.holdfast.engine.pace;

import io.holdfast.model.SyncLinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Those who wait for a budget on this node, each at the place of an instant, the earliest first, whatever their account. One who does not come when it is
 * his turn is no longer waited for: another node may have served him.
 */
final class Line {
    private static final long ABSENT = Duration.ofSeconds(10).toNanos();

    private record Waiting(SyncLinkId who, Instant place, long turn) {}

    private static final Comparator<Waiting> EARLIEST_FIRST =
            Comparator.comparing(Waiting::place).thenComparing(one -> one.who().value());

    private final Map<SyncLinkId, Waiting> byLink = new HashMap<>();
    private final NavigableSet<Waiting> order = new TreeSet<>(EARLIEST_FIRST);

    /** How many wait before him, counted only as far as it matters to the one who asks. */
    int before(SyncLinkId who, Instant place, long most, long now) {
        while (!order.isEmpty() && now - order.first().turn() > ABSENT) {
            leave(order.first().who());
        }
        return (int)
                order.headSet(new Waiting(who, place, 0)).stream().limit(most).count();
    }

    /** He is told to come again then. */
    void join(SyncLinkId who, Instant place, long turn) {
        leave(who);
        Waiting waiting = new Waiting(who, place, turn);
        byLink.put(who, waiting);
        order.add(waiting);
    }

    void leave(SyncLinkId who) {
        Optional.ofNullable(byLink.remove(who)).ifPresent(order::remove);
    }
}
