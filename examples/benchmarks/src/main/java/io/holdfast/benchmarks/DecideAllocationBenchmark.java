package io.holdfast.benchmarks;

import com.sun.management.ThreadMXBean;
import io.holdfast.transition.Decision;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decisions of a full scan, each again on the link that it was made on: those that allocate most, and the moves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecideAllocationBenchmark {
    private static final int ROUNDS = 100;

    /** Which decisions. */
    @Param
    public Which which = Which.MOVES;

    private RandomWalk.Decided[] chosen = {};
    private int next;

    /** For JMH. */
    public DecideAllocationBenchmark() {}

    /** Which decisions of the full scan are made again. */
    public enum Which {
        /** The one ignored trigger that costs most. */
        WORST_IGNORED(Decision.Ignored.class, true),
        /** The one refused trigger that costs most. */
        WORST_REFUSED(Decision.Refused.class, true),
        /** All moves, one after the other. */
        MOVES(Decision.Moved.class, false),
        /** The one move that costs most. */
        WORST_MOVE(Decision.Moved.class, true);

        private final Class<? extends Decision> kind;
        private final boolean justWorst;

        Which(Class<? extends Decision> kind, boolean justWorst) {
            this.kind = kind;
            this.justWorst = justWorst;
        }
    }

    /** Chooses them, once the compiler has seen the whole full scan. */
    @Setup
    public void choose() {
        List<RandomWalk.Decided> all =
                RandomWalk.of(DecideBenchmark.SEED, DecideBenchmark.STEPS).decided();
        for (int round = 0; round < ROUNDS; round++) {
            all.forEach(RandomWalk.Decided::again);
        }
        List<RandomWalk.Decided> ofKind =
                all.stream().filter(one -> which.kind.isInstance(one.again())).toList();
        List<RandomWalk.Decided> kept = which.justWorst
                ? List.of(ofKind.stream()
                        .max(Comparator.comparingLong(DecideAllocationBenchmark::bytes))
                        .orElseThrow())
                : ofKind;
        chosen = kept.toArray(RandomWalk.Decided[]::new);
        next = 0;
    }

    /**
     * One decision.
     *
     * @return the decision
     */
    @Benchmark
    public Decision decideAgain() {
        RandomWalk.Decided one = chosen[next];
        next = next + 1 == chosen.length ? 0 : next + 1;
        return one.again();
    }

    private static long bytes(RandomWalk.Decided one) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int round = 0; round < ROUNDS; round++) {
            one.again();
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
