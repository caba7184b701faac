package io.holdfast.recovery;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Who;
import org.immutables.value.Value;

/** What brings a link back, and who is expected to do it. */
@Value.Immutable
public interface RecoveryAdvice {
    /** {@return what to do} */
    @Value.Parameter
    RecoveryAction action();

    /** {@return who is expected to do it} */
    @Value.Parameter
    Who who();

    /** {@return why, for a person} */
    @Value.Parameter
    String reason();

    /**
     * Gives advice.
     *
     * @param action what to do
     * @param who who is expected to do it
     * @param reason why
     * @return the advice
     */
    static RecoveryAdvice of(RecoveryAction action, Who who, String reason) {
        return ImmutableRecoveryAdvice.of(action, who, reason);
    }
}
