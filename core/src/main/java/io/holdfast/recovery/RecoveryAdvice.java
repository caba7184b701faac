package io.holdfast.recovery;

import io.holdfast.message.Message;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Who;
import java.util.Optional;

/**
 * What brings a link back, and who is expected to do it.
 *
 * @param action what to do
 * @param after what to do after that: Reconnect once the provider is connected, support if one more retry fails
 * @param who who is expected to do it
 * @param reason what to do and why, for a person
 */
public record RecoveryAdvice(RecoveryAction action, Optional<RecoveryAction> after, Who who, Message reason) {
    /** {@return whether there is something for a person to do now, and the engine takes it; false where only time helps} */
    public boolean allowed() {
        return action() != RecoveryAction.NONE && action() != RecoveryAction.WAIT;
    }

    /**
     * {@return advice of one step}
     *
     * @param action what to do
     * @param who who is expected to do it
     * @param reason what to do and why, for a person
     */
    public static RecoveryAdvice of(RecoveryAction action, Who who, Message reason) {
        return new RecoveryAdvice(action, Optional.empty(), who, reason);
    }

    /**
     * {@return this advice with a second step}
     *
     * @param second what to do after the first
     * @param because what to do and why, for a person
     */
    public RecoveryAdvice andThen(RecoveryAction second, Message because) {
        return new RecoveryAdvice(action(), Optional.of(second), who(), because);
    }
}
