package io.holdfast.engine.pace;

import io.holdfast.model.CallBudget;
import io.holdfast.model.Quota;
import io.holdfast.model.SyncLinkId;
import io.holdfast.policy.PacePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One budget of a provider as this node knows it: of a token, or of an application's key. Instants are those of the running clock, in
 * nanoseconds. Not safe for use by several threads.
 */
final class Budget {
    private static final double PERCENT = 100;
    private static final int MOST_HALVINGS = 6;
    /** The pace may be another by then, so whoever waits asks again. */
    private static final Duration ASKS_AGAIN = Duration.ofMinutes(10);

    private final PacePolicy policy;
    private final Nodes nodes;
    private final Stretch stretch = new Stretch();
    private final Map<Lane, Allowance> allowances = new EnumMap<>(Lane.class);
    private final Map<Lane, Line> lines = new EnumMap<>(Lane.class);
    private Optional<Window> window;
    private long quietUntil;
    private boolean quiet;
    private int halvings;
    private long halvedAt;
    private long askedAt;

    Budget(PacePolicy policy, Optional<CallBudget> declared, long now) {
        this.policy = policy;
        nodes = new Nodes(policy.nodes());
        window = declared.map(budget -> Window.declared(budget, now));
        for (Lane lane : Lane.values()) {
            allowances.put(lane, new Allowance(policy.savedUp(), now));
            lines.put(lane, new Line());
        }
    }

    long askedAt() {
        return askedAt;
    }

    void askedAt(long now) {
        askedAt = now;
    }

    /** An answer told what is left. */
    void tell(Quota quota, long now) {
        Optional<Window> before = window.filter(Window::told).map(known -> known.at(now));
        Window next = Window.told(quota, before.map(Window::length).orElse(0L), now);
        Optional<Window> same = before.filter(known -> known.isSame(next));
        same.ifPresent(known -> nodes.count(next.used() - known.used()));
        // answers may overtake each other, and within a window a count only grows
        window = Optional.of(same.filter(known -> known.used() > next.used()).orElse(next));
    }

    /** The provider refused a call because too many were made; a count that is not spent says that it was not this budget's. */
    void refused(Duration asked, long now) {
        boolean notOurs = window.map(known -> known.at(now))
                .filter(known -> known.told() && !known.isExhausted())
                .isPresent();
        if (window.isEmpty() || notOurs) {
            return;
        }
        Duration least = asked.compareTo(policy.quietAtLeast()) < 0 ? policy.quietAtLeast() : asked;
        quietUntil = now + least.toNanos();
        quiet = true;
        halvings = Math.min(MOST_HALVINGS, halvings + 1);
        halvedAt = now;
    }

    /** How long somebody must wait still; zero if he may go. He waits in line meanwhile. */
    Duration ask(Lane lane, SyncLinkId who, Instant place, long now) {
        Duration closed = closedFor(now);
        if (!closed.isZero()) {
            return closed;
        }
        if (lane == Lane.AT_ONCE || window.isEmpty()) {
            return Duration.ZERO;
        }
        double pace = flow(lane, now);
        Duration longest = longestWait(now);
        int before = line(lane).before(who, place, served(longest, pace), now);
        return allowance(lane).until(before, pace, longest);
    }

    /** With its end all calls of a window are there again. */
    private Duration longestWait(long now) {
        Window known = window.orElseThrow().at(now);
        return known.told()
                ? shorter(ASKS_AGAIN, Duration.ofNanos(known.endsAt() - now).plusSeconds(1))
                : ASKS_AGAIN;
    }

    /** More than have their turn in that time: who has so many before him waits for as long at least. */
    private long served(Duration longest, double pace) {
        return 2 + (long) (pace * longest.plus(policy.savedUp()).toSeconds());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** He was told to come again after that time. */
    void defer(Lane lane, SyncLinkId who, Instant place, Duration wait, long now) {
        line(lane).join(who, place, now + wait.toNanos());
        if (lane == Lane.ROUTINE) {
            stretch.waits(wait, now);
        }
    }

    void spend(Lane lane, SyncLinkId who, long now) {
        lines.values().forEach(line -> line.leave(who));
        if (lane != Lane.AT_ONCE && window.isPresent()) {
            flow(lane, now);
            allowance(lane).spend();
        }
    }

    void leave(SyncLinkId who) {
        lines.values().forEach(line -> line.leave(who));
    }

    /**
     * Whether more than half of the calls are left, so that what persons and signals ask for need not go at a pace; the other half is
     * the margin for what other nodes spend meanwhile. What is declared alone never says so: nobody counts it.
     */
    boolean isPlenty(long now) {
        return window.map(known -> known.at(now))
                .map(known -> known.told() && known.used() < known.limit() / 2)
                .orElse(true);
    }

    /** What intervals of polls it allows. */
    Stretch stretch() {
        return stretch;
    }

    /** Until when nobody may ask at all: a refusal stands, or every call of the window is spent. */
    Duration closedFor(long now) {
        if (quiet && quietUntil - now > 0) {
            return Duration.ofNanos(quietUntil - now);
        }
        return window.map(known -> known.at(now))
                .filter(known -> known.told() && known.isExhausted())
                .map(known -> Duration.ofNanos(known.endsAt() - now))
                .orElse(Duration.ZERO);
    }

    private double flow(Lane lane, long now) {
        double share = (lane == Lane.ROUTINE ? policy.routine() : PERCENT - policy.routine()) / PERCENT;
        double pace = perSecond(now) * share;
        allowance(lane).flow(pace, now);
        return pace;
    }

    /** This node's own; where answers tell nothing, it is halved by each refusal and doubled by each window without one. */
    private double perSecond(long now) {
        Window known = window.orElseThrow().at(now);
        double all = known.perSecond(policy, now);
        if (known.told()) {
            return all / nodes.estimate();
        }
        long windows = halvings == 0 ? 0 : (now - halvedAt) / known.length();
        return all / policy.nodes() / (1L << Math.max(0, halvings - windows));
    }

    private Allowance allowance(Lane lane) {
        return allowances.computeIfAbsent(lane, any -> new Allowance(policy.savedUp(), 0));
    }

    private Line line(Lane lane) {
        return lines.computeIfAbsent(lane, any -> new Line());
    }
}
