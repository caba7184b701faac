package io.holdfast.testkit.lifecycle;

import io.holdfast.testkit.lifecycle.Search.Setup;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes of one state: where each step leads, how the table answered, and which laws are broken. Made by one thread. */
record Expansion(
        WorldState state, Setup setup, List<Step> steps, List<Way> ways, Set<Answer> answers, List<Broken> broken) {
    /** A step and where it leads. */
    record Way(Step step, WorldState after, long fingerprint) {}

    /** A law that does not hold: in the state itself, or of what a step led to. */
    record Broken(Law law, @Nullable Step step, Object found) {}

    static Expansion of(WorldState state, Setup setup) {
        List<Step> steps = Steps.of(state, setup.policy());
        Expansion expansion = new Expansion(state, setup, steps, new ArrayList<>(), new HashSet<>(), new ArrayList<>());
        expansion.observe();
        steps.forEach(expansion::take);
        return expansion;
    }

    long decisions() {
        return steps.stream().filter(step -> step.trigger() != null).count();
    }

    private void observe() {
        try {
            Observation seen = Observation.at(state, setup.machine(), setup.policy());
            for (Law law : setup.laws()) {
                if (!law.inEveryState().test(seen)) {
                    broken.add(new Broken(law, null, state.link()));
                }
            }
        } catch (RuntimeException thrown) {
            broken.add(new Broken(Laws.NEVER_THROWS, null, thrown));
        }
    }

    private void take(Step step) {
        if (step.trigger() == null) {
            lead(step, step.around());
            return;
        }
        try {
            Decision decision = setup.machine().decide(state.link(), step.trigger(), setup.policy(), state.now());
            judge(step, step.trigger(), decision);
            if (decision instanceof Decision.Moved moved) {
                lead(step, state.moved(moved.next()));
            }
        } catch (RuntimeException thrown) {
            broken.add(new Broken(Laws.NEVER_THROWS, step, thrown));
        }
    }

    private void judge(Step step, Trigger trigger, Decision decision) {
        answers.add(new Answer(
                state.link().phase(),
                trigger.kind(),
                decision.reason(),
                decision instanceof Decision.Moved,
                decision.link().phase()));
        DecisionTaken told = new DecisionTaken(state, trigger, decision, setup.machine(), setup.policy());
        for (Law law : setup.laws()) {
            if (!law.ofEveryDecision().test(told)) {
                broken.add(new Broken(law, step, decision));
            }
        }
    }

    private void lead(Step step, @Nullable WorldState after) {
        if (after != null) {
            ways.add(new Way(step, after, Fingerprint.of(after, setup.policy())));
        }
    }
}
