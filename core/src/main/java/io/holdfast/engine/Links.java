package io.holdfast.engine;

import io.holdfast.model.Attendee;
import io.holdfast.model.Cursor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Statistics;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.Authorizer;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.SubjectView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a person or a host asks of links. A command that the domain refuses says so in its {@link Outcome}; a read that
 * the host's {@link Authorizer} does not allow throws a {@link RefusedException}, and an id of which there is no link
 * or integration an {@link UnknownIdException}.
 */
public interface Links {
    /**
     * Imports a remote event or channel: stores the link, PENDING, and returns at once; the provider is asked by the run.
     * The same remote event or channel for the same subject gives the existing link unchanged; for another, a new one.
     *
     * @param workspace whose
     * @param subject the host's own event or channel that it feeds
     * @param integration with whose credential it is read
     * @param remote the provider's id of it, or what a person pasted to name it: the id with blanks around it, or the address of
     *     its page, as the provider's connector takes them
     * @return the link; refused, and nothing stored, unless the integration is CONNECTED and of this workspace, and if what was
     *     pasted names no event or channel
     */
    default Outcome<SyncLink> importSubject(
            WorkspaceId workspace, SyncSubject subject, IntegrationId integration, RemoteId remote) {
        return importSubject(workspace, subject, integration, remote, ImportMode.UPDATE_EXISTING);
    }

    /**
     * Imports a remote event or channel, as above, and says what becomes of the host's own rows that an arriving attendee is
     * matched to.
     *
     * @param workspace whose
     * @param subject the host's own event or channel that it feeds
     * @param integration with whose credential it is read
     * @param remote the provider's id of it, or what a person pasted to name it
     * @param mode what becomes of the host's own rows; {@link ImportMode#UPDATE_EXISTING} where a person does not choose
     * @return the link; refused as above. One that is there already keeps its mode
     */
    Outcome<SyncLink> importSubject(
            WorkspaceId workspace, SyncSubject subject, IntegrationId integration, RemoteId remote, ImportMode mode);

    /**
     * Chooses anew what becomes of the host's own rows that an arriving attendee is matched to. Begins no run: it holds for what
     * is read from the next run on, so a {@link #resync} applies it to everybody. The history says who chose it.
     *
     * @param link which link
     * @param mode what becomes of them
     * @return the link
     */
    Outcome<SyncLink> changeImportMode(SyncLinkId link, ImportMode mode);

    /**
     * {@return the latest version of a link}
     *
     * @param link which link
     */
    SyncLink get(SyncLinkId link);

    /**
     * {@return all links that feed one of the host's own events or channels and can be read, by id} There may be several:
     * one subject may be fed by several providers.
     *
     * @param workspace whose
     * @param subject the host's own event or channel
     */
    List<SyncLink> of(WorkspaceId workspace, SyncSubject subject);

    /**
     * {@return how a link is, for a page: badge, alert, indicator and progress}
     *
     * @param link which link
     */
    StatusView view(SyncLinkId link);

    /**
     * {@return how one of the host's own events or channels is: as the worst of the links that feed it; empty where none
     * does} Two calls of stores for any number of links. Links that can't be read, or whose integration can't, are left out.
     *
     * @param workspace whose
     * @param subject the host's own event or channel
     */
    Optional<SubjectView> subjectView(WorkspaceId workspace, SyncSubject subject);

    /**
     * {@return how one page of a workspace's links are, by link id, for a list of cards} Two calls of stores, however
     * many links there are. Left out is a link that can't be read, or whose integration can't be, so a page may be empty
     * and not the last.
     *
     * @param workspace whose
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most; more than 500 are read as 500
     */
    Page<StatusView> views(WorkspaceId workspace, Cursor after, int limit);

    /**
     * {@return how some links are by link id, for a list of cards; one that is not there or can't be read is left
     * out} Two calls of stores for each 500 links.
     *
     * @param links which links, of one workspace or several
     */
    Map<SyncLinkId, StatusView> views(Set<SyncLinkId> links);

    /**
     * {@return how a link is, why, and what helps; reads stores only}
     *
     * @param link which link
     */
    Explanation explain(SyncLinkId link);

    /**
     * {@return how a person brings a link back: with which integrations, and whether there is a choice to make} Reads
     * stores only.
     *
     * @param link which link
     */
    RecoveryPlan plan(SyncLinkId link);

    /**
     * {@return what a page asks before a link is reconnected or moved: with which account it is read from now on} Reads stores
     * only, so whether another account sees the event or channel is left open.
     *
     * @param link which link
     */
    ReconnectDialog dialog(SyncLinkId link);

    /**
     * {@return a row of that dialog once it is chosen} Of another account that is connected the provider is asked whether it
     * sees the event or channel; of any other the row says as much as before. Changes nothing.
     *
     * @param link which link
     * @param integration which row
     * @throws UnknownIdException if the dialog has no such row
     * @throws ProviderException if the provider could not be asked
     */
    ReconnectDialog.Choice consider(SyncLinkId link, IntegrationId integration);

    /**
     * {@return one page of a link's history, newest first}
     *
     * @param link which link
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<TransitionRecord> history(SyncLinkId link, Cursor after, int limit);

    /**
     * {@return one page of the attendees of a link, those who no longer attend included, by id} For the embedded
     * default, and for stores of hosts that implement {@link AttendeeQuery}; other hosts read their own table.
     *
     * @param link which link
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     * @throws UnsupportedOperationException if the attendee store implements no {@link AttendeeQuery}
     */
    Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit);

    /**
     * {@return how many attendees a link has: by attendance, checked in, by ticket class; empty if the attendee store implements
     * no {@link AttendeeQuery}} As they are stored; the provider is not asked.
     *
     * @param link which link
     */
    Optional<Statistics> statistics(SyncLinkId link);

    /**
     * Retries: begins a new import of a failed link, or brings a waiting retry forward. Never shortens a wait that the
     * provider asked for.
     *
     * @param link which link
     * @return the link; refused while it is disconnected
     */
    Outcome<SyncLink> retry(SyncLinkId link);

    /**
     * Reconnects: binds a disconnected link to a connection that is valid and reads everything again. Ids, attendees and
     * the host's own fields stay. A link that failed may be reconnected too; a healthy one has nothing to reconnect.
     *
     * @param link which link
     * @param integration with whose credential it is read from now on
     * @return the link; refused if that integration is not connected, or is of another workspace, provider or account, and
     *     while the bound connection is valid
     */
    Outcome<SyncLink> reconnect(SyncLinkId link, IntegrationId integration);

    /**
     * Moves a link to another account on purpose: as {@link #reconnect}, but the account may differ and the bound
     * connection may still be valid. Asks the provider first whether that account sees the remote event or channel.
     *
     * @param link which link
     * @param integration with whose credential it is read from now on
     * @return the link; refused if that account can't see the event or channel, or the integration is not connected, or is
     *     of another workspace or provider
     * @throws ProviderException if the provider could not be asked
     */
    Outcome<SyncLink> move(SyncLinkId link, IntegrationId integration);

    /**
     * Reads everything of a live link again, now or after the run that is on.
     *
     * @param link which link
     * @return the link; refused unless it is live or importing
     */
    Outcome<SyncLink> resync(SyncLinkId link);

    /**
     * Has attendees removed whom the provider no longer lists: those about whom a person is asked, or those whom a person
     * kept. Everything is read again first, and who is seen then stays; removed means NOT_ATTENDING, never deleted.
     *
     * @param link which link
     * @param scan the full scan that asked, as {@link Explanation#removals()} tells it
     * @param count how many they are, as told there
     * @return the link; refused, with the question that is asked now, if these numbers are not it
     */
    Outcome<SyncLink> applyRemovals(SyncLinkId link, long scan, long count);

    /**
     * Keeps attendees though the provider no longer lists them: those about whom a person is asked. Nobody asks about them
     * again, until a read sees them and they go missing anew.
     *
     * @param link which link
     * @param scan the full scan that asked, as {@link Explanation#removals()} tells it
     * @param count how many they are, as told there
     * @return the link; refused, with the question that is asked now, if these numbers are not it, or if they are being
     *     removed just now
     */
    Outcome<SyncLink> keepAttendees(SyncLinkId link, long scan, long count);

    /**
     * Puts a link on hold: nothing of it is read until it is resumed, and its worker stops. Its status stays.
     *
     * @param link which link
     * @return the link
     */
    Outcome<SyncLink> suspend(SyncLinkId link);

    /**
     * Takes a link off hold: its run goes on, and what changed meanwhile is read.
     *
     * @param link which link
     * @return the link
     */
    Outcome<SyncLink> resume(SyncLinkId link);

    /**
     * Removes a link and its history. The host's attendees stay as they are; a worker that is on it can't write any more.
     *
     * @param link which link
     * @return its id
     */
    Outcome<SyncLinkId> remove(SyncLinkId link);

    /**
     * Waits until a link has no import run, whichever node works on it. Ends early if its thread is interrupted.
     *
     * @param link which link
     * @param atMost how long to wait, by the engine's running clock: one that is set makes it neither longer nor shorter
     * @param progress is told each view that differs from the one before, on the calling thread
     * @return the last view; still importing if the time ran out
     */
    StatusView await(SyncLinkId link, Duration atMost, Consumer<StatusView> progress);
}
