package io.holdfast.engine;

import io.holdfast.model.Actor;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.StatusView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.IntegrationHealth;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The driving side of the library: what a host calls. Safe for use by several threads; several engines may share the
 * same stores.
 *
 * <p>A command answers with an {@link Outcome}: the domain saying no is a value. Misuse is an {@code
 * IllegalArgumentException}, an id that names nothing an {@link UnknownIdException}, a provider that can't be reached a
 * {@link ProviderException}; a failing store's own exception comes through.
 */
public interface SyncEngine extends AutoCloseable {
    /** {@return a builder; all but a connector has a default} */
    static SyncEngineBuilder builder() {
        return new SyncEngineBuilder();
    }

    /**
     * Acts for someone.
     *
     * @param actor whose name the history shows; without this call it is {@link Actor#HOST}
     * @return the same engine, with that name on its commands
     */
    SyncEngine by(Actor actor);

    /**
     * Connects an account of a provider: asks the provider who the credential is, then stores it. The same account again
     * renews its credential.
     *
     * @param workspace whose it will be
     * @param provider at which provider, one that the engine has a connector for
     * @param credential what the provider lets us in with
     * @return the integration; refused, and nothing stored, if the provider refuses the credential
     * @throws IllegalArgumentException if the credential is blank, or the provider has no connector
     * @throws ProviderException if the provider could not be asked
     */
    Outcome<Integration> connect(WorkspaceId workspace, ProviderId provider, Credential credential);

    /**
     * Gives a connected account, or one whose authorisation ended, a new credential. Proves first that it is the same
     * account. An authorisation that had ended begins anew; its links stay DISCONNECTED until they are reconnected.
     *
     * @param integration which one
     * @param credential what the provider lets us in with from now on
     * @return the integration; refused, and nothing stored, if the provider refuses the credential, or if it is another
     *     account, whose label the refusal names beside the expected one
     * @throws UnknownIdException if there is no such integration
     * @throws ProviderException if the provider could not be asked
     */
    Outcome<Integration> renew(IntegrationId integration, Credential credential);

    /**
     * Disconnects an account in settings: every link of that connection turns DISCONNECTED, all data stays. Webhooks and the
     * credential are taken back at the provider where it lets us, best effort.
     *
     * @param integration which one
     * @param connection the connection that the person saw: a call that is repeated does not sever the one made since
     * @return the integration; unchanged if that connection is severed already
     * @throws UnknownIdException if there is no such integration
     */
    Outcome<Integration> disconnect(IntegrationId integration, long connection);

    /**
     * Asks the provider now whether an account's credential counts. A refusal begins a suspicion, which a second one a while
     * later confirms.
     *
     * @param integration which one
     * @return the integration after the question; refused if it is not connected
     * @throws UnknownIdException if there is no such integration
     * @throws ProviderException if the provider decides nothing
     */
    Outcome<Integration> check(IntegrationId integration);

    /**
     * Removes an integration with all that is kept of it, secrets included. Disconnects it first.
     *
     * @param integration which one
     * @return its id; refused while links are bound to it, and the refusal names some; refused too while the vault does not
     *     forget its secrets: then it is disconnected, and may be asked for again
     * @throws UnknownIdException if there is no such integration
     */
    Outcome<IntegrationId> removeIntegration(IntegrationId integration);

    /**
     * Loads an integration.
     *
     * @param integration which one
     * @return its latest version
     * @throws UnknownIdException if there is no such integration
     */
    Integration integration(IntegrationId integration);

    /**
     * Says how an integration is, for its card in settings. Reads stores only.
     *
     * @param integration which one
     * @return its health
     * @throws UnknownIdException if there is no such integration
     */
    IntegrationHealth health(IntegrationId integration);

    /**
     * Lists a workspace's integrations.
     *
     * @param workspace whose
     * @return all of them
     */
    List<Integration> integrations(WorkspaceId workspace);

    /**
     * Asks the provider what can be imported.
     *
     * @param integration with whose credential
     * @param kind events or channels
     * @param after where to go on; {@link Cursor#START} for the first page
     * @return one page
     * @throws UnknownIdException if there is no such integration
     * @throws ProviderException if the provider could not be asked
     */
    Page<RemoteSubject> candidates(IntegrationId integration, SubjectKind kind, Cursor after);

    /**
     * Imports a remote event or channel: stores the link, PENDING, and returns at once; the provider is asked by the run.
     * The same remote thing twice gives the existing link unchanged, whose subject may be another: look.
     *
     * @param workspace whose
     * @param subject the host's own event or channel that it feeds
     * @param integration with whose credential it is read
     * @param remote the provider's id of it
     * @return the link; refused, and nothing stored, unless the integration is CONNECTED and of this workspace
     * @throws UnknownIdException if there is no such integration
     */
    Outcome<SyncLink> importSubject(
            WorkspaceId workspace, SyncSubject subject, IntegrationId integration, RemoteId remote);

    /**
     * Retries: begins a new import of a failed link, or brings a waiting retry forward. Never shortens a wait that the
     * provider asked for.
     *
     * @param link which link
     * @return the link; refused while it is disconnected
     * @throws UnknownIdException if there is no such link
     */
    Outcome<SyncLink> retry(SyncLinkId link);

    /**
     * Reconnects: binds a disconnected link to a connection that counts and reads everything again. Ids, attendees and the
     * host's own fields stay. A link that failed may be reconnected too; a healthy one has nothing to reconnect.
     *
     * @param link which link
     * @param integration with whose credential it is read from now on
     * @return the link; refused if that integration is not connected, or is of another workspace, provider or account, and
     *     while the bound connection counts
     * @throws UnknownIdException if there is no such link or integration
     */
    Outcome<SyncLink> reconnect(SyncLinkId link, IntegrationId integration);

    /**
     * Moves a link to another account on purpose: as {@link #reconnect}, but the account may differ and the bound connection
     * may still count. Asks the provider whether that account sees the remote event or channel before anything is changed.
     *
     * @param link which link
     * @param integration with whose credential it is read from now on
     * @return the link; refused if that account can't see the remote thing, or the integration is not connected, or is of
     *     another workspace or provider
     * @throws UnknownIdException if there is no such link or integration
     * @throws ProviderException if the provider could not be asked
     */
    Outcome<SyncLink> move(SyncLinkId link, IntegrationId integration);

    /**
     * Reads everything of a live link again, now or after the run that is on.
     *
     * @param link which link
     * @return the link; refused unless it is live or importing
     * @throws UnknownIdException if there is no such link
     */
    Outcome<SyncLink> resync(SyncLinkId link);

    /**
     * Puts a link on hold: nothing of it is read until it is resumed, and a worker that is on it lets go. Its status stays.
     *
     * @param link which link
     * @return the link
     * @throws UnknownIdException if there is no such link
     */
    Outcome<SyncLink> suspend(SyncLinkId link);

    /**
     * Takes a link off hold: its run goes on, and what changed meanwhile is read.
     *
     * @param link which link
     * @return the link
     * @throws UnknownIdException if there is no such link
     */
    Outcome<SyncLink> resume(SyncLinkId link);

    /**
     * Reconnects every link of an integration whose connection is severed, as {@link #reconnect} would one by one.
     *
     * @param integration with whose credential they are read from now on: the one that they are bound to
     * @return each such link with what came of it, by id
     * @throws UnknownIdException if there is no such integration
     */
    Map<SyncLinkId, Outcome<SyncLink>> reconnectAll(IntegrationId integration);

    /**
     * Puts every link of a workspace on hold. Links that are imported later are not.
     *
     * @param workspace whose
     * @return each link with what came of it, by id
     */
    Map<SyncLinkId, Outcome<SyncLink>> suspendAll(WorkspaceId workspace);

    /**
     * Takes every link of a workspace off hold; what changed meanwhile is read, but not everything anew.
     *
     * @param workspace whose
     * @return each link with what came of it, by id
     */
    Map<SyncLinkId, Outcome<SyncLink>> resumeAll(WorkspaceId workspace);

    /**
     * Removes a link and its history. The host's attendees stay as they are; a worker that is on it can't write any more.
     *
     * @param link which link
     * @return its id
     * @throws UnknownIdException if there is no such link
     */
    Outcome<SyncLinkId> remove(SyncLinkId link);

    /**
     * Removes all links of a workspace, then its integrations with their secrets. May be asked again if it failed half-way.
     *
     * @param workspace whose
     * @return the workspace; refused with the first reason if some link could not be removed
     */
    Outcome<WorkspaceId> removeWorkspace(WorkspaceId workspace);

    /**
     * Plans how a person brings a link back. Reads stores only.
     *
     * @param link which link
     * @return with which integrations, and whether there is a choice to make
     * @throws UnknownIdException if there is no such link
     */
    RecoveryPlan plan(SyncLinkId link);

    /**
     * Loads a link.
     *
     * @param link which link
     * @return its latest version
     * @throws UnknownIdException if there is no such link
     */
    SyncLink link(SyncLinkId link);

    /**
     * Says how a link is, why, and what helps. Reads stores only.
     *
     * @param link which link
     * @return the explanation
     * @throws UnknownIdException if there is no such link
     */
    Explanation explain(SyncLinkId link);

    /**
     * Words that for a page.
     *
     * @param link which link
     * @return what a page shows
     * @throws UnknownIdException if there is no such link
     */
    StatusView view(SyncLinkId link);

    /**
     * Lists a link's history, newest first.
     *
     * @param link which link
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     * @return one page
     */
    Page<TransitionRecord> history(SyncLinkId link, Cursor after, int limit);

    /**
     * Waits until a link has no import run, whichever node works on it. Ends early if its thread is interrupted.
     *
     * @param link which link
     * @param atMost how long to wait, by the engine's time
     * @param progress is told each view that differs from the one before, on the calling thread
     * @return the last view; still importing if the time ran out
     * @throws UnknownIdException if there is no such link
     */
    StatusView await(SyncLinkId link, Duration atMost, Consumer<StatusView> progress);

    /**
     * Begins to work: runs are carried out on the queue's threads, and what is due is looked for at intervals.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    void start();

    /**
     * Does everything that is due now on the calling thread; for tests, and hosts that are woken from outside. An engine
     * that is turned by hand need not be started.
     *
     * @return how many times an integration was tended or a link worked
     * @throws IllegalStateException if the engine is closed
     */
    int turn();

    /**
     * Ends the work: workers hand their runs back within a grace of five seconds, so that another node goes on at once. A refresh
     * that is on is waited for, at most as long as a request may take: a token that rotates is given only once.
     */
    @Override
    void close();
}
