package io.holdfast.absences;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One world in which many leave at once; a person says so, or nobody does. */
final class MassStory {
    private static final List<Integer> SIZES = List.of(6, 12, 40);
    private static final Duration MOST = Duration.ofHours(75);
    private static final Duration STEP = Duration.ofMinutes(30);

    private static final Actor ANN = Actor.member("ann");

    private final Chance chance;
    private final boolean word;
    private final Habits habits;
    private final SyncPolicy policy;
    private final AbsenceWorld world;
    private final Leavers leavers;

    /**
     * What a world came to.
     *
     * @param story in a few words
     * @param wrong who was removed although the provider has him
     * @param asked how many questions a person was asked
     * @param gone how many left
     * @param removed how many of them were removed
     * @param longest how long one of them stood there
     */
    record Found(String story, List<String> wrong, int asked, int gone, int removed, Duration longest) {}

    private MassStory(Chance chance, Habits habits, boolean word) {
        this.chance = chance;
        this.word = word;
        this.habits = habits;
        policy = SyncPolicy.builder().pollInterval(Duration.ofMinutes(15)).build();
        world = new AbsenceWorld(habits, policy);
        leavers = new Leavers(world.provider, world.attendees);
    }

    /** Many leave, and a person who is asked says that they are gone. */
    static Found byWord(int number) {
        Chance chance = Chance.of("by word", number);
        MassStory story = new MassStory(chance, chance.habits(), true);
        return story.told(number, story::manyLeave);
    }

    /** Many leave, and nobody answers; the list may lie for a while as well. */
    static Found byProof(int number) {
        Chance chance = Chance.of("by proof", number);
        MassStory story = new MassStory(chance, chance.habits(), false);
        if (chance.oneIn(2)) {
            story.lie();
        }
        return story.told(number, story::manyLeave);
    }

    /** Few leave, and the total goes on counting them for ever. */
    static Found underTheirTotal(int number) {
        Chance chance = Chance.of("under their total", number);
        MassStory story = new MassStory(chance, chance.habits().countingGone(), false);
        return story.told(number, story::oneLeaves);
    }

    private void lie() {
        Instant from = AbsenceWorld.START.plus(chance.between(Duration.ofMinutes(1), Duration.ofHours(30)));
        world.provider.lies(new Outage(
                chance.any(List.of(Outage.Lie.values())),
                from,
                from.plus(chance.between(Duration.ofMinutes(1), Duration.ofMinutes(120))),
                10 + chance.below(85),
                chance.oneIn(2),
                true,
                chance.number()));
    }

    private Found told(int number, Runnable leaving) {
        world.register(chance.any(SIZES), chance);
        world.at(AbsenceWorld.START.plus(chance.between(Duration.ofMinutes(2), Duration.ofHours(3))), leaving);
        world.imported();
        Instant enough = AbsenceWorld.START.plus(MOST);
        world.until(AbsenceWorld.START.plus(Duration.ofHours(4)));
        while (world.time.instant().isBefore(enough) && !leavers.areRemoved()) {
            world.until(world.time.instant().plus(STEP));
            if (word && chance.oneIn(4)) {
                answer();
            }
        }
        return new Found(
                number + ": " + habits,
                world.attendees.wrong(),
                world.ledger.questions(),
                leavers.all().size(),
                (int) leavers.all().stream()
                        .filter(id -> world.attendees.removedAt(id).isPresent())
                        .count(),
                leavers.longestSinceGone());
    }

    private void answer() {
        world.question().ifPresent(asked -> world.apply(ANN, asked.scan(), asked.count()));
    }

    private void oneLeaves() {
        world.provider.leave(chance.any(List.copyOf(world.provider.present())));
    }

    /** From a quarter of them, but two at least, to all. */
    private void manyLeave() {
        List<AttendeeId> present = new ArrayList<>(world.provider.present());
        int least = Math.max(2, present.size() / 4);
        int many = least + chance.below(present.size() - least + 1);
        for (int i = 0; i < many; i++) {
            world.provider.leave(present.remove(chance.below(present.size())));
        }
    }
}
