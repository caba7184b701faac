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
 * Those who wait for a budget on this node, who has been due longest first, whatever their account. One who does not come when it is
 * his turn is no longer waited for: another node may have served him.
 */
final class Line {
    private static final long ABSENT = Duration.ofSeconds(10).toNanos();

    private static final int MOST_COUNTED = 1_000;

    private record Waiting(SyncLinkId who, Instant due, long turn) {}

    private static final Comparator<Waiting> OLDEST_FIRST =
            Comparator.comparing(Waiting::due).thenComparing(one -> one.who().value());

    private final Map<SyncLinkId, Waiting> byLink = new HashMap<>();
    private final NavigableSet<Waiting> order = new TreeSet<>(OLDEST_FIRST);

    /** How many wait before him, counted up to a thousand: one who is told that so many do asks again before they are through. */
    int before(SyncLinkId who, Instant due, long now) {
        while (!order.isEmpty() && now - order.first().turn() > ABSENT) {
            leave(order.first().who());
        }
        return (int) order.headSet(new Waiting(who, due, 0)).stream()
                .limit(MOST_COUNTED)
                .count();
    }

    /** He is told to come again then. */
    void join(SyncLinkId who, Instant due, long turn) {
        leave(who);
        Waiting waiting = new Waiting(who, due, turn);
        byLink.put(who, waiting);
        order.add(waiting);
    }

    void leave(SyncLinkId who) {
        Optional.ofNullable(byLink.remove(who)).ifPresent(order::remove);
    }
}
