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
 * the order in which this node wrote; those about several links may come at once, four at most. No version of a link is told
 * after a later one: what was overtaken is left out. A listener may throw anything (it is logged, and nothing is undone) or block
 * (it delays no link's work, but one of the four threads is gone meanwhile). Notices wait, up to 20,000 for all links and half
 * that for one, an attendee's change counted as one; beyond that they are dropped, and the log counts them. A host that must not
 * miss a transition reads the link's history. Attendees have none: a host that must not miss a change of theirs writes it down in
 * {@link AttendeeStore#upsert}, in one transaction with them.
 */
public interface SyncListener {
    /** Is told nothing. */
    SyncListener NONE = new SyncListener() {};

    /**
     * A person sees a difference. Who alarms somebody leaves out what the engine does by itself to end an incident, {@link
     * TransitionRecord#byRecovery()}: else a long outage alarms once for each try.
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
}
