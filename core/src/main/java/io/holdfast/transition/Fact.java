package io.holdfast.transition;

import io.holdfast.model.Hints;
import org.immutables.value.Value;

/** What is so, whoever wants it or not. */
@Value.Enclosing
public sealed interface Fact extends Trigger permits Fact.ChangeSignalled, Fact.LookDue {
    /**
     * Tells that the provider signalled a change.
     *
     * @param hints what it says has changed
     * @return the trigger
     */
    static ChangeSignalled changeSignalled(Hints hints) {
        return ImmutableFact.ChangeSignalled.of(hints);
    }

    /**
     * Tells that a look may be due.
     *
     * @return the trigger
     */
    static LookDue lookDue() {
        return ImmutableFact.LookDue.builder().build();
    }

    /** The provider says that something changed. */
    @Value.Immutable
    non-sealed interface ChangeSignalled extends Fact {
        /** {@return what it says has changed} */
        @Value.Parameter
        Hints hints();

        @Override
        default TriggerKind kind() {
            return TriggerKind.CHANGE_SIGNALLED;
        }
    }

    /** A poll or a regular walk is due. */
    @Value.Immutable
    non-sealed interface LookDue extends Fact {
        @Override
        default TriggerKind kind() {
            return TriggerKind.LOOK_DUE;
        }
    }
}
