package io.holdfast.convergence;

import io.holdfast.absences.Chance;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An event at a provider that delivers nothing: changes at instants that chance decides, and when the host's listener is told of each. */
final class PolledChanges {
    private static final int GUESTS = 30;
    private static final int MOST = 100;
    private static final Duration BEGIN = Duration.ofHours(1);
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);
    /** Long enough that polls become seldom in between. */
    private static final Duration LONGEST_GAP = Duration.ofMinutes(60);

    private final Chance chance;
    private final ConvergingWorld world;
    private final Duration read;
    private final Duration bound;
    private final List<Made> made = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<AttendeeId> guests = new ArrayList<>();
    private int next;

    /** A change at the provider, and how long after it the listener is to be told at most. */
    private record Made(Instant at, Change.Kind kind, Attendee record, Duration within) {}

    private record Told(Instant at, Change change) {
        boolean isOf(Made one) {
            return change.kind() == one.kind() && change.after().equals(Optional.of(one.record()));
        }
    }

    /**
     * What came of it.
     *
     * @param latencies from each change until the listener was told of it first, sorted
     * @param late what was told later than promised
     * @param notOnce what was told never or twice, and what was told and never was
     */
    record Found(List<Duration> latencies, List<String> late, List<String> notOnce) {}

    private PolledChanges(boolean listsChanges, SyncPolicy policy, SwitchedOff fault) {
        chance = Chance.of("polled", listsChanges ? 1 : 0);
        Ways ways = new Ways(
                listsChanges,
                false,
                listsChanges ? Duration.ofMinutes(10) : Duration.ofMinutes(1),
                Duration.ZERO,
                0,
                GUESTS,
                Duration.ofMillis(300));
        read = ways.takes(MOST);
        bound = SyncPolicy.defaults().polls().bound(SyncPolicy.defaults().pollInterval(), false, false);
        world = new ConvergingWorld(ways, chance, policy, fault);
    }

    static Found found(int changes, boolean listsChanges, SwitchedOff fault) {
        PolledChanges all = new PolledChanges(listsChanges, SyncPolicy.defaults(), fault);
        all.happen(changes);
        return all.compared();
    }

    private void happen(int changes) {
        for (int i = 0; i < GUESTS; i++) {
            guests.add(world.registrations.register(ConvergingWorld.START.minus(BEGIN)));
        }
        world.imports();
        Instant at = ConvergingWorld.START.plus(BEGIN);
        world.until(at);
        world.tells(changed -> changed.forEach(one -> told.add(new Told(world.time.instant(), one))));
        for (int i = 0; i < changes; i++) {
            at = at.plus(chance.between(SHORTEST_GAP, LONGEST_GAP)).plusMillis(chance.below(1_000));
            world.at(at, this::change);
        }
        world.until(at.plus(bound).plus(bound));
    }

    /** Of the guests one after the other, so that no two changes of one are told as one. */
    private void change() {
        Instant now = world.time.instant();
        if (chance.oneIn(4)) {
            note(world.registrations.register(now), Change.Kind.ADDED);
            return;
        }
        AttendeeId id = guests.get(next++ % GUESTS);
        boolean back = !HostAttendees.isPresent(world.registrations.at(id, now).orElseThrow());
        boolean cancels = !back && chance.oneIn(3);
        world.registrations.put(id, now, cancels ? Attendance.NOT_ATTENDING : Attendance.ATTENDING);
        note(id, back ? Change.Kind.BACK : cancels ? Change.Kind.CANCELLED : Change.Kind.CHANGED);
    }

    /** The interval that page and card say then; a read that is on may miss it, and then the next one counts. */
    private void note(AttendeeId id, Change.Kind kind) {
        Instant now = world.time.instant();
        Duration promised = world.link().bookkeeping().promisedInterval().orElseThrow();
        Duration within = world.link().run().isPresent() ? bound.plus(read) : promised;
        made.add(new Made(now, kind, world.registrations.at(id, now).orElseThrow(), within.plus(read)));
    }

    private Found compared() {
        List<Duration> latencies = new ArrayList<>();
        List<String> late = new ArrayList<>();
        List<String> notOnce = new ArrayList<>();
        for (Made one : made) {
            List<Told> of = told.stream().filter(notice -> notice.isOf(one)).toList();
            if (of.size() != 1) {
                notOnce.add("told " + of.size() + " times: " + one);
            }
            if (!of.isEmpty()) {
                Duration latency = Duration.between(one.at(), of.get(0).at());
                latencies.add(latency);
                if (latency.compareTo(one.within()) > 0
                        || latency.compareTo(bound.plus(read).plus(read)) > 0) {
                    late.add("told after " + latency + ": " + one);
                }
            }
        }
        told.stream()
                .filter(notice -> made.stream().noneMatch(notice::isOf))
                .forEach(notice -> notOnce.add("never was: " + notice));
        return new Found(latencies.stream().sorted().toList(), late, notOnce);
    }
}
