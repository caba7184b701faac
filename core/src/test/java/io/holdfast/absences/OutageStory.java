package io.holdfast.absences;

import io.holdfast.model.AttendeeId;
import io.holdfast.policy.AbsencePolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One world with one outage: people are edited, arrive and leave, a person reads everything again, and lists lie for a while. */
final class OutageStory {
    private static final List<Integer> SIZES = List.of(3, 4, 6, 10, 16, 30);
    private static final Duration UNHIDDEN = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MOST = Duration.ofHours(30);
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final int FEW = 5;

    private final Chance chance;
    private final Habits habits;
    private final SyncPolicy policy;
    private final AbsenceWorld world;
    private final Outage outage;
    private final Leavers leavers;

    /**
     * What a world came to.
     *
     * @param story in a few words
     * @param lasts how long the outage was
     * @param wrong who was removed although the provider has him
     * @param asked how many questions a person was asked
     * @param hidden changes that could not be seen an hour and a poll after the outage
     * @param gone how many left
     * @param late who of them was not removed in time
     * @param longest how long it took from the end of the scan that first missed one
     */
    record Found(
            String story,
            Duration lasts,
            List<String> wrong,
            int asked,
            long hidden,
            int gone,
            List<AttendeeId> late,
            Duration longest) {}

    private OutageStory(Chance chance, Duration lasts, AbsencePolicy absence) {
        this.chance = chance;
        habits = chance.habits();
        policy = SyncPolicy.builder()
                .pollInterval(
                        chance.any(List.of(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(15))))
                .toleratedSkew(Duration.ZERO)
                .absence(absence)
                .build();
        world = new AbsenceWorld(habits, policy);
        leavers = new Leavers(world.provider, world.attendees);
        Instant from = AbsenceWorld.START
                .minus(Duration.ofMinutes(5))
                .plus(chance.oneIn(8) ? chance.between(Duration.ZERO, DAY) : soon());
        outage = new Outage(
                chance.any(List.of(Outage.Lie.values())),
                from,
                from.plus(lasts),
                10 + chance.below(85),
                chance.oneIn(2),
                !chance.oneIn(4),
                chance.number());
    }

    /** From one poll to the next all is alike, but for the first of each hour. */
    private Duration soon() {
        return chance.between(Duration.ZERO, Duration.ofMinutes(75));
    }

    /** An outage that must harm nobody. */
    static Found harmless(int number) {
        return harmless(number, AbsencePolicy.builder().build());
    }

    /** The same where the host chose other numbers. */
    static Found harmless(int number, AbsencePolicy absence) {
        Chance chance = Chance.of("harmless", number);
        return new OutageStory(chance, chance.between(Duration.ofMinutes(1), Duration.ofMinutes(120)), absence)
                .told(number);
    }

    /** An outage that lasts longer than what is let settle. */
    static Found longer(int number) {
        Chance chance = Chance.of("longer", number);
        return new OutageStory(
                        chance,
                        chance.between(Duration.ofMinutes(121), Duration.ofHours(25)),
                        AbsencePolicy.builder().build())
                .told(number);
    }

    private Found told(int number) {
        List<AttendeeId> guests = world.register(chance.any(SIZES), chance);
        world.provider.lies(outage);
        plan(guests);
        world.imported();
        Duration poll = policy.polls().bound(policy.pollInterval(), false, false);
        world.until(outage.until().plus(UNHIDDEN).plus(poll).plusSeconds(1));
        long hidden = world.hidden();
        Instant enough = outage.until().plus(MOST);
        world.until(outage.until().plus(Leavers.SETTLING).plus(STEP));
        while (world.time.instant().isBefore(enough) && !leavers.areJudged()) {
            world.until(world.time.instant().plus(STEP));
        }
        return new Found(
                number + ": " + habits + " every " + policy.pollInterval() + ", " + outage,
                outage.lasts(),
                world.attendees.wrong(),
                world.ledger.questions(),
                hidden,
                leavers.all().size(),
                leavers.late(),
                leavers.longestSinceMissed());
    }

    private void plan(List<AttendeeId> guests) {
        Instant start = AbsenceWorld.START;
        Duration whole = Duration.between(start, outage.until());
        for (int i = 0; i < 3; i++) {
            world.at(start.plus(chance.between(Duration.ZERO, whole)), () -> world.provider.edit(chance.any(guests)));
            world.at(
                    start.plus(chance.between(Duration.ZERO, whole)),
                    () -> world.provider.register(world.time.instant()));
        }
        int few = Math.max(1, guests.size() / FEW);
        for (int left = chance.oneIn(2) ? few : 0; left > 0; left -= Math.max(1, few / 2)) {
            int leaving = Math.min(left, Math.max(1, few / 2));
            world.at(start.plus(chance.between(Duration.ofMinutes(2), whole.plusMinutes(30))), () -> fewLeave(leaving));
        }
        if (chance.oneIn(6)) {
            world.at(
                    start.plus(chance.between(Duration.ZERO, whole.minusMinutes(5))),
                    () -> world.provider.failsUntil(
                            world.time.instant().plus(chance.between(Duration.ZERO, Duration.ofMinutes(5)))));
        }
        if (habits.changes()) {
            readAgain(outage.from().plus(chance.between(Duration.ZERO, outage.lasts())));
            readAgain(outage.until().plus(chance.between(Duration.ofMinutes(30), Duration.ofMinutes(90))));
        }
    }

    /** Where changes are listed nothing else reads the whole list before the next day. */
    private void readAgain(Instant at) {
        world.at(at, () -> world.engine.links().resync(world.link().id()));
    }

    /** All who leave are few together: a fifth, or one. */
    private void fewLeave(int most) {
        List<AttendeeId> present = new ArrayList<>(world.provider.present());
        for (int i = 0; i < most; i++) {
            world.provider.leave(present.remove(chance.below(present.size())));
        }
    }
}
