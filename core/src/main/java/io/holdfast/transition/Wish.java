package io.holdfast.transition;

import io.holdfast.model.Actor;
import org.immutables.value.Value;

/** What a person wants of a link. */
@Value.Enclosing
public sealed interface Wish extends Trigger permits Wish.RetryRequested {
    /** {@return who wants it} */
    Actor actor();

    /**
     * Wishes for a retry.
     *
     * @param actor who
     * @return the trigger
     */
    static RetryRequested retry(Actor actor) {
        return ImmutableWish.RetryRequested.of(actor);
    }

    /** A failed link is to be read again, or a waiting retry to be brought forward. */
    @Value.Immutable
    non-sealed interface RetryRequested extends Wish {
        @Override
        @Value.Parameter
        Actor actor();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RETRY_REQUESTED;
        }
    }
}
