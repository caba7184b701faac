package io.holdfast.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Times several acts in one run, in another order each round, and compares their medians: what slows one slows all. */
final class Race {
    private final Map<String, Runnable> acts = new LinkedHashMap<>();
    private final Map<String, long[]> nanos = new LinkedHashMap<>();

    Race with(String name, Runnable act) {
        acts.put(name, act);
        return this;
    }

    /** So many rounds, after a tenth of them that do not count. */
    Race run(int rounds) {
        Random random = new Random(rounds);
        List<Map.Entry<String, Runnable>> order = new ArrayList<>(acts.entrySet());
        acts.keySet().forEach(name -> nanos.put(name, new long[rounds]));
        for (int round = -rounds / 10; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Map.Entry<String, Runnable> one : order) {
                long begun = System.nanoTime();
                one.getValue().run();
                long took = System.nanoTime() - begun;
                if (round >= 0) {
                    of(one.getKey())[round] = took;
                }
            }
        }
        nanos.values().forEach(Arrays::sort);
        return this;
    }

    double millis(String name) {
        long[] sorted = of(name);
        return sorted[sorted.length / 2] / 1e6;
    }

    /** How many times as long one takes as another. */
    double times(String name, String other) {
        return millis(name) / millis(other);
    }

    private long[] of(String name) {
        return Optional.ofNullable(nanos.get(name)).orElseThrow();
    }
}
