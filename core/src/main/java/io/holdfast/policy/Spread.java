package io.holdfast.policy;

import java.time.Duration;

/** Spreads what failed together, the same on every node. */
final class Spread {
    private Spread() {}

    /** SplitMix64's last step: spreads neighbouring seeds over [0, 1). */
    static double share(long seed) {
        long mixed = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** Some share of a time, another for each seed. */
    static Duration within(Duration most, long seed) {
        return Duration.ofMillis((long) (most.toMillis() * share(seed)));
    }

    static Duration fifth(Duration wait) {
        return wait.dividedBy(5);
    }
}
