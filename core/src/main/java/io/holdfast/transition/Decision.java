package io.holdfast.transition;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.immutables.value.Value;

/** What the life cycle says to a trigger. A closed family of three. */
@Value.Enclosing
public sealed interface Decision permits Decision.Moved, Decision.Ignored, Decision.Refused {
    /** {@return the link as it is after this decision} */
    SyncLink link();

    /** {@return why, in the words of the table} */
    String reason();

    /**
     * Calls the function of this decision's kind.
     *
     * @param moved if there is something to write
     * @param ignored if it is late, double or already so
     * @param refused if it makes no sense now
     * @param <R> what it gives
     * @return what the function gave
     */
    <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused);

    /** There is something to write: the next link, and a record if a person sees the difference. */
    @Value.Immutable
    non-sealed interface Moved extends Decision {
        /** {@return the link to store, its version grown by one} */
        @Value.Parameter
        SyncLink next();

        /** {@return what happened; empty for the link's birth} */
        @Value.Parameter
        Optional<Trigger> trigger();

        /** {@return the instant of the decision; with it and the trigger the move can be decided again} */
        @Value.Parameter
        Instant at();

        @Override
        @Value.Parameter
        String reason();

        /** {@return the line for the history, if a person sees a difference} */
        @Value.Parameter
        Optional<TransitionRecord> record();

        @Override
        default SyncLink link() {
            return next();
        }

        @Override
        default <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused) {
            return moved.apply(this);
        }
    }

    /** Late, double or already so: success without a write. */
    @Value.Immutable
    non-sealed interface Ignored extends Decision {
        @Override
        @Value.Parameter
        SyncLink link();

        @Override
        @Value.Parameter
        String reason();

        @Override
        default <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused) {
            return ignored.apply(this);
        }
    }

    /** Asked for something that makes no sense now. */
    @Value.Immutable
    non-sealed interface Refused extends Decision {
        @Override
        @Value.Parameter
        SyncLink link();

        @Override
        @Value.Parameter
        String reason();

        /** {@return what would help instead} */
        @Value.Parameter
        RecoveryAction instead();

        @Override
        default <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
