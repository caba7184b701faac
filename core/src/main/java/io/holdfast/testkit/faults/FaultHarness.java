package io.holdfast.testkit.faults;

import io.holdfast.internal.Preconditions;
import java.util.Optional;

/**
 * Tells a story with one fault at one call of a port, over engines that are turned by hand on a clock that stands still, so that the
 * same number and fault always meet the same call. Count first, then run any of them:
 *
 * <pre>{@code
 * int calls = FaultHarness.count(story);
 * for (int at = 1; at <= calls; at++) {
 *     FaultRun<World> run = FaultHarness.run(story, at, Fault.death().afterTheEffect());
 *     assertThat(run.world().guests()).as("after a death at %s", run.struck()).hasSize(25);
 * }
 * }</pre>
 *
 * <p>Each call of a connector, store, vault, queue, listener or authorizer is counted, but for those that only say what a connector
 * is. An engine that died calls nothing any more, and the next one knows nothing of it but what is stored. Tellings may go on side by
 * side on several threads if their worlds share nothing.
 */
public final class FaultHarness {
    private FaultHarness() {}

    /**
     * {@return how many calls a story makes when nothing is wrong}
     *
     * @param story the story
     */
    public static int count(FaultScenario<?> story) {
        return quiet(story).calls().size();
    }

    /**
     * {@return a telling in which nothing is wrong}
     *
     * @param story the story
     * @param <W> the host's own world
     */
    public static <W> FaultRun<W> quiet(FaultScenario<W> story) {
        return new Telling<>(story, new Script(0, Optional.empty())).tell();
    }

    /**
     * {@return a telling in which one call is struck} An act that it cuts short is done again, up to three times in all.
     *
     * @param story the story
     * @param at the number of the call, from 1 up to what {@link #count} says
     * @param fault what strikes it
     * @param <W> the host's own world
     * @throws IllegalStateException if an act that was cut short can't be done again either
     * @throws IllegalArgumentException if the story makes no such call, or the fault has nothing to throw
     */
    public static <W> FaultRun<W> run(FaultScenario<W> story, int at, Fault fault) {
        Preconditions.atLeastOne("the number of a call", at);
        FaultRun<W> run = new Telling<>(story, new Script(at, Optional.of(fault))).tell();
        Preconditions.that(
                run.struck().isPresent(),
                "expected the number of one of the " + run.calls().size() + " calls that the story makes but found "
                        + at + "; count them first");
        return run;
    }
}
