package io.holdfast.absences;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A month in which many leave, a person keeps them or nobody answers, and the link has its troubles. */
final class MonthStory {
    private static final Actor ANN = Actor.member("ann");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration POLL = Duration.ofHours(1);
    private static final int GUESTS = 20;

    /** What befalls the link again and again. */
    enum Trouble {
        NONE,
        IT_FAILS_EACH_FIVE_HOURS,
        IT_IS_RECONNECTED_EACH_OTHER_DAY,
        IT_IS_ON_HOLD_EACH_OTHER_NIGHT,
        A_PERSON_READS_AGAIN_EACH_DAY,
        MORE_LEAVE_ON_DAY_TEN
    }

    /**
     * What a month came to.
     *
     * @param story in a few words
     * @param questions how many questions were asked
     */
    record Found(String story, int questions, List<String> askedTwice, List<String> keptAndRemoved) {}

    private final Chance chance;
    private final Trouble trouble;
    private final Habits habits;
    private final boolean answered;
    private final AbsenceWorld world;

    private MonthStory(int number, Trouble trouble, boolean changes, boolean answered) {
        chance = Chance.of("month", number);
        this.trouble = trouble;
        this.answered = answered;
        habits = Habits.plain(changes, 10);
        world = new AbsenceWorld(
                habits,
                SyncPolicy.builder().pollInterval(POLL).delayedAfter(POLL).build());
    }

    /** Those who left are kept by a person who is asked, or nobody answers where only a person can decide. */
    static Found tell(int number, Trouble trouble, boolean changes, boolean answered) {
        return new MonthStory(number, trouble, changes, answered).told();
    }

    private Found told() {
        Instant start = AbsenceWorld.START;
        Instant end = start.plus(MONTH);
        world.register(GUESTS, chance);
        if (!answered) {
            world.provider.lies(new Outage(
                    Outage.Lie.REJECTED_NAMELESS, start.minusSeconds(60), end.plusSeconds(60), 60, false, false, 1));
        }
        world.at(start.plus(chance.between(Duration.ofHours(1), Duration.ofHours(30))), this::manyLeave);
        plan(start, end);
        world.imported();
        Duration patience = chance.between(Duration.ofMinutes(1), Duration.ofHours(5));
        while (world.time.instant().isBefore(end)) {
            world.until(world.time.instant().plus(Duration.ofHours(6)));
            world.question()
                    .filter(asked -> answered)
                    .filter(asked -> !asked.askedAt().plus(patience).isAfter(world.time.instant()))
                    .ifPresent(asked -> keep(asked.scan(), asked.count()));
        }
        return new Found(
                trouble + ", " + habits + ", answered " + answered,
                world.ledger.questions(),
                world.ledger.askedTwice(),
                world.ledger.keptAndRemoved());
    }

    private void keep(long scan, long count) {
        if (world.keep(ANN, scan, count).changed()) {
            world.ledger.kept(scan, world.ledger.missedBy(scan));
        }
    }

    private void plan(Instant start, Instant end) {
        switch (trouble) {
            case NONE -> {}
            case IT_FAILS_EACH_FIVE_HOURS ->
                again(start, end, Duration.ofHours(5), () -> world.provider.failsUntil(later(Duration.ofHours(1))));
            case IT_IS_RECONNECTED_EACH_OTHER_DAY -> again(start, end, Duration.ofHours(50), world::reconnect);
            case IT_IS_ON_HOLD_EACH_OTHER_NIGHT ->
                again(start, end, Duration.ofHours(49), () -> {
                    world.engine.links().suspend(world.link().id());
                    world.at(
                            later(Duration.ofHours(9)),
                            () -> world.engine.links().resume(world.link().id()));
                });
            case A_PERSON_READS_AGAIN_EACH_DAY ->
                again(
                        start,
                        end,
                        Duration.ofHours(23),
                        () -> world.engine.links().resync(world.link().id()));
            case MORE_LEAVE_ON_DAY_TEN -> world.at(start.plus(Duration.ofDays(10)), this::manyLeave);
        }
    }

    private void again(Instant start, Instant end, Duration every, Runnable what) {
        for (Instant at = start.plus(every); at.isBefore(end); at = at.plus(every)) {
            world.at(at, what);
        }
    }

    private Instant later(Duration by) {
        return world.time.instant().plus(by);
    }

    /** A third of them. */
    private void manyLeave() {
        List<AttendeeId> present = new ArrayList<>(world.provider.present());
        int many = Math.max(6, present.size() / 3);
        for (int i = 0; i < many; i++) {
            world.provider.leave(present.remove(chance.below(present.size())));
        }
    }
}
