package io.holdfast.transition;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One row of the table: in these phases, on these triggers, if all guards hold, this is what happens and why.
 */
record TransitionRule(
        Set<TriggerKind> kinds, Set<SyncPhase> phases, List<Guard> guards, Verdict verdict, String reason) {
    /** What a row says. */
    sealed interface Verdict {}

    /** There is something to write, and the link is then in one of these phases; none of them if it stays where it is. */
    record Move(Set<SyncPhase> targets, Function<DecisionContext, SyncLink> next) implements Verdict {
        Set<SyncPhase> targets(SyncPhase from) {
            return targets.isEmpty() ? EnumSet.of(from) : targets;
        }
    }

    /** Success without a write. */
    record Ignore() implements Verdict {}

    /** It makes no sense now; this would help instead. */
    record Refuse(RecoveryAction instead) implements Verdict {}

    boolean covers(SyncPhase phase, TriggerKind kind) {
        return phases.contains(phase) && kinds.contains(kind);
    }

    /** The same row for one cell of those that it spans. */
    TransitionRule in(SyncPhase phase, TriggerKind kind) {
        return new TransitionRule(Set.of(kind), Set.of(phase), guards, verdict, reason);
    }

    boolean holds(DecisionContext context) {
        // by index: an iterator for each row of each decision would be most of what an ignored one allocates
        for (int i = 0; i < guards.size(); i++) {
            if (!guards.get(i).holds(context)) {
                return false;
            }
        }
        return true;
    }

    boolean isLast() {
        return guards.isEmpty();
    }

    /** Begins a row. */
    static Row on(Set<TriggerKind> kinds, Set<SyncPhase> phases) {
        return new Row(kinds, phases, List.of());
    }

    /** A row that is being written down. */
    record Row(Set<TriggerKind> kinds, Set<SyncPhase> phases, List<Guard> guards) {
        Row when(Guard... all) {
            return new Row(kinds, phases, List.of(all));
        }

        /** The link stays in its phase. */
        TransitionRule stay(Function<DecisionContext, SyncLink> next, String reason) {
            return rule(new Move(Set.of(), next), reason);
        }

        TransitionRule to(SyncPhase target, Function<DecisionContext, SyncLink> next, String reason) {
            return rule(new Move(EnumSet.of(target), next), reason);
        }

        /** Which of them, the move decides: the failure rule. */
        TransitionRule to(Set<SyncPhase> targets, Function<DecisionContext, SyncLink> next, String reason) {
            return rule(new Move(targets, next), reason);
        }

        TransitionRule ignore(String reason) {
            return rule(new Ignore(), reason);
        }

        TransitionRule refuse(RecoveryAction instead, String reason) {
            return rule(new Refuse(instead), reason);
        }

        private TransitionRule rule(Verdict verdict, String reason) {
            return new TransitionRule(kinds, phases, guards, verdict, reason);
        }
    }
}
