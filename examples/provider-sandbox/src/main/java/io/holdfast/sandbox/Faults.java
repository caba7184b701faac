package io.holdfast.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which faults wait for which calls. */
final class Faults {
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    void add(String pathContains, int skipped, int times, Fault fault) {
        waiting.add(new Waiting(pathContains, skipped, times, fault));
    }

    /** The fault that this call meets; of several the one that was put first. */
    Optional<Fault> met(String call) {
        return waiting.stream().filter(next -> next.takes(call)).findFirst().map(next -> next.fault);
    }

    private static final class Waiting {
        private final String pathContains;
        private final Fault fault;
        private int skipped;
        private int left;

        Waiting(String pathContains, int skipped, int times, Fault fault) {
            this.pathContains = pathContains;
            this.skipped = skipped;
            this.left = times;
            this.fault = fault;
        }

        synchronized boolean takes(String call) {
            if (!call.contains(pathContains) || left == 0) {
                return false;
            }
            if (skipped > 0) {
                skipped--;
                return false;
            }
            left--;
            return true;
        }
    }
}
