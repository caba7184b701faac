package io.holdfast.convergence;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.transition.Decision;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What is put between an engine and its ports so that a rule no longer holds.
 *
 * @param attendees before the attendee store, with the clock of the nodes
 * @param connector before the connector
 * @param moves what is stored in a move's stead
 * @param policy the numbers
 */
record SwitchedOff(
        BiFunction<InMemoryAttendeeStore, InstantSource, AttendeeStore> attendees,
        UnaryOperator<ProviderConnector> connector,
        UnaryOperator<Decision.Moved> moves,
        UnaryOperator<SyncPolicy> policy) {
    static final SwitchedOff NOTHING = new SwitchedOff(
            (store, clock) -> store, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

    SwitchedOff with(Function<InMemoryAttendeeStore, AttendeeStore> store) {
        return clocked((memory, clock) -> store.apply(memory));
    }

    SwitchedOff clocked(BiFunction<InMemoryAttendeeStore, InstantSource, AttendeeStore> store) {
        return new SwitchedOff(store, connector, moves, policy);
    }

    SwitchedOff asking(UnaryOperator<ProviderConnector> provider) {
        return new SwitchedOff(attendees, provider, moves, policy);
    }

    SwitchedOff moving(UnaryOperator<Decision.Moved> changed) {
        return new SwitchedOff(attendees, connector, changed, policy);
    }

    SwitchedOff by(UnaryOperator<SyncPolicy> numbers) {
        return new SwitchedOff(attendees, connector, moves, numbers);
    }
}
