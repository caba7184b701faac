package io.holdfast.testkit.lifecycle;

import java.util.function.Predicate;

/** One law of the life cycle, as a sentence: what holds in every state, or of every decision. */
record Law(String claim, Predicate<Observation> inEveryState, Predicate<DecisionTaken> ofEveryDecision) {
    static Law always(String claim, Predicate<Observation> inEveryState) {
        return new Law(claim, inEveryState, told -> true);
    }

    static Law ofDecisions(String claim, Predicate<DecisionTaken> ofEveryDecision) {
        return new Law(claim, seen -> true, ofEveryDecision);
    }

    static Law ofMoves(String claim, Predicate<DecisionTaken> ofEveryMove) {
        return ofDecisions(claim, told -> !told.moved() || ofEveryMove.test(told));
    }
}
