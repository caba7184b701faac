package io.holdfast.engine;

import io.holdfast.engine.run.RepeatingTimer;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A timer that runs its tasks on the thread of whoever lets time pass. */
final class ManualTimer implements RepeatingTimer {
    private final List<Planned> planned = new ArrayList<>();
    private final ManualTime time;

    ManualTimer(ManualTime time) {
        this.time = time;
    }

    private record Planned(Instant at, Optional<Duration> again, Runnable task) {}

    @Override
    public synchronized Runnable every(Duration interval, Runnable task) {
        planned.add(new Planned(time.instant().plus(interval), Optional.of(interval), task));
        return () -> end(task);
    }

    @Override
    public synchronized void after(Duration wait, Runnable task) {
        planned.add(new Planned(time.instant().plus(wait), Optional.empty(), task));
    }

    private synchronized void end(Runnable task) {
        planned.removeIf(one -> one.task().equals(task));
    }

    /** Lets time pass up to an instant, and runs each task at its own. */
    void passUntil(Instant end) {
        for (Optional<Planned> next = take(end); next.isPresent(); next = take(end)) {
            time.tick(Duration.between(time.instant(), next.get().at()));
            next.get().task().run();
        }
        time.tick(Duration.between(time.instant(), end));
    }

    private synchronized Optional<Planned> take(Instant end) {
        Optional<Planned> first =
                planned.stream().filter(one -> !one.at().isAfter(end)).min(Comparator.comparing(Planned::at));
        first.ifPresent(one -> {
            planned.remove(one);
            one.again().ifPresent(wait -> planned.add(new Planned(one.at().plus(wait), one.again(), one.task())));
        });
        return first;
    }
}
