package io.holdfast.convergence;

import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.transition.Decision;
import java.util.function.UnaryOperator;

/**
 * What is put between an engine and its ports so that a rule no longer holds.
 *
 * @param attendees before the attendee store
 * @param connector before the connector
 * @param moves what is stored in a move's stead
 * @param policy the numbers
 */
record SwitchedOff(
        UnaryOperator<AttendeeStore> attendees,
        UnaryOperator<ProviderConnector> connector,
        UnaryOperator<Decision.Moved> moves,
        UnaryOperator<SyncPolicy> policy) {
    static final SwitchedOff NOTHING = new SwitchedOff(
            UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
}
