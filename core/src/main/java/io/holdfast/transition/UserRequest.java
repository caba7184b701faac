package io.holdfast.transition;

import io.holdfast.model.Actor;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.SyncLink;
import java.util.Optional;

/** What a person wants of a link. */
public sealed interface UserRequest extends Trigger
        permits UserRequest.RetryRequested,
                UserRequest.ReconnectRequested,
                UserRequest.ResyncRequested,
                UserRequest.SuspendRequested,
                UserRequest.ResumeRequested,
                UserRequest.ApplyRemovals,
                UserRequest.KeepAttendees {
    /** {@return who wants it} */
    Actor actor();

    /**
     * A failed link is to be read again, or a waiting retry to be brought forward.
     *
     * @param actor who wants it
     * @param amongMany whether it is one of many that are retried at once, so that its run becomes due within the minute
     */
    record RetryRequested(Actor actor, boolean amongMany) implements UserRequest {
        /**
         * This one alone, so that its run is due at once.
         *
         * @param actor who wants it
         */
        public RetryRequested(Actor actor) {
            this(actor, false);
        }

        @Override
        public TriggerKind kind() {
            return TriggerKind.RETRY_REQUESTED;
        }
    }

    /**
     * A link is to be bound to a connection and read again. A decision can't see integrations: it is told of them here.
     *
     * @param actor who wants it
     * @param to the connection to bind the link to
     * @param obstacle why the link can't use that connection; empty if it can
     * @param boundSevered whether the connection that the link is bound to now is severed
     * @param move whether another account, or leaving a connection that is valid, is meant
     */
    record ReconnectRequested(
            Actor actor, SyncLink.Binding to, Optional<ReconnectObstacle> obstacle, boolean boundSevered, boolean move)
            implements UserRequest {
        /**
         * {@return the same request, with an obstacle that was found since}
         *
         * @param why why the link can't use that connection
         */
        public ReconnectRequested hindered(ReconnectObstacle why) {
            return new ReconnectRequested(actor, to, Optional.of(why), boundSevered, move);
        }

        @Override
        public TriggerKind kind() {
            return TriggerKind.RECONNECT_REQUESTED;
        }
    }

    /**
     * A live link is to be read again as a whole.
     *
     * @param actor who wants it
     */
    record ResyncRequested(Actor actor) implements UserRequest {
        @Override
        public TriggerKind kind() {
            return TriggerKind.RESYNC_REQUESTED;
        }
    }

    /**
     * A link is to be put on hold.
     *
     * @param actor who wants it
     */
    record SuspendRequested(Actor actor) implements UserRequest {
        @Override
        public TriggerKind kind() {
            return TriggerKind.SUSPEND_REQUESTED;
        }
    }

    /**
     * A link is to be taken off hold.
     *
     * @param actor who wants it
     */
    record ResumeRequested(Actor actor) implements UserRequest {
        @Override
        public TriggerKind kind() {
            return TriggerKind.RESUME_REQUESTED;
        }
    }

    /**
     * Attendees whom the provider no longer lists are to be removed: those about whom a person is asked, or those whom a person
     * had kept. A full scan carries it out, for whom it does not see either.
     *
     * @param actor who wants it
     * @param scan the number of the full scan that asked, as the question or the kept ones tell it
     * @param count how many they are, as told there
     */
    record ApplyRemovals(Actor actor, long scan, long count) implements UserRequest {
        @Override
        public TriggerKind kind() {
            return TriggerKind.APPLY_REMOVALS_REQUESTED;
        }
    }

    /**
     * Attendees whom the provider no longer lists are to be kept: those about whom a person is asked.
     *
     * @param actor who wants it
     * @param scan the number of the full scan that asked, as the question tells it
     * @param count how many they are, as told there
     */
    record KeepAttendees(Actor actor, long scan, long count) implements UserRequest {
        @Override
        public TriggerKind kind() {
            return TriggerKind.KEEP_ATTENDEES_REQUESTED;
        }
    }
}
