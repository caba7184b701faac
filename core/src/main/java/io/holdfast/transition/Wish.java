package io.holdfast.transition;

import io.holdfast.model.Actor;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Unusable;
import java.util.Optional;
import org.immutables.value.Value;

/** What a person wants of a link. */
@Value.Enclosing
public sealed interface Wish extends Trigger
        permits Wish.RetryRequested,
                Wish.ReconnectRequested,
                Wish.ResyncRequested,
                Wish.SuspendRequested,
                Wish.ResumeRequested {
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

    /**
     * Wishes for a reconnect.
     *
     * @param actor who
     * @param to the connection to bind the link to
     * @param unusable why that connection can't let the link in; empty if it can
     * @param boundSevered whether the connection that the link is bound to now is severed
     * @param move whether the person means it even though it is another account, or the bound one still counts
     * @return the trigger
     */
    static ReconnectRequested reconnect(
            Actor actor, SyncLink.Binding to, Optional<Unusable> unusable, boolean boundSevered, boolean move) {
        return ImmutableWish.ReconnectRequested.of(actor, to, unusable, boundSevered, move);
    }

    /**
     * Wishes for everything to be read again.
     *
     * @param actor who
     * @return the trigger
     */
    static ResyncRequested resync(Actor actor) {
        return ImmutableWish.ResyncRequested.of(actor);
    }

    /**
     * Wishes for a hold.
     *
     * @param actor who
     * @return the trigger
     */
    static SuspendRequested suspend(Actor actor) {
        return ImmutableWish.SuspendRequested.of(actor);
    }

    /**
     * Wishes for the end of a hold.
     *
     * @param actor who
     * @return the trigger
     */
    static ResumeRequested resume(Actor actor) {
        return ImmutableWish.ResumeRequested.of(actor);
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

    /** A link is to be bound to a connection and read again. A decision can't see integrations: it is told of them here. */
    @Value.Immutable
    non-sealed interface ReconnectRequested extends Wish {
        @Override
        @Value.Parameter
        Actor actor();

        /** {@return the connection to bind the link to} */
        @Value.Parameter
        SyncLink.Binding to();

        /** {@return why that connection can't let the link in; empty if it can} */
        @Value.Parameter
        Optional<Unusable> unusable();

        /** {@return whether the connection that the link is bound to now is severed} */
        @Value.Parameter
        boolean boundSevered();

        /** {@return whether another account, or leaving a connection that counts, is meant} */
        @Value.Parameter
        boolean move();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RECONNECT_REQUESTED;
        }
    }

    /** A live link is to be read again as a whole. */
    @Value.Immutable
    non-sealed interface ResyncRequested extends Wish {
        @Override
        @Value.Parameter
        Actor actor();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RESYNC_REQUESTED;
        }
    }

    /** A link is to be put on hold. */
    @Value.Immutable
    non-sealed interface SuspendRequested extends Wish {
        @Override
        @Value.Parameter
        Actor actor();

        @Override
        default TriggerKind kind() {
            return TriggerKind.SUSPEND_REQUESTED;
        }
    }

    /** A link is to be taken off hold. */
    @Value.Immutable
    non-sealed interface ResumeRequested extends Wish {
        @Override
        @Value.Parameter
        Actor actor();

        @Override
        default TriggerKind kind() {
            return TriggerKind.RESUME_REQUESTED;
        }
    }
}
