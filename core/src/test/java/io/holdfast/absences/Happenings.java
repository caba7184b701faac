package io.holdfast.absences;

import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/** What happens outside an engine, each at its instant, and of one instant in the order in which it was planned. */
public final class Happenings {
    private final ManualTime time;
    private final PriorityQueue<Happening> all = new PriorityQueue<>();
    private int planned;

    private record Happening(Instant at, int number, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Integer.compare(number, other.number) : byTime;
        }
    }

    public Happenings(ManualTime time) {
        this.time = time;
    }

    /** Plans something; what lies in the past happens as soon as time passes. */
    public void at(Instant when, Runnable what) {
        all.add(new Happening(when, planned++, what));
    }

    /** {@return when the next one is} */
    public Optional<Instant> next() {
        return Optional.ofNullable(all.peek()).map(Happening::at);
    }

    /** Lets time pass up to an instant, and on the way what was planned happen. */
    public void passUntil(Instant end) {
        while (next().filter(at -> !at.isAfter(end)).isPresent()) {
            Happening next = all.remove();
            tickTo(next.at());
            next.what().run();
        }
        tickTo(end);
    }

    /** Lets time pass up to an instant without anything that was planned. */
    public void tickTo(Instant at) {
        Duration by = Duration.between(time.instant(), at);
        if (!by.isNegative()) {
            time.tick(by);
        }
    }
}
