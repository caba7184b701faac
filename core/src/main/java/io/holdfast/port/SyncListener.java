package io.holdfast.port;

import io.holdfast.model.Change;
import io.holdfast.model.Integration;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import io.holdfast.transition.TransitionRecord;
import java.util.List;

/**
 * Is told what happened, once and best effort, after it was written. Calls about one link come one after the other, in
 * the order in which this node wrote, whichever command or worker did; those about several links may come at once, four at most.
 * No version of a link is told after a later one: a move that was overtaken counts as missed. A listener may throw anything, an
 * error too (it is logged, and nothing is undone) or block (it delays no link's work, but one of the four threads is gone
 * meanwhile). Notices wait, up to 20,000 for all links and half that for one, an attendee's change counted as one. What finds no
 * room beyond that is told as {@link #missed}, so that the host can read again; of an integration the latest state is told. What
 * a node has not told when it ends is not told.
 *
 * <p>How a host loses nothing. Of transitions: it reads the link's history. Of attendees: in {@link AttendeeStore#upsert} and
 * {@link AttendeeStore#markAbsent} it writes each row that it answers as changed into an outbox of its own, in one transaction
 * with the row, and works on from the outbox. A node that dies after that transaction has told nobody, and the outbox has it all.
 */
public interface SyncListener {
    /** Is told nothing. */
    SyncListener NONE = new SyncListener() {};

    /**
     * A person sees a difference, or chose another import mode. Who alarms somebody leaves out what the engine does by itself to
     * end an incident, {@link TransitionRecord#byRecovery()}: else a long outage alarms once for each try.
     *
     * @param link the link after the move
     * @param record the line of its history
     */
    default void transitioned(SyncLink link, TransitionRecord record) {}

    /**
     * A page was applied.
     *
     * @param link the link after it
     */
    default void progressed(SyncLink link) {}

    /**
     * Attendees changed. Told before the progress of the page that brought them.
     *
     * @param link the link as it was when the page was asked for, or as it was told last if that is later
     * @param changes at least one; what was known already is not told
     */
    default void attendeesChanged(SyncLink link, List<Change> changes) {}

    /**
     * Something of a link was not told, because the listener was too slow for it or a later move was told before it. Comes at the
     * place where it would have been told, as soon as there is room: who keeps a picture of the link or its attendees reads them
     * again.
     *
     * @param link the link as it was when the first of it was left out, or as it was told last if that is later
     * @param missed how much of it
     */
    default void missed(SyncLink link, Missed missed) {}

    /**
     * Rows could not be taken.
     *
     * @param link the link as it was when the page was asked for, or as it was told last if that is later
     * @param rows at least one
     */
    default void rejected(SyncLink link, List<Rejected> rows) {}

    /**
     * The provider tells of the event or channel itself otherwise than before: it is called, dated or placed otherwise, cancelled or
     * on again, or can no longer be imported. Read by a look, a full scan or the begin of a run. What is first known of it is no
     * change, and how many attendees it has is none either. That a provider no longer knows it at all is told as a move of the link.
     *
     * @param link the link after it; {@link SyncLink#remote()} is what the provider tells now
     * @param before what it told before
     */
    default void remoteChanged(SyncLink link, RemoteFacts before) {}

    /**
     * An integration changed in a way that a person sees: connected, suspected, refreshed, disconnected. One notice per
     * change, however many links it feeds.
     *
     * @param integration the integration after the change
     */
    default void integrationChanged(Integration integration) {}

    /**
     * A link was removed. Its attendees stay where the host keeps them.
     *
     * @param link the link as it was last
     */
    default void removed(SyncLink link) {}

    /**
     * How much of one link was not told. What is told by a later notice all the same, such as the progress of a page, does not
     * count.
     *
     * @param transitions moves that its history holds
     * @param remoteChanges changes of the event or channel itself
     * @param added attendees who were new
     * @param changed attendees of whom other facts were told
     * @param cancelled attendees who were no longer attending
     * @param back attendees who were attending again
     * @param rejected rows that could not be taken
     */
    record Missed(
            long transitions, long remoteChanges, long added, long changed, long cancelled, long back, long rejected) {
        /** Nothing. */
        public static final Missed NOTHING = new Missed(0, 0, 0, 0, 0, 0, 0);

        /**
         * {@return these attendees' changes}
         *
         * @param changes what was not told
         */
        public static Missed of(List<Change> changes) {
            return new Missed(
                    0,
                    0,
                    count(changes, Change.Kind.ADDED),
                    count(changes, Change.Kind.CHANGED),
                    count(changes, Change.Kind.CANCELLED),
                    count(changes, Change.Kind.BACK),
                    0);
        }

        /**
         * {@return this and more}
         *
         * @param more what was not told beside this
         */
        public Missed plus(Missed more) {
            return new Missed(
                    transitions + more.transitions,
                    remoteChanges + more.remoteChanges,
                    added + more.added,
                    changed + more.changed,
                    cancelled + more.cancelled,
                    back + more.back,
                    rejected + more.rejected);
        }

        private static long count(List<Change> changes, Change.Kind kind) {
            return changes.stream().filter(change -> change.kind() == kind).count();
        }
    }
}
