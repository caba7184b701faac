package io.holdfast.convergence;

import io.holdfast.absences.Chance;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.policy.AbsencePolicy;
import io.holdfast.policy.PollPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One world: an event is imported, for an hour or two people register, are edited, cancel, leave and come back while nodes die and
 * answers are lost; then there is silence until all must have settled.
 */
final class Story {
    private static final Duration SLACK = Duration.ofMinutes(20);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final int MOST_CHANGES = 20;

    private final Chance chance;
    private final Ways ways;
    private final SyncPolicy policy;
    private final ConvergingWorld world;
    private final List<AttendeeId> deleted = new ArrayList<>();
    private final Duration busy;
    /** From the silence on until all changes are read. */
    private final Duration unread;
    /** From one full scan to the next at most. */
    private final Duration scans;

    private Counts counts = Counts.NONE;
    private int mayLeave;

    /**
     * What a world came to.
     *
     * @param world the number that decides all of it, and what that made of it
     * @param listsChanges which of the two connectors' ways it has
     * @param counts how much happened
     * @param requests what was asked, each at its instant
     * @param wrong what is wrong; nothing in a good world
     */
    record Found(String world, boolean listsChanges, Counts counts, int requests, List<String> wrong) {}

    private Story(Chance chance, SwitchedOff fault) {
        this.chance = chance;
        ways = Ways.any(chance);
        busy = chance.between(Duration.ofMinutes(40), Duration.ofMinutes(120));
        PollPolicy polls = PollPolicy.builder()
                .longestWhileHeard(chance.any(List.of(Duration.ofMinutes(15), Duration.ofHours(1))))
                .build();
        Duration poll = polls.bound(Duration.ofMinutes(5), ways.hooks(), false);
        unread = ways.window().plus(poll).plus(poll).plus(SLACK);
        policy = policy(chance, polls, busy.plus(unread).plus(SLACK));
        scans = ways.changes() ? policy.fullScanInterval() : poll;
        world = new ConvergingWorld(ways, chance, policy, fault);
    }

    static Found tell(int number, SwitchedOff fault) {
        Story story = new Story(Chance.of("convergence", number), fault);
        List<String> wrong = story.told();
        return new Found(
                "world " + number + ": " + story.ways,
                story.ways.changes(),
                story.counts.with(story.world.deaths()),
                story.world.provider.asked().hashCode(),
                wrong);
    }

    private static SyncPolicy policy(Chance chance, PollPolicy polls, Duration fullScan) {
        Duration settling = chance.oneIn(4) ? Duration.ofMinutes(135) : Duration.ofMinutes(30);
        SyncPolicy.Builder policy = SyncPolicy.builder()
                .absence(AbsencePolicy.builder()
                        .settling(settling)
                        .proof(settling)
                        .proofOfMost(settling)
                        .build())
                .polls(polls)
                .fullScanInterval(fullScan.compareTo(settling) < 0 ? settling : fullScan);
        return chance.oneIn(2)
                ? policy.readBackInterval(Duration.ofHours(24))
                        .readBack(Duration.ofHours(25))
                        .build()
                : policy.build();
    }

    private List<String> told() {
        int guests = 5 + chance.below(12);
        for (int i = 0; i < guests; i++) {
            world.registrations.register(
                    ConvergingWorld.START.minus(chance.between(Duration.ofMinutes(1), Duration.ofHours(12))));
        }
        mayLeave = Math.max(1, guests / 5);
        Instant silence = ConvergingWorld.START.plus(busy);
        plan(silence);
        world.imports();
        Duration poll = policy.polls().bound(policy.pollInterval(), ways.hooks(), false);
        world.until(silence.plus(unread));
        List<String> wrong = new ArrayList<>(unread());
        Duration settled = policy.absence().settling().plus(poll);
        Instant end =
                silence.plus(unread).plus(scans).plus(settled).plus(settled).plus(SLACK);
        boolean toTheEnd = chance.oneIn(4);
        while (world.time.instant().isBefore(end) && (toTheEnd || isUnsettled())) {
            world.until(world.time.instant().plus(SLACK));
        }
        wrong.addAll(different());
        wrong.addAll(world.attendees.wrong());
        return wrong;
    }

    private boolean isUnsettled() {
        return !different().isEmpty()
                || world.link().bookkeeping().absences().remembered().isPresent();
    }

    // what happens

    private void plan(Instant silence) {
        world.provider.troublesOneIn(chance.any(List.of(0, 12, 40)));
        world.provider.isQuietFrom(silence);
        for (int changes = 4 + chance.below(MOST_CHANGES); changes > 0; changes--) {
            world.at(sometime(), this::somethingChanges);
        }
        if (chance.oneIn(3)) {
            world.at(sometime(), world::resync);
        }
        for (int troubles = chance.below(4); troubles > 0; troubles--) {
            world.at(sometime(), chance.any(List.of(world::dies, world::losesAnAnswer, this::hangs)));
        }
    }

    private Instant sometime() {
        return ConvergingWorld.START.plus(chance.between(Duration.ZERO, busy));
    }

    private void hangs() {
        world.provider.hangs(chance.between(Duration.ofSeconds(50), Duration.ofSeconds(170)));
    }

    private void somethingChanges() {
        int what = chance.below(20);
        if (what < 6) {
            changed(world.registrations.register(world.time.instant()));
        } else if (what < 15) {
            somebody().ifPresent(this::edited);
        } else if (what < 17) {
            somebody().ifPresent(id -> put(id, Attendance.NOT_ATTENDING));
        } else if (what < 19 && mayLeave > 0) {
            somebody().ifPresent(this::leaves);
        } else if (!deleted.isEmpty()) {
            AttendeeId back = chance.any(deleted);
            world.registrations.comeBack(back, world.time.instant());
            changed(back);
        }
    }

    private void edited(AttendeeId id) {
        put(id, Attendance.ATTENDING);
        if (chance.oneIn(4)) {
            world.at(world.time.instant().plusMillis(200L + chance.below(700)), () -> put(id, Attendance.ATTENDING));
        }
    }

    private void put(AttendeeId id, Attendance attendance) {
        if (world.registrations.at(id, world.time.instant()).isPresent()) {
            world.registrations.put(id, world.time.instant(), attendance);
            changed(id);
        }
    }

    private void leaves(AttendeeId id) {
        mayLeave--;
        deleted.add(id);
        world.registrations.delete(id, world.time.instant());
        if (chance.oneIn(2)) {
            changed(id);
        } else {
            counts = counts.changedOnce();
        }
    }

    private Optional<AttendeeId> somebody() {
        List<Attendee> there = world.registrations.at(world.time.instant());
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(chance.any(there).id());
    }

    /** A delivery comes at once, late, twice, after one that was sent later, or never. */
    private void changed(AttendeeId id) {
        counts = counts.changedOnce();
        if (!ways.hooks()) {
            return;
        }
        if (chance.oneIn(5)) {
            counts = counts.neverCame();
            return;
        }
        int times = chance.oneIn(6) ? 2 : 1;
        for (int copy = 0; copy < times; copy++) {
            boolean late = chance.oneIn(3);
            counts = counts.sent(copy > 0, late);
            int millis = (int) (late ? LATE : SECOND).toMillis();
            world.at(world.time.instant().plusMillis(chance.below(millis)), () -> world.deliver(id));
        }
    }

    // what is true at last

    /** Whose changes were told by lists of changes, or by whole lists, and are not stored. */
    private List<String> unread() {
        Map<AttendeeId, Attendee> stored = world.attendees.of(world.link().id());
        Instant since = ConvergingWorld.START.minus(ways.window());
        return world.registrations.everybody().stream()
                .filter(id -> !world.registrations.wasEverDeleted(id))
                .filter(id ->
                        !ways.changes() || !world.registrations.changedLast(id).isBefore(since))
                .filter(id ->
                        !world.registrations.at(id, world.time.instant()).equals(Optional.ofNullable(stored.get(id))))
                .map(id -> "unread: " + id.value() + " of " + world.registrations.changedLast(id) + " is "
                        + stored.get(id))
                .toList();
    }

    private List<String> different() {
        Map<AttendeeId, Attendee> stored = world.attendees.of(world.link().id());
        return world.registrations.everybody().stream()
                .filter(id -> isDifferent(
                        world.registrations.at(id, world.time.instant()), Optional.ofNullable(stored.get(id))))
                .map(id -> "different: " + id.value() + " of " + world.registrations.changedLast(id) + " is "
                        + stored.get(id))
                .toList();
    }

    private static boolean isDifferent(Optional<Attendee> told, Optional<Attendee> stored) {
        return told.isPresent()
                ? !told.equals(stored)
                : stored.filter(HostAttendees::isPresent).isPresent();
    }
}
