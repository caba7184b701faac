package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncPhase;
import io.holdfast.transition.TriggerKind;
import org.immutables.value.Value;

/** One way in which a cell of the table answered in the course of a search. */
@Value.Immutable
public interface Answer {
    /** {@return the phase of the cell} */
    @Value.Parameter
    SyncPhase phase();

    /** {@return the trigger of the cell} */
    @Value.Parameter
    TriggerKind trigger();

    /** {@return the reason, which is the row's own within its cell} */
    @Value.Parameter
    String reason();

    /** {@return whether the link moved} */
    @Value.Parameter
    boolean moved();

    /** {@return the phase after it} */
    @Value.Parameter
    SyncPhase target();

    /**
     * Tells of an answer.
     *
     * @param phase the phase of the cell
     * @param trigger the trigger of the cell
     * @param reason the reason
     * @param moved whether the link moved
     * @param target the phase after it
     * @return the answer
     */
    static Answer of(SyncPhase phase, TriggerKind trigger, String reason, boolean moved, SyncPhase target) {
        return ImmutableAnswer.of(phase, trigger, reason, moved, target);
    }
}
