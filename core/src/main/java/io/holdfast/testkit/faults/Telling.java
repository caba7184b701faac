package io.holdfast.testkit.faults;

import io.holdfast.engine.SyncEngine;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One telling of a story: who lives, who hangs, and what has to be done again. */
final class Telling<W> {
    private static final int TRIES = 3;

    private final FaultScenario<W> story;
    private final Script script;
    private final W world;
    private final FaultPorts ports;
    private int engines;
    private Node living;
    private @Nullable HangingAct hanging;
    private @Nullable IllegalArgumentException mistake;

    Telling(FaultScenario<W> story, Script script) {
        this.story = story;
        this.script = script;
        world = story.begin();
        ports = story.portsOf(world);
        living = another();
    }

    FaultRun<W> tell() {
        story.steps().forEach(this::tell);
        if (hanging != null) {
            hanging.release();
            living.engine().runDue();
        }
        if (mistake != null) {
            throw mistake;
        }
        return new FaultRun<>(world, script.calls(), script.struck(), engines);
    }

    private void tell(FaultScenario.Step<W> step) {
        Consumer<SyncEngine> act = step.begin().begin(world, ports);
        for (int tries = 1; ; tries++) {
            boolean struckBefore = script.isStruck();
            Optional<Throwable> thrown = play(act);
            boolean cutShort = !struckBefore && script.isStruck();
            if (living.isDead()) {
                living = another();
            } else if (hanging != null && cutShort) {
                living = another();
            } else if (thrown.isEmpty()) {
                return;
            } else if (tries == TRIES || !script.isStruck()) {
                throw new IllegalStateException(
                        "expected \"" + step.name() + "\" to be done, in try " + tries + " after "
                                + script.struck().map(PortCall::toString).orElse("no fault") + ", but it threw "
                                + thrown.get().getClass().getName(),
                        thrown.get());
            }
        }
    }

    /** Does an act, or begins it: one that hangs is left behind. */
    private Optional<Throwable> play(Consumer<SyncEngine> act) {
        if (script.mayHang()) {
            HangingAct begun = HangingAct.begin(() -> act.accept(living.engine()));
            hanging = begun.hangs() ? begun : hanging;
            return begun.thrown();
        }
        return HangingAct.thrownBy(() -> act.accept(living.engine()));
    }

    /** Nothing to throw is a mistake of the story, which the engine would take for one of the port. */
    private Throwable thrownBy(Fault fault) {
        Throwable thrown = fault.toThrow();
        if (thrown == null) {
            mistake =
                    new IllegalArgumentException("expected a fault that makes something to throw but found null after "
                            + script.struck().map(PortCall::toString).orElse("no fault") + "; make an exception");
            return mistake;
        }
        return thrown;
    }

    private Node another() {
        engines++;
        return new Node(ports, script, this::strike);
    }

    private @Nullable Object strike(Node node, Fault fault, Node.Effect effect) throws Throwable {
        if (!fault.isAfter()) {
            befall(node, fault);
            return effect.take();
        }
        Object answer = effect.take();
        befall(node, fault);
        return answer;
    }

    private void befall(Node node, Fault fault) throws Throwable {
        switch (fault.kind()) {
            case DEATH -> node.die();
            case THROW -> throw thrownBy(fault);
            case BLOCK -> HangingAct.hang();
            case LATE ->
                Passing.until(
                        ports.time().instant().plus(fault.time()),
                        ports,
                        another().engine());
            case JUMP -> ports.time().jump(fault.time());
        }
    }
}
