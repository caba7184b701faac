package io.holdfast.testkit.faults;

import io.holdfast.engine.SyncEngine;
import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A story of acts, told each time from the beginning in a world of its own. An act that a fault cut short is done again, as a
 * person presses again what gave no answer: so each act must be one that may be repeated. Immutable.
 *
 * @param <W> the host's own world: its stores, and what its acts have to remember
 */
public final class FaultScenario<W> {
    private final Supplier<W> world;
    private final Function<W, FaultPorts> ports;
    private final List<Step<W>> steps;

    private FaultScenario(Supplier<W> world, Function<W, FaultPorts> ports, List<Step<W>> steps) {
        this.world = world;
        this.ports = ports;
        this.steps = List.copyOf(steps);
    }

    /**
     * What somebody does in a story.
     *
     * @param <W> the host's own world
     */
    @FunctionalInterface
    public interface Act<W> {
        /**
         * Does it. May be called again, with another engine, if a fault cut it short.
         *
         * @param world the world of this telling
         * @param engine an engine that lives, and that is not started; an act that starts it fails, because its story would
         *     not be the same each time
         */
        void play(W world, SyncEngine engine);
    }

    /** One act as it is begun: what is done, however often it is cut short. */
    record Step<W>(String name, Beginning<W> begin) {}

    /** Begins an act once, and gives what is repeated. */
    @FunctionalInterface
    interface Beginning<W> {
        Consumer<SyncEngine> begin(W world, FaultPorts ports);
    }

    /**
     * {@return a story without any act}
     *
     * @param world makes a new world for each telling, all alike: same ids, same instants
     * @param ports what the engines of a world are built with
     * @param <W> the host's own world
     */
    public static <W> FaultScenario<W> in(Supplier<W> world, Function<W, FaultPorts> ports) {
        return new FaultScenario<>(world, ports, List.of());
    }

    /**
     * {@return this story with one more act}
     *
     * @param name what is done, in a few words
     * @param act does it
     */
    public FaultScenario<W> then(String name, Act<W> act) {
        return with(new Step<>(name, (begun, any) -> engine -> act.play(begun, engine)));
    }

    /**
     * {@return this story, which then lets time pass: whatever falls due is done at its instant, and what is left due is looked at
     * again with each sweep}
     *
     * @param by how long; not negative
     * @throws IllegalArgumentException if it is negative: a {@link Fault#jump} sets a clock back
     */
    public FaultScenario<W> pass(Duration by) {
        Preconditions.that(
                !by.isNegative(),
                "expected time to pass but found " + by + "; to set the clock back let a fault jump it");
        return with(new Step<>("let " + by + " pass", (begun, all) -> {
            Instant end = all.time().instant().plus(by);
            return engine -> Passing.until(end, all, engine);
        }));
    }

    private FaultScenario<W> with(Step<W> step) {
        List<Step<W>> all = new ArrayList<>(steps);
        all.add(step);
        return new FaultScenario<>(world, ports, all);
    }

    W begin() {
        return world.get();
    }

    FaultPorts portsOf(W begun) {
        return ports.apply(begun);
    }

    List<Step<W>> steps() {
        return steps;
    }
}
