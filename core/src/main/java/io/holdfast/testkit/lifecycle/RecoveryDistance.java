package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** The ways between states, walked backwards from every ACTIVE one: how many acts of a person each state is away from it. */
final class RecoveryDistance {
    private static final int ACTS = 2;

    /** A way each, packed because there are millions: where it leads, where it comes from, and whether a person takes it. */
    private long[] ways = new long[1 << 16];

    private int size;

    /** Notes that a step leads from one state to another, and whether a person takes it. */
    void add(int from, int to, boolean person) {
        if (from == to) {
            return;
        }
        if (size == ways.length) {
            ways = Arrays.copyOf(ways, 2 * size);
        }
        ways[size++] = ((long) to << 32) | ((long) from << 1) | (person ? 1 : 0);
    }

    /** The first state from which ACTIVE is too many acts away. One on hold needs one more, Resume. */
    OptionalInt firstBeyondReach(int states, IntFunction<SyncLink> link) {
        int[] acts = acts(states, link);
        for (int at = 0; at < states; at++) {
            if (acts[at] > (link.apply(at).suspended() ? ACTS + 1 : ACTS)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    /** Breadth first, but that a step which no person takes costs nothing. */
    private int[] acts(int states, IntFunction<SyncLink> link) {
        int[] acts = new int[states];
        Arrays.fill(acts, Integer.MAX_VALUE);
        Deque<Integer> open = new ArrayDeque<>();
        for (int at = 0; at < states; at++) {
            if (link.apply(at).status() == SyncStatus.ACTIVE) {
                acts[at] = 0;
                open.add(at);
            }
        }
        int[][] sources = sources(states);
        while (!open.isEmpty()) {
            int to = open.removeFirst();
            for (int way : sources[to]) {
                int from = way >> 1;
                int cost = acts[to] + (way & 1);
                if (cost < acts[from]) {
                    acts[from] = cost;
                    if ((way & 1) == 0) {
                        open.addFirst(from);
                    } else {
                        open.addLast(from);
                    }
                }
            }
        }
        return acts;
    }

    /** For each state the ways that lead into it: where each comes from, and in its lowest bit whether a person takes it. */
    private int[][] sources(int states) {
        int[] counts = new int[states];
        for (int i = 0; i < size; i++) {
            counts[(int) (ways[i] >> 32)]++;
        }
        int[][] sources = new int[states][];
        Arrays.setAll(sources, at -> new int[counts[at]]);
        for (int i = 0; i < size; i++) {
            int to = (int) (ways[i] >> 32);
            sources[to][--counts[to]] = (int) ways[i];
        }
        return sources;
    }
}
