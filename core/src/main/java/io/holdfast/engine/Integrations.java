package io.holdfast.engine;

import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Authorizer;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.IntegrationView;
import io.holdfast.recovery.IntegrationHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person or a host asks of connected accounts. A command that the domain refuses says so in its {@link Outcome}; a read
 * that the host's {@link Authorizer} does not allow throws a {@link RefusedException}, and an id of which there is no
 * integration an {@link UnknownIdException}.
 */
public interface Integrations {
    /**
     * Connects an account of a provider: asks the provider who the credential is, then stores it. The same account again
     * renews its credential.
     *
     * @param workspace whose it will be
     * @param provider at which provider, one that the engine has a connector for
     * @param credential the credential that requests bear
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
     * @param credential the credential that requests bear from now on
     * @return the integration; refused, and nothing stored, if the provider refuses the credential, or if it is another
     *     account, whose label the refusal names beside the expected one
     * @throws ProviderException if the provider could not be asked
     */
    Outcome<Integration> renew(IntegrationId integration, Credential credential);

    /**
     * Disconnects an account in settings: every link of that connection turns DISCONNECTED, all data stays. Webhooks and the
     * credential are taken back at the provider where it lets us, best effort. Of a connection that was severed before, by a verdict, the
     * secret is no longer kept.
     *
     * @param integration which one
     * @param connection the connection that the person saw: a call that is repeated does not sever the one made since
     * @return the integration; unchanged if that connection is severed already, and nothing was kept of it
     */
    Outcome<Integration> disconnect(IntegrationId integration, long connection);

    /**
     * Asks the provider now whether an account's credential is valid. A refusal begins a suspicion, which a second one a while
     * later confirms. One that was severed by such a verdict is asked about for as long as its secret is kept
     * ({@link Integration#mayBeRevived}); if the provider accepts that again, a new connection begins with it, and its links stay
     * DISCONNECTED until they are reconnected.
     *
     * @param integration which one
     * @return the integration after the question; refused if it is severed and nothing is kept of it: a person disconnected it, or
     *     the grace is over
     * @throws ProviderException if the provider decides nothing
     */
    Outcome<Integration> verify(IntegrationId integration);

    /**
     * Removes an integration with all that is kept of it, secrets included. Disconnects it first.
     *
     * @param integration which one
     * @return its id; refused while links are bound to it, and the refusal names some; refused too while the vault does not
     *     forget its secrets: then it is disconnected, and may be asked for again
     */
    Outcome<IntegrationId> remove(IntegrationId integration);

    /**
     * {@return the latest version of an integration}
     *
     * @param integration which one
     */
    Integration get(IntegrationId integration);

    /**
     * {@return all integrations of a workspace that can be read}
     *
     * @param workspace whose
     */
    List<Integration> list(WorkspaceId workspace);

    /**
     * {@return how an integration is and how many of its links have which status, for its card in settings; reads stores only, in
     * pages of its links}
     *
     * @param integration which one
     */
    IntegrationHealth health(IntegrationId integration);

    /**
     * {@return the address to which a person has the provider deliver, where subscriptions are made by hand; made if there is none yet}
     * Whoever knows it can deliver, so only who may {@link io.holdfast.model.Command#CONNECT} is told. It stays the same until the
     * integration is removed. Empty if the engine has no {@link SyncEngineBuilder#webhooksAt}, the connector takes no deliveries,
     * or the account is disconnected and never had one.
     *
     * @param id which one
     */
    Optional<Secret> webhookAddress(IntegrationId id);

    /**
     * {@return the card of an integration in settings: how it is, how many links hang on it and how they are, and its
     * buttons; reads stores only, in pages of its links}
     *
     * @param integration which one
     */
    IntegrationView view(IntegrationId integration);

    /**
     * {@return one page of what the provider says can be imported}
     *
     * @param integration with whose credential
     * @param kind events or channels
     * @param after where to go on; {@link Cursor#START} for the first page
     * @throws ProviderException if the provider could not be asked
     */
    CandidatePage candidates(IntegrationId integration, SubjectKind kind, Cursor after);

    /**
     * Reconnects every link of an integration whose connection is severed, as {@link Links#reconnect} would one by one.
     *
     * @param integration with whose credential they are read from now on: the one that they are bound to
     * @return each such link with what came of it, by id, one that can't be read as refused; refused if the actor may not do that,
     *     or the integration is not connected
     */
    Outcome<Map<SyncLinkId, Outcome<SyncLink>>> reconnectAll(IntegrationId integration);

    /**
     * Retries every link of an integration that failed or waits to be tried again, as {@link Links#retry} would one by one, but
     * spread over {@link io.holdfast.policy.AutoRetryPolicy#retriedWithin()}.
     *
     * @param integration which one
     * @return each such link with what came of it, by id, one that can't be read as refused; refused if the actor may not do that,
     *     or the integration is not connected
     */
    Outcome<Map<SyncLinkId, Outcome<SyncLink>>> retryAll(IntegrationId integration);
}
