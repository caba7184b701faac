package io.holdfast.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The same full scan by Spring Statemachine: so slow that it has fewer processes of its own. An operation is one step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecideBySpringBenchmark {
    private final RandomWalk walk = RandomWalk.of(DecideBenchmark.SEED, DecideBenchmark.STEPS);
    private final RandomWalk.Step[] steps = walk.steps().toArray(RandomWalk.Step[]::new);
    private final SpringPeer contestant = new SpringPeer(walk);

    /** For JMH. */
    public DecideBySpringBenchmark() {}

    /** Fails unless Spring stands after each step as the library does. */
    @Setup
    public void begin() {
        walk.check("SPRING", contestant);
    }

    /**
     * The whole full scan.
     *
     * @return who walked
     */
    @Benchmark
    @OperationsPerInvocation(DecideBenchmark.STEPS)
    public Object decideBySpring() {
        contestant.begin();
        for (RandomWalk.Step step : steps) {
            contestant.hear(step.trigger(), step.now());
        }
        return contestant;
    }
}
