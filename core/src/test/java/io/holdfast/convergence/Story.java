package io.holdfast.convergence;

import io.holdfast.absences.Chance;
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
import java.util.function.Supplier;

/**
 * One world: an event is imported, and for an hour or two people change while nodes die and answers are lost; then there is silence
 * until all must have settled.
 */
final class Story {
    private static final Duration SLACK = Duration.ofMinutes(20);
    /** Less than what is read back, so that it hides nothing. */
    private static final Duration LIE = Duration.ofMinutes(70);
    /** Less than a settling time, so that it removes nobody. */
    private static final Duration SHORT_LIE = Duration.ofMinutes(25);

    /** For so long clocks are wrong. */
    private static final Duration WRONG = Duration.ofSeconds(400);

    private static final int WINDOW_PAGES = 2;

    private static final Duration CROWDED = Duration.ofMinutes(12);
    /** Soon enough that the full scan that it makes due meets the crowd. */
    private static final Duration SECOND_LOOK = Duration.ofMinutes(5);

    private static final Duration EACH = Duration.ofSeconds(4);
    private static final Duration MOMENT = Duration.ofSeconds(30);
    private static final int FEW = 5;
    private static final int GUESTS = 12;
    private static final int MOST = 40;
    private static final int CHANGES = 20;
    /** Five that read by id for others, five that do in turn, and a page after each. */
    private static final int CALLS = 12;
    /** Reads by id between pages are so far apart. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Chance chance;
    private final boolean calm;
    /** Whether for a while each run finds at its end that something was signalled meanwhile. */
    private final boolean crowded;
    /** For how long lists of changes are empty. */
    private final Duration lie;

    private final Ways ways;
    private final SyncPolicy policy;
    private final ConvergingWorld world;
    private final People people;
    private final Punctuality punctuality;
    private final List<String> wrong = new ArrayList<>();
    private final Duration busy;
    /** When the import is over at the latest, where its provider lets it take long. */
    private Instant imported = ConvergingWorld.START;

    private final Duration poll;
    /** From the silence on until all changes are read. */
    private final Duration unread;
    /** From one full scan to the next at most. */
    private Duration scans;

    /**
     * What a world came to.
     *
     * @param world the number that decides all of it, and what that made of it
     * @param listsChanges which of the two connectors' ways it has
     * @param counts how much happened
     * @param requests what was asked, each at its instant
     * @param wrong what differs, was removed or went backwards; nothing in a good world
     * @param late what came later than it may; nothing in a good world
     */
    record Found(
            String world, boolean listsChanges, Counts counts, int requests, List<String> wrong, List<String> late) {
        boolean isGood() {
            return wrong.isEmpty() && late.isEmpty();
        }
    }

    private Story(Chance chance, SwitchedOff fault) {
        this.chance = chance;
        calm = chance.oneIn(3);
        crowded = calm && chance.oneIn(4);
        Ways any = Ways.any(chance, calm);
        ways = crowded ? any.crowded() : any;
        lie = ways.changes() && !calm && chance.oneIn(3) ? LIE : Duration.ZERO;
        busy = chance.between(Duration.ofMinutes(40), Duration.ofMinutes(120));
        PollPolicy polls = PollPolicy.builder()
                .longestWhileHeard(chance.any(List.of(Duration.ofMinutes(15), Duration.ofHours(1))))
                .build();
        poll = polls.bound(Duration.ofMinutes(5), ways.hooks(), false);
        Duration readBack = lie.isZero() ? Duration.ZERO : Duration.ofHours(1);
        unread = ways.window().plus(poll).plus(poll).plus(SLACK).plus(readBack);
        policy = policy(polls, busy.plus(lie).plus(unread).plus(SLACK));
        scans = ways.changes() ? policy.fullScanInterval() : poll;
        world = new ConvergingWorld(ways, chance, policy, fault);
        punctuality = new Punctuality(ways.pageTakes().multipliedBy(CALLS).plus(BETWEEN));
        people = new People(world, chance, ways.hooks(), this::heard);
    }

    static Found tell(int number, Supplier<SwitchedOff> fault) {
        Story story = new Story(Chance.of("convergence", number), fault.get());
        story.tell();
        return new Found(
                "world " + number + ": " + story.ways,
                story.ways.changes(),
                story.people.counts().with(story.world.deaths()),
                story.world.provider.asked().hashCode(),
                story.wrong,
                story.punctuality.late());
    }

    private SyncPolicy policy(PollPolicy polls, Duration fullScan) {
        Duration settling = chance.oneIn(4) ? Duration.ofMinutes(135) : Duration.ofMinutes(30);
        SyncPolicy.Builder policy = SyncPolicy.builder()
                .absence(AbsencePolicy.builder()
                        .settling(settling)
                        .proof(settling)
                        .proofOfMost(settling)
                        .secondLook(
                                crowded
                                        ? SECOND_LOOK
                                        : AbsencePolicy.builder().build().secondLook())
                        .build())
                .polls(polls)
                .fullScanInterval(fullScan.compareTo(settling) < 0 ? settling : fullScan);
        return lie.isZero() && chance.oneIn(2)
                ? policy.readBackInterval(Duration.ofHours(24))
                        .readBack(Duration.ofHours(25))
                        .build()
                : policy.build();
    }

    private void tell() {
        people.register((crowded ? CHANGES : 0) + FEW + chance.below(GUESTS));
        Instant silence = ConvergingWorld.START.plus(busy);
        Instant quiet = plan(silence);
        if (crowded) {
            crowd();
            world.watches(punctuality);
        }
        world.imports();
        world.until(quiet.plus(unread));
        wrong.addAll(unread());
        settle();
        if (chance.oneIn(2) && people.comeBack()) {
            settle();
        }
        wrong.addAll(different());
        wrong.addAll(world.attendees.wrong());
    }

    /** One who left without a word makes a full scan due in the midst of it. */
    private void crowd() {
        Instant end = ConvergingWorld.START.plus(CROWDED);
        Instant soon = ConvergingWorld.START.plus(MOMENT).plus(MOMENT);
        world.at(soon, people::registersUnheard);
        world.at(soon.plus(MOMENT), people::leavesUnheard);
        world.at(soon.plus(MOMENT).plus(MOMENT), world::resync);
        for (Instant at = ConvergingWorld.START.plus(MOMENT); at.isBefore(end); at = at.plus(EACH)) {
            world.at(at, people::isEditedAndHeard);
        }
    }

    /** Plans what happens; from the instant that it gives on all is quiet, and the provider tells the truth. */
    private Instant plan(Instant silence) {
        world.provider.troublesOneIn(calm ? 0 : chance.any(List.of(0, 12, 40)));
        world.provider.isQuietFrom(silence);
        for (int changes = FEW + chance.below(CHANGES); changes > 0; changes--) {
            world.at(sometime(), people::somethingHappens);
        }
        if (chance.oneIn(3)) {
            world.at(sometime(), world::resync);
        }
        Instant from = sometime();
        if (!lie.isZero()) {
            world.provider.lies(new Replicas.Lie(true, from, from.plus(lie)));
        } else if (!calm && chance.oneIn(3)) {
            world.provider.lies(new Replicas.Lie(false, from, from.plus(SHORT_LIE)));
        } else if (!crowded) {
            somethingIsWrong(from);
        }
        for (int troubles = calm ? 0 : chance.below(4); troubles > 0; troubles--) {
            world.at(sometime(), chance.any(List.of(world::dies, world::losesAnAnswer, this::hangs)));
        }
        Instant told = later(from.plus(lie), imported);
        return later(told, silence);
    }

    /** A wrong clock, or a provider that lets itself be read little by little. */
    private void somethingIsWrong(Instant from) {
        int what = chance.below(8);
        if (what == 0) {
            // what a wrong clock put away comes as late as its policy could have put it from then on: a wait that a
            // provider asked for
            // in an hour, a full scan in a day
            world.provider.troublesOneIn(0);
            scans = policy.longestUntilFullScan();
            world.clocksAreAhead(from, from.plus(WRONG), chance.any(List.of(Duration.ofHours(3), Duration.ofDays(40))));
        } else if (what == 1) {
            world.provider.gives(new ShortWindows(WINDOW_PAGES));
            int windows = MOST / ways.pageSize() / WINDOW_PAGES + 1;
            imported = ConvergingWorld.START.plus(ShortWindows.WAIT.plus(SLACK).multipliedBy(windows));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant sometime() {
        return ConvergingWorld.START.plus(chance.between(Duration.ZERO, busy));
    }

    private void hangs() {
        world.provider.hangs(chance.between(Duration.ofSeconds(50), Duration.ofSeconds(170)));
    }

    /** Until nothing differs and nobody is missing, for as long as that may take at most. */
    private void settle() {
        Duration settled = policy.absence().settling().plus(poll);
        Instant end =
                world.time.instant().plus(scans).plus(settled).plus(settled).plus(SLACK);
        boolean toTheEnd = chance.oneIn(8);
        while (world.time.instant().isBefore(end) && (toTheEnd || isUnsettled())) {
            world.until(world.time.instant().plus(SLACK));
        }
    }

    private boolean isUnsettled() {
        return !different().isEmpty()
                || world.link().bookkeeping().absences().remembered().isPresent();
    }

    // what is wrong

    /**
     * Where nothing goes wrong but that answers lag a little, what was heard is stored after the recheck, which may have to wait for
     * one that is owed already.
     */
    private void heard(AttendeeId id, Instant at) {
        Duration recheck = policy.consistencyRecheck();
        Duration soon =
                recheck.plus(recheck).plus(ways.takes(MOST).multipliedBy(3)).plus(MOMENT);
        if (calm && !crowded) {
            world.at(at.plus(soon), () -> checkHeard(id, at));
        }
    }

    private void checkHeard(AttendeeId id, Instant at) {
        Optional<Attendee> stored = Optional.ofNullable(stored().get(id));
        boolean listed = !ways.changes() || !world.registrations.wasEverDeleted(id);
        boolean there = world.registrations.wasThereAllAlong(id, at, world.time.instant());
        if (there && listed && !world.registrations.isNoOlder(id, stored, at)) {
            wrong.add("heard at " + at + " and not stored: " + id.value() + " is " + stored);
        }
    }

    /** Whose changes were told by lists of changes, or by whole lists, and are not stored. */
    private List<String> unread() {
        Instant since = ConvergingWorld.START.minus(ways.window());
        return world.registrations.everybody().stream()
                .filter(id -> !world.registrations.wasEverDeleted(id))
                .filter(id ->
                        !ways.changes() || !world.registrations.changedLast(id).isBefore(since))
                .filter(this::isDifferent)
                .map(id -> "unread: " + told(id))
                .toList();
    }

    private List<String> different() {
        return world.registrations.everybody().stream()
                .filter(this::isDifferent)
                .map(id -> "different: " + told(id))
                .toList();
    }

    private String told(AttendeeId id) {
        return id.value() + " of " + world.registrations.changedLast(id) + " is " + stored().get(id);
    }

    private boolean isDifferent(AttendeeId id) {
        Optional<Attendee> told = world.registrations.at(id, world.time.instant());
        Optional<Attendee> stored = Optional.ofNullable(stored().get(id));
        return told.isPresent()
                ? !told.equals(stored)
                : stored.filter(HostAttendees::isPresent).isPresent();
    }

    private Map<AttendeeId, Attendee> stored() {
        return world.attendees.of(world.link().id());
    }
}
