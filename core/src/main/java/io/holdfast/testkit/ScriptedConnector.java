package io.holdfast.testkit;

import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A provider without a network: it holds remote events with attendees, answers in pages, and fails as a test tells it
 * to. Safe for use by several threads.
 */
public final class ScriptedConnector implements ProviderConnector {
    private static final ProviderId PROVIDER = ProviderId.of("scripted");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration SHORTEST_LIFE = Duration.ofHours(1);

    private final Map<RemoteRef, RemoteSubject> remotes = new LinkedHashMap<>();
    private final Map<RemoteRef, Map<AttendeeId, Attendee>> attendees = new LinkedHashMap<>();
    private final Set<Secret> refused = new HashSet<>();
    private final Set<RemoteRef> denied = new HashSet<>();
    private final Map<Secret, Account> accounts = new HashMap<>();
    private final Map<Secret, Credential.OauthTokens> issued = new HashMap<>();
    private int tokens;
    private boolean applicationRefused;
    private Capabilities capabilities = Capabilities.builder()
            .consistencyWindow(WINDOW)
            .changes(true)
            .feed(Feed.POLL)
            .build();
    private final Queue<ProviderException> failures = new ArrayDeque<>();
    private final Queue<AttendeePage> pages = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final InstantSource time;
    private final int pageSize;
    private Runnable beforePage = () -> {};
    private Runnable beforeIdentity = () -> {};

    /**
     * Makes a provider without any event.
     *
     * @param time the provider's clock
     * @param pageSize attendees per page, at least 1
     */
    public ScriptedConnector(InstantSource time, int pageSize) {
        this.time = time;
        this.pageSize = pageSize;
    }

    /**
     * Puts an event there, or changes it.
     *
     * @param remote the event
     * @return this connector
     */
    public synchronized ScriptedConnector event(RemoteSubject remote) {
        remotes.put(remote.ref(), remote);
        return this;
    }

    /**
     * Takes an event away.
     *
     * @param remote the event
     */
    public synchronized void removeEvent(RemoteRef remote) {
        remotes.remove(remote);
    }

    /**
     * Takes the right to see an event away, or gives it back. Like a provider that does not tell a lost right from a lost
     * credential, the answer then suspects the credential.
     *
     * @param remote the event
     * @param yes whether it is denied
     */
    public synchronized void deny(RemoteRef remote, boolean yes) {
        if (yes) {
            denied.add(remote);
        } else {
            denied.remove(remote);
        }
    }

    /**
     * Puts an attendee into an event, or changes one.
     *
     * @param remote the event
     * @param attendee the attendee; its change time decides which reads of changes see it
     */
    public synchronized void put(RemoteRef remote, Attendee attendee) {
        attendees.computeIfAbsent(remote, none -> new LinkedHashMap<>()).put(attendee.id(), attendee);
    }

    /**
     * Takes an attendee out of an event, without a trace: no read sees it any more.
     *
     * @param remote the event
     * @param attendee whom
     */
    public synchronized void remove(RemoteRef remote, AttendeeId attendee) {
        Map<AttendeeId, Attendee> there = attendees.get(remote);
        if (there != null) {
            there.remove(attendee);
        }
    }

    /**
     * Refuses a credential from now on, on every call, as a provider does once it was revoked.
     *
     * @param credential the credential
     */
    public synchronized void refuse(Credential credential) {
        refused.add(credential.bearer());
        issued.values().removeIf(known -> known.bearer().equals(credential.bearer()));
    }

    /**
     * Ends an access token before its time; what buys the next one counts on.
     *
     * @param tokens the tokens
     */
    public synchronized void end(Credential.OauthTokens tokens) {
        refused.add(tokens.access());
    }

    /**
     * Takes a credential again that was refused.
     *
     * @param credential the credential
     */
    public synchronized void accept(Credential credential) {
        refused.remove(credential.bearer());
    }

    /**
     * Says whose a credential is; otherwise it is {@code account-1}'s.
     *
     * @param credential the credential
     * @param account whose it is
     */
    public synchronized void belongsTo(Credential credential, Account account) {
        accounts.put(credential.bearer(), account);
    }

    /**
     * Declares something else than changes by polls.
     *
     * @param declared what this provider can do from now on
     * @return this connector
     */
    public synchronized ScriptedConnector capable(Capabilities declared) {
        capabilities = declared;
        return this;
    }

    /**
     * Issues tokens that rotate: each refresh buys others and at once ends those before, the refresh token included.
     *
     * @param life how long each access token counts by this provider's clock
     * @return the first tokens
     */
    public synchronized Credential.OauthTokens issue(Duration life) {
        tokens++;
        Credential.OauthTokens fresh = Credential.oauth(
                Secret.of("scripted-access-" + tokens),
                Optional.of(Secret.of("scripted-refresh-" + tokens)),
                Optional.of(time.instant().plus(life)));
        issued.put(Secret.of("scripted-refresh-" + tokens), fresh);
        return fresh;
    }

    /**
     * Refuses the application that asks for tokens, or takes it again.
     *
     * @param yes whether it is refused
     */
    public synchronized void refuseApplication(boolean yes) {
        applicationRefused = yes;
    }

    /**
     * Lets the next call about an event fail; several failures are met one after the other.
     *
     * @param failure what it throws
     */
    public synchronized void failNext(ProviderException failure) {
        failures.add(failure);
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

    /** {@return the calls so far, such as {@code attendees 1}, oldest first} */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public Capabilities capabilities() {
        synchronized (this) {
            return capabilities;
        }
    }

    @Override
    public Account identify(Credential credential) {
        Runnable meanwhile;
        synchronized (this) {
            calls.add("identify");
            meanwhile = beforeIdentity;
        }
        meanwhile.run();
        return answer(credential);
    }

    private synchronized Account answer(Credential credential) {
        failIfTold();
        failIfRefused(credential);
        return accounts.getOrDefault(credential.bearer(), Account.of("account-1", "Scripted account"));
    }

    @Override
    public synchronized Credential.OauthTokens refresh(Credential.OauthTokens old) {
        calls.add("refresh");
        failIfTold();
        if (applicationRefused) {
            throw ProviderException.of(
                    FailureKind.CONFIGURATION,
                    "expected an application that may ask for tokens but it is refused; correct its secret");
        }
        Secret spent = old.refresh().orElseThrow();
        Credential.OauthTokens before = issued.remove(spent);
        if (before == null) {
            throw refusal();
        }
        refused.add(before.bearer());
        Duration life = Duration.between(time.instant(), before.expiresAt().orElseThrow());
        return issue(life.compareTo(SHORTEST_LIFE) > 0 ? life : SHORTEST_LIFE);
    }

    @Override
    public synchronized void revoke(Grant grant) {
        calls.add("revoke");
        failIfTold();
        refuse(grant.credential());
    }

    @Override
    public synchronized Page<RemoteSubject> candidates(Grant grant, SubjectKind kind, Cursor after) {
        calls.add("candidates");
        failIfTold();
        failIfRefused(grant.credential());
        return Page.of(
                remotes.values().stream()
                        .filter(remote -> remote.ref().kind() == kind)
                        .toList(),
                Optional.empty());
    }

    @Override
    public synchronized RemoteSubject look(Grant grant, RemoteRef remote) {
        calls.add("look");
        failIfTold();
        failIfRefused(grant.credential());
        failIfDenied(remote);
        return Optional.ofNullable(remotes.get(remote)).orElseThrow(() -> gone(remote));
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return page("attendees", grant, remote, after, attendee -> true);
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        return page(
                "changes",
                grant,
                remote,
                after,
                attendee ->
                        attendee.changedAt().filter(at -> !at.isBefore(since)).isPresent());
    }

    private AttendeePage page(String call, Grant grant, RemoteRef remote, Cursor after, Predicate<Attendee> wanted) {
        Runnable meanwhile;
        synchronized (this) {
            meanwhile = beforePage;
        }
        meanwhile.run();
        synchronized (this) {
            AttendeePage scripted = pages.poll();
            int start = scripted != null || after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value());
            calls.add(call + " " + (scripted == null ? start / pageSize + 1 : "scripted"));
            failIfTold();
            failIfRefused(grant.credential());
            failIfDenied(remote);
            return scripted == null ? answer(remote, start, wanted) : scripted;
        }
    }

    private AttendeePage answer(RemoteRef remote, int start, Predicate<Attendee> wanted) {
        if (!remotes.containsKey(remote)) {
            throw gone(remote);
        }
        List<Attendee> all = attendees.getOrDefault(remote, Map.of()).values().stream()
                .filter(wanted)
                .toList();
        int end = Math.min(all.size(), start + pageSize);
        return AttendeePage.builder()
                .attendees(all.subList(Math.min(start, end), end))
                .asOf(time.instant())
                .next(end < all.size() ? Optional.of(Cursor.of(Integer.toString(end))) : Optional.empty())
                .expected(OptionalLong.of(all.size()))
                .build();
    }

    /** Refused, or past its end by this provider's clock. */
    private void failIfRefused(Credential credential) {
        boolean over = credential
                .expiresAt()
                .filter(end -> !end.isAfter(time.instant()))
                .isPresent();
        if (over || refused.contains(credential.bearer())) {
            throw refusal();
        }
    }

    private void failIfDenied(RemoteRef remote) {
        if (denied.contains(remote)) {
            throw ProviderException.of(
                            FailureKind.PERMISSION,
                            "expected access to " + remote.id().value()
                                    + " but it is denied; give the connected account access to it")
                    .suspectingCredential();
        }
    }

    private static ProviderException refusal() {
        return ProviderException.of(
                        FailureKind.UNREACHABLE, "expected a credential that counts but it is refused; use another")
                .suspectingCredential();
    }

    private void failIfTold() {
        ProviderException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private static ProviderException gone(RemoteRef remote) {
        return ProviderException.of(
                FailureKind.REMOTE_GONE,
                "expected a remote event but " + remote.id().value() + " is not there; check the id");
    }
}
