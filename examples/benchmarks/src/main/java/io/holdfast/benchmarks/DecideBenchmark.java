package io.holdfast.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One random full scan through the life cycle, by this library, by a switch and by its peers. An operation is one step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecideBenchmark {
    static final long SEED = 20270314;
    static final int STEPS = 10_000;

    /** Who drives. Each has processes of its own, so that none spoils another's compilation. */
    @Param
    public Driver driver = Driver.HOLDFAST;

    private final RandomWalk walk = RandomWalk.of(SEED, STEPS);
    private final RandomWalk.Step[] steps = walk.steps().toArray(RandomWalk.Step[]::new);
    private Contestant contestant = new Holdfast(walk);

    /** For JMH. */
    public DecideBenchmark() {}

    /** Who drives the life cycle. */
    public enum Driver {
        /** This library. */
        HOLDFAST,
        /** A switch by hand. */
        ENUM_SWITCH,
        /** The library stateless4j. */
        STATELESS4J,
        /** COLA's state machine. */
        COLA,
        /** The library easy-states. */
        EASY_STATES,
        /** The library squirrel-foundation. */
        SQUIRREL
    }

    /** Fails unless this driver stands after each step as the library does. */
    @Setup
    public void begin() {
        contestant = switch (driver) {
            case HOLDFAST -> new Holdfast(walk);
            case ENUM_SWITCH -> new EnumSwitch(walk);
            case STATELESS4J -> new Stateless4jPeer(walk);
            case COLA -> new ColaPeer(walk);
            case EASY_STATES -> new EasyStatesPeer(walk);
            case SQUIRREL -> new SquirrelPeer(walk);
        };
        walk.check(driver.name(), contestant);
    }

    /**
     * The whole full scan.
     *
     * @return who walked
     */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Object decide() {
        contestant.begin();
        for (RandomWalk.Step step : steps) {
            contestant.hear(step.trigger(), step.now());
        }
        return contestant;
    }
}
