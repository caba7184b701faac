package io.holdfast.recovery;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Who;
import java.util.Optional;
import org.immutables.value.Value;

/** What brings a link back, and who is expected to do it. */
@Value.Immutable
public interface RecoveryAdvice {
    /** {@return what to do} */
    @Value.Parameter
    RecoveryAction action();

    /** {@return what to do after that: Reconnect once the provider is connected, support if one more retry fails} */
    @Value.Parameter
    Optional<RecoveryAction> after();

    /** {@return who is expected to do it} */
    @Value.Parameter
    Who who();

    /** {@return whether there is something for a person to do now, and the engine takes it; false where only time helps} */
    default boolean allowed() {
        return action() != RecoveryAction.NONE && action() != RecoveryAction.WAIT;
    }

    /** {@return why, for a person} */
    @Value.Parameter
    String reason();

    /**
     * Gives advice of one step.
     *
     * @param action what to do
     * @param who who is expected to do it
     * @param reason why
     * @return the advice
     */
    static RecoveryAdvice of(RecoveryAction action, Who who, String reason) {
        return ImmutableRecoveryAdvice.of(action, Optional.empty(), who, reason);
    }

    /**
     * Adds a second step.
     *
     * @param second what to do after the first
     * @param because why, for a person
     * @return the advice of both steps
     */
    default RecoveryAdvice andThen(RecoveryAction second, String because) {
        return ImmutableRecoveryAdvice.of(action(), Optional.of(second), who(), because);
    }
}
