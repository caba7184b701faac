package io.holdfast.port;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One provider, read in the domain's words. An adapter module implements it.
 *
 * <p>Called from engine threads, several at once. A call blocks for one exchange, within the connector's own deadline,
 * and ends when its thread is interrupted. A connector neither retries nor sleeps: the engine owns the schedule. It need
 * not guard against endless lists either: the engine does.
 *
 * <p>What goes wrong is a {@link ProviderException}. Its kind says what the failure means if the credential is good;
 * where the credential itself may be dead, the exception says so too.
 */
public interface ProviderConnector {
    /** {@return the provider's name; a constant} */
    ProviderId provider();

    /** {@return what this connector can do; a constant} */
    default Capabilities capabilities() {
        return Capabilities.SNAPSHOTS;
    }

    /**
     * Asks who a credential is: the first call at connect, and the only one whose refusal is a verdict on the credential.
     *
     * @param credential what to ask with
     * @return the account
     * @throws ProviderException {@linkplain ProviderException#suspectsCredential() suspecting the credential} if the
     *     provider refuses it, of the kind {@code PERMISSION} if it knows the credential and lets it in nowhere, as after the end
     *     of a plan; otherwise if the provider could not be asked
     */
    Account identify(Credential credential);

    /**
     * {@return one page of what can be imported, in the connector's order; after a bounded number of exchanges, with what was
     * found by then}
     *
     * @param grant what to ask with
     * @param kind events or channels, one of the declared kinds
     * @param after where to go on; {@link Cursor#START} for the first page
     * @throws ProviderException if the provider does not answer with one; a part of the account that alone refuses is named in
     *     the page instead
     */
    CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after);

    /**
     * {@return the provider's id of an event or channel that a person named: by the id itself, with blanks around it perhaps, or
     * by the address of a page that tells it; empty if the text names none} Asks nobody.
     *
     * @param kind event or channel
     * @param pasted what the person pasted
     */
    default Optional<RemoteId> remote(SubjectKind kind, String pasted) {
        return Optional.of(pasted.strip()).filter(id -> !id.isEmpty()).map(RemoteId::of);
    }

    /**
     * {@return what the provider tells of one remote event or channel}
     *
     * @param grant what to ask with
     * @param remote which one
     * @throws ProviderException of kind {@code REMOTE_GONE} if it is not there, {@code PERMISSION} if this account may not
     *     see it; what it sees but can't be imported is described as such, and why
     */
    RemoteSubject describe(Grant grant, RemoteRef remote);

    /**
     * Tells of several remote events or channels at once. Called only if {@link Capabilities#maxDescribed()} is more than one, with
     * no more than it says.
     *
     * @param grant what to ask with
     * @param remotes which, two or more
     * @return what the provider tells of those that the answer names, as {@link #describe} does; of those it leaves out nothing is
     *     concluded: each is described alone when its turn comes
     * @throws ProviderException if the provider does not answer
     */
    default List<RemoteSubject> describeAll(Grant grant, Set<RemoteRef> remotes) {
        throw new UnsupportedOperationException(
                provider().value() + " declares that it describes one at a time, so several can't be asked for");
    }

    /**
     * Reads one page of all attendees. The order of pages need not be stable; the same page may be asked for again after
     * a crash.
     *
     * @param grant what to ask with
     * @param remote whose attendees
     * @param after where to go on; {@link Cursor#START} for the first page
     * @return the page; rows that can't be understood are rejected one by one
     * @throws ProviderException if the provider does not answer with a page; of kind {@code MALFORMED} if it does not say
     *     whether the list ended, {@code CURSOR_REFUSED} if it no longer knows the place
     */
    AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after);

    /**
     * Reads one page of the attendees that changed. Called only if {@link Capabilities#changes()} says so.
     *
     * @param grant what to ask with
     * @param remote whose attendees
     * @param since from when on, inclusive, by the provider's clock; overlap is taken off already
     * @param after where to go on; {@link Cursor#START} for the first page
     * @return the page
     * @throws ProviderException as {@link #attendees}
     */
    default AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        throw new UnsupportedOperationException(provider().value() + " declares no changes, so they can't be read");
    }

    /**
     * Reads attendees by their ids. Called only if {@link Capabilities#maxNamed(SubjectKind)} says so, with no more than it
     * says.
     *
     * @param grant what to ask with
     * @param remote whose attendees
     * @param ids whom, one or more
     * @return what the provider says of each of them, and of nobody else
     * @throws ProviderException if the provider does not say of each whether it is there; nobody is missing because an answer is
     */
    default NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        throw new UnsupportedOperationException(
                provider().value() + " declares no attendees by id, so they can't be read");
    }

    /**
     * What a provider says of attendees that were asked for by id.
     *
     * @param found the rows of those who are there, taken or rejected by id; nothing follows it
     * @param missing those who are not there
     */
    record NamedAttendees(AttendeePage found, Set<AttendeeId> missing) {
        public NamedAttendees {
            Objects.requireNonNull(found, "found");
            missing = Set.copyOf(missing);
        }

        /**
         * {@return an answer of those who are there}
         *
         * @param page their rows
         */
        public static NamedAttendees found(AttendeePage page) {
            return new NamedAttendees(page, Set.of());
        }

        /**
         * {@return an answer of somebody who is not there}
         *
         * @param id who
         * @param asOf the provider's clock at the answer
         */
        public static NamedAttendees missing(AttendeeId id, Instant asOf) {
            return new NamedAttendees(AttendeePage.builder().asOf(asOf).build(), Set.of(id));
        }
    }

    /**
     * Buys the next credential. Called only if {@link Capabilities#refresh()} says so, once per claim, and never repeated
     * by itself: where the provider rotates, a second call with the same token is refused.
     *
     * @param tokens the credential that is valid, with a refresh token
     * @return the next one, with the refresh token to use from then on
     * @throws ProviderException {@linkplain ProviderException#suspectsCredential() suspecting the credential} if the
     *     provider refuses the refresh token (RFC 6749: {@code invalid_grant}); of kind {@code CONFIGURATION} if it refuses
     *     this application ({@code invalid_client}); otherwise if the provider could not be asked
     */
    default Credential.OauthTokens refresh(Credential.OauthTokens tokens) {
        throw new UnsupportedOperationException(
                provider().value() + " declares no refresh, so its credentials can't be refreshed");
    }

    /**
     * {@return what reads this provider's deliveries} Called only if {@link Capabilities#webhooks()} says that they can be read.
     */
    default WebhookConnector webhooks() {
        throw new UnsupportedOperationException(
                provider().value() + " declares no webhooks, so its deliveries can't be read");
    }

    /**
     * Takes back at the provider what stands there for an authorisation that a person ended. Called only if {@link
     * Capabilities#revoke()} says so, once, best effort.
     *
     * @param grant what to ask with
     * @throws ProviderException if the provider does not do it
     */
    default void revoke(Grant grant) {
        throw new UnsupportedOperationException(
                provider().value() + " declares no revocation, so nothing can be taken back there");
    }
}
