package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncPhase;
import io.holdfast.transition.TriggerKind;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/** What a search found. */
@Value.Immutable
public interface Exploration {
    /** {@return how many abstract states can be reached} */
    long states();

    /** {@return how many decisions were made on the way, those that laws ask for not counted} */
    long decisions();

    /** {@return every way in which a cell answered} */
    Set<Answer> answers();

    /** {@return the laws that were checked, each as a sentence} */
    List<String> laws();

    /** {@return the laws that do not hold, each with the shortest way to where it does not} */
    List<Violation> violations();

    /** {@return how many cells of the table, a phase and a kind of trigger each, answered} */
    default long cellsCovered() {
        return answers().stream()
                .map(answer -> answer.phase() + " " + answer.trigger())
                .distinct()
                .count();
    }

    /** {@return how many cells the table has} */
    default long cells() {
        return (long) SyncPhase.values().length * TriggerKind.values().length;
    }

    /** {@return all of this in a line, and the violations below it} */
    default String summary() {
        StringBuilder text = new StringBuilder("explorer: " + states() + " states, " + decisions() + " decisions, "
                + cellsCovered() + " of " + cells() + " cells, " + laws().size() + " laws, "
                + violations().size()
                + " violations");
        violations()
                .forEach(violation -> text.append("\n  " + violation.law() + ": " + String.join(" → ", violation.path())
                        + "\n    found " + violation.found()));
        return text.toString();
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link Exploration}. */
    final class Builder extends ImmutableExploration.Builder {
        Builder() {}
    }
}
