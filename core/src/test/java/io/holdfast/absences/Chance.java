package io.holdfast.absences;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What happens by chance in one world: the same for the same number. */
public final class Chance {
    private static final long SEED = 16;

    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Worlds of one kind whose numbers are neighbours have nothing else in common. */
    public static Chance of(String kind, int number) {
        return new Chance(new SplittableRandom(SEED * 1_000_003 + 31L * kind.hashCode() + number));
    }

    public boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long number() {
        return random.nextLong();
    }

    public <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    public Duration between(Duration shortest, Duration longest) {
        double share = random.nextDouble();
        return shortest.plusSeconds((long) (longest.minus(shortest).toSeconds() * share));
    }

    Habits habits() {
        return new Habits(
                oneIn(2),
                oneIn(2),
                false,
                oneIn(2),
                oneIn(2),
                oneIn(2) ? 4 : 10,
                any(List.of(
                        Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(40))));
    }
}
