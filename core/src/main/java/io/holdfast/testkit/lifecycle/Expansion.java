package io.holdfast.testkit.lifecycle;

import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes of one state: where each step leads, how the table answered, and which laws are broken. Made by one thread. */
final class Expansion {
    private final Decider machine;
    private final SyncPolicy policy;
    private final List<Law> laws;
    private final WorldState state;
    private final List<Way> ways = new ArrayList<>();
    private final Set<Answer> answers = new HashSet<>();
    private final List<Broken> broken = new ArrayList<>();
    private int decisions;

    /** A step and where it leads. */
    record Way(Step step, WorldState after, long fingerprint) {}

    /** A law that does not hold: in the state itself, or of what a step led to. */
    record Broken(Law law, @Nullable Step step, Object found) {}

    private Expansion(Decider machine, SyncPolicy policy, List<Law> laws, WorldState state) {
        this.machine = machine;
        this.policy = policy;
        this.laws = laws;
        this.state = state;
    }

    static Expansion of(WorldState state, Decider machine, SyncPolicy policy, List<Law> laws) {
        Expansion expansion = new Expansion(machine, policy, laws, state);
        expansion.look();
        Steps.of(state, policy).forEach(expansion::take);
        return expansion;
    }

    List<Way> ways() {
        return ways;
    }

    Set<Answer> answers() {
        return answers;
    }

    List<Broken> broken() {
        return broken;
    }

    int decisions() {
        return decisions;
    }

    private void look() {
        try {
            Observation look = Observation.at(state, machine, policy);
            for (Law law : laws) {
                if (!law.inEveryState().test(look)) {
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
        decisions++;
        try {
            Decision decision = machine.decide(state.link(), step.trigger(), policy, state.now());
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
        DecisionTaken told = new DecisionTaken(state, trigger, decision, machine, policy);
        for (Law law : laws) {
            if (!law.ofEveryDecision().test(told)) {
                broken.add(new Broken(law, step, decision));
            }
        }
    }

    private void lead(Step step, @Nullable WorldState after) {
        if (after != null) {
            ways.add(new Way(step, after, Fingerprint.of(after, policy)));
        }
    }
}
