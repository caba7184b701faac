package io.holdfast.testkit.lifecycle;

import java.util.function.Predicate;

/**
 * One law of the life cycle: what holds in every state, or of every decision.
 *
 * @param claim the law as a sentence
 * @param inEveryState what holds in a scene
 * @param ofEveryDecision what holds of a decision
 */
record Law(String claim, Predicate<Observation> inEveryState, Predicate<DecisionTaken> ofEveryDecision) {
    static Law always(String claim, Predicate<Observation> inEveryState) {
        return new Law(claim, inEveryState, told -> true);
    }

    static Law ofDecisions(String claim, Predicate<DecisionTaken> ofEveryDecision) {
        return new Law(claim, look -> true, ofEveryDecision);
    }

    static Law ofMoves(String claim, Predicate<DecisionTaken> ofEveryMove) {
        return ofDecisions(claim, told -> !told.moved() || ofEveryMove.test(told));
    }
}
