package io.holdfast.testkit;

import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/** A provider in memory: it answers in pages, and fails as a test tells it to. Safe for use by several threads. */
public final class ScriptedConnector implements ProviderConnector {
    private final ScriptedEvents events;
    private final ScriptedAccounts accounts;
    private volatile Capabilities capabilities = ScriptedEvents.POLLED;
    private final Queue<AttendeePage> pages = new ArrayDeque<>();
    private final ScriptedCalls calls = new ScriptedCalls();
    private final ScriptedBudgets budgets;
    private final ScriptedWebhooks webhooks = new ScriptedWebhooks(this);
    private volatile Runnable beforePage = () -> {};
    private volatile Runnable beforeIdentity = () -> {};

    /**
     * Makes a provider without any event.
     *
     * @param time the provider's clock
     * @param pageSize attendees per page, at least 1
     */
    public ScriptedConnector(InstantSource time, int pageSize) {
        events = new ScriptedEvents(time, pageSize);
        accounts = new ScriptedAccounts(time);
        budgets = new ScriptedBudgets(time);
    }

    /**
     * {@return this connector, once an event or channel is put there or changed} Channels are imported once they are declared.
     *
     * @param remote the event or channel
     */
    public synchronized ScriptedConnector event(RemoteSubject remote) {
        events.put(remote);
        return this;
    }

    /**
     * Takes an event away.
     *
     * @param remote the event
     */
    public synchronized void removeEvent(RemoteRef remote) {
        events.remove(remote);
    }

    /**
     * Takes the right to see an event away, or gives it back; the answer then suspects the credential, as some providers' do.
     *
     * @param remote the event
     * @param yes whether it is denied
     */
    public synchronized void deny(RemoteRef remote, boolean yes) {
        events.deny(remote, yes);
    }

    /**
     * Puts an attendee into an event, or changes one.
     *
     * @param remote the event
     * @param attendee the attendee; its change time decides which reads of changes see it
     */
    public synchronized void put(RemoteRef remote, Attendee attendee) {
        events.put(remote, attendee);
    }

    /**
     * Takes an attendee out of an event, without a trace: no read sees it any more.
     *
     * @param remote the event
     * @param attendee whom
     */
    public synchronized void remove(RemoteRef remote, AttendeeId attendee) {
        events.remove(remote, attendee);
    }

    /**
     * Refuses a credential from now on, on every call, as a provider does once it was revoked.
     *
     * @param credential the credential
     */
    public synchronized void refuse(Credential credential) {
        accounts.refuse(credential);
    }

    /**
     * Ends an access token before its time; its refresh token stays valid.
     *
     * @param tokens the tokens
     */
    public synchronized void end(Credential.OauthTokens tokens) {
        accounts.end(tokens);
    }

    /**
     * Takes a credential again that was refused.
     *
     * @param credential the credential
     */
    public synchronized void accept(Credential credential) {
        accounts.accept(credential);
    }

    /**
     * Says whose a credential is; otherwise it is {@code account-1}'s.
     *
     * @param credential the credential
     * @param account whose it is
     */
    public synchronized void belongsTo(Credential credential, Account account) {
        accounts.belongsTo(credential, account);
    }

    /**
     * {@return this connector, once it declares something else than changes by polls}
     *
     * @param declared what this provider can do from now on
     */
    public synchronized ScriptedConnector capable(Capabilities declared) {
        capabilities = declared;
        return this;
    }

    /**
     * {@return the first of tokens that rotate: each refresh buys others and at once ends those before, with their refresh token}
     *
     * @param life how long each access token is valid by this provider's clock
     */
    public synchronized Credential.OauthTokens issue(Duration life) {
        return accounts.issue(life);
    }

    /**
     * Refuses the application that asks for tokens, or takes it again.
     *
     * @param yes whether it is refused
     */
    public synchronized void refuseApplication(boolean yes) {
        accounts.refuseApplication(yes);
    }

    /**
     * Lets the next call about an event fail; several failures are met one after the other.
     *
     * @param failure what it throws
     */
    public synchronized void failNext(ProviderException failure) {
        calls.failNext(failure);
    }

    /**
     * Lets the next request for attendees be answered by a page of the test's own.
     *
     * @param page the answer
     */
    public synchronized void answerNext(AttendeePage page) {
        pages.add(page);
    }

    /**
     * Runs something before each page of attendees is answered: what another node does meanwhile, say.
     *
     * @param action what to run, on the thread that asks
     */
    public synchronized void beforeEachPage(Runnable action) {
        beforePage = action;
    }

    /**
     * Runs something before each answer to who a credential is: what another node does meanwhile, say.
     *
     * @param action what to run, on the thread that asks
     */
    public synchronized void beforeEachIdentity(Runnable action) {
        beforeIdentity = action;
    }

    /** {@return how many calls it grants; any number until that is said} */
    public ScriptedBudgets budgets() {
        return budgets;
    }

    /** {@return the calls so far, such as {@code attendees 1}, oldest first} */
    public synchronized List<String> calls() {
        return calls.all();
    }

    @Override
    public ProviderId provider() {
        return ProviderId.of("scripted");
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ScriptedWebhooks webhooks() {
        return webhooks;
    }

    synchronized void call(String call, Grant grant) {
        calls.begin(call);
        accounts.failIfRefused(grant.credential());
        budgets.count(grant);
    }

    @Override
    public Account identify(Credential credential) {
        calls.add("identify");
        beforeIdentity.run();
        synchronized (this) {
            calls.failIfScripted();
            return accounts.of(credential);
        }
    }

    @Override
    public synchronized Credential.OauthTokens refresh(Credential.OauthTokens old) {
        calls.begin("refresh");
        return accounts.refresh(old);
    }

    @Override
    public synchronized void revoke(Grant grant) {
        calls.begin("revoke");
        accounts.refuse(grant.credential());
    }

    @Override
    public synchronized CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        call("candidates", grant);
        return new CandidatePage(events.of(kind), Optional.empty(), List.of());
    }

    @Override
    public synchronized RemoteSubject describe(Grant grant, RemoteRef remote) {
        call("describe", grant);
        return events.get(remote);
    }

    @Override
    public synchronized List<RemoteSubject> describeAll(Grant grant, Set<RemoteRef> remotes) {
        call("describe all " + remotes.size(), grant);
        return events.all(remotes);
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return page("attendees", grant, remote, after, attendee -> true);
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        return page("changes", grant, remote, after, ScriptedEvents.changedSince(since));
    }

    @Override
    public synchronized NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        call("named " + ids.size(), grant);
        events.failIfDenied(remote);
        return events.named(remote, ids);
    }

    private AttendeePage page(String call, Grant grant, RemoteRef remote, Cursor after, Predicate<Attendee> wanted) {
        beforePage.run();
        synchronized (this) {
            AttendeePage scripted = pages.poll();
            int start = scripted != null || after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value());
            call(call + " " + (scripted == null ? events.pageAt(start) : "scripted"), grant);
            events.failIfDenied(remote);
            return scripted == null ? events.page(remote, start, wanted) : scripted;
        }
    }
}
