package io.holdfast.transition;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One row of the table: in these phases, on these triggers, if all guards hold, this is what happens and why. */
record TransitionRule(
        Set<TriggerKind> kinds, Set<SyncPhase> phases, List<Guard> guards, Verdict verdict, String reason) {
    /** What a row says. */
    sealed interface Verdict {}

    /** There is something to write. */
    record Move(Function<Situation, SyncLink> next) implements Verdict {}

    /** Success without a write. */
    record Ignore() implements Verdict {}

    /** It makes no sense now; this would help instead. */
    record Refuse(RecoveryAction instead) implements Verdict {}

    boolean covers(SyncPhase phase, TriggerKind kind) {
        return phases.contains(phase) && kinds.contains(kind);
    }

    boolean holds(Situation situation) {
        return guards.stream().allMatch(guard -> guard.holds(situation));
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
        Row when(Guard... more) {
            List<Guard> all = new ArrayList<>(guards);
            all.addAll(List.of(more));
            return new Row(kinds, phases, List.copyOf(all));
        }

        TransitionRule move(Function<Situation, SyncLink> next, String reason) {
            return rule(new Move(next), reason);
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
