package io.holdfast.engine;

import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.watch.Observer;
import io.holdfast.metrics.Vitals;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Puts together how one engine is, of what its parts know without asking any store. */
record VitalSigns(Gateway gateway, RunQueue queue, SyncPolicy policy) {
    private static final int SWEEPS_MISSED = 3;
    /** A queue that takes long may still answer within this, so it is no reason to be taken from the load balancer. */
    private static final Duration AT_LEAST = Duration.ofMinutes(1);

    Vitals read(Vitals.State state, int busyWorkers) {
        Observer observer = gateway.observer();
        Optional<Duration> sinceSweep = observer.sinceSweep();
        Set<String> failing = new TreeSet<>(observer.failing());
        return new Vitals(
                state,
                sinceSweep,
                observer.oldestDue(),
                failing,
                busyWorkers,
                queued(),
                gateway.quarantine().size(),
                gateway.readable().unreadable(),
                gateway.listeners().waiting(),
                gateway.listeners().dropped(),
                obstacles(state, sinceSweep, failing));
    }

    private OptionalInt queued() {
        try {
            return queue.waiting();
        } catch (RuntimeException unknown) {
            return OptionalInt.empty();
        }
    }

    private List<String> obstacles(Vitals.State state, Optional<Duration> sinceSweep, Set<String> failing) {
        List<String> all = new ArrayList<>();
        if (state != Vitals.State.STARTED) {
            all.add("expected an engine that works but found it " + state);
        } else if (sinceSweep.isEmpty()) {
            all.add("expected a sweep but none has ended well yet; what is due is not worked until then");
        } else if (sinceSweep.get().compareTo(longestSilence()) > 0) {
            all.add("expected a sweep within " + longestSilence() + " but the last that ended well was "
                    + sinceSweep.get() + " ago; look in the log what holds it up");
        }
        failing.forEach(port -> all.add(
                "expected the " + port + " to answer but it threw when it was last called; look in the log why"));
        return all;
    }

    private Duration longestSilence() {
        Duration missed = policy.sweepInterval().multipliedBy(SWEEPS_MISSED);
        return missed.compareTo(AT_LEAST) < 0 ? AT_LEAST : missed;
    }
}
