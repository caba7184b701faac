package io.holdfast.engine;

import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** A provider of many accounts, which knows of each when it was revoked and when it is in trouble, and counts what it is asked. */
final class OutageProvider implements ProviderConnector {
    /** How it answers while it is in trouble. */
    enum Trouble {
        UNAUTHORIZED_401(FailureKind.UNREACHABLE, true, true),
        /** Four of five requests, by chance. */
        UNAUTHORIZED_401_AT_TIMES(FailureKind.UNREACHABLE, true, true),
        FORBIDDEN_403(FailureKind.PERMISSION, true, true),
        FORBIDDEN_403_FOR_EVENTS(FailureKind.PERMISSION, true, false),
        NOT_FOUND_404(FailureKind.REMOTE_GONE, false, true),
        ERROR_5XX(FailureKind.UNREACHABLE, false, true),
        TIME_OUT(FailureKind.UNREACHABLE, false, true);

        private final FailureKind kind;
        private final boolean suspects;
        private final boolean ofIdentity;

        Trouble(FailureKind kind, boolean suspects, boolean ofIdentity) {
            this.kind = kind;
            this.suspects = suspects;
            this.ofIdentity = ofIdentity;
        }

        /** Whether every request meets it. */
        boolean isSteady() {
            return this != UNAUTHORIZED_401_AT_TIMES;
        }

        /** Whether it looks as if the credential were revoked. */
        boolean refusesTheIdentity() {
            return suspects && ofIdentity;
        }

        private ProviderException told() {
            ProviderException failure =
                    ProviderException.of(kind, "expected an answer but found trouble; try again later");
            return suspects ? failure.suspectingCredential() : failure;
        }
    }

    /** One account, and what befalls it. */
    static final class Customer {
        final int number;
        private Instant revokedAt = Instant.MAX;
        private Instant troubleFrom = Instant.MAX;
        private Instant troubleUntil = Instant.MAX;
        private boolean answersWell = true;
        private Optional<Instant> refusedAt = Optional.empty();
        private final Map<RemoteRef, Instant> readAgainAt = new HashMap<>();
        int questions;
        int askedForOthers;

        private Customer(int number) {
            this.number = number;
        }

        void revoke(Instant at) {
            revokedAt = at;
        }

        void trouble(Instant from, Instant until) {
            troubleFrom = from;
            troubleUntil = until;
        }

        boolean isInTrouble(Instant now) {
            return !now.isBefore(troubleFrom) && now.isBefore(troubleUntil);
        }

        boolean isRevoked(Instant now) {
            return !now.isBefore(revokedAt);
        }

        /** Since when it has only been refused; empty if it was answered well since. */
        Optional<Instant> refusedAt() {
            return refusedAt;
        }

        /** When an event was first read after the trouble. */
        Optional<Instant> readAgainAt(RemoteRef remote) {
            return Optional.ofNullable(readAgainAt.get(remote));
        }

        boolean isEverRevoked() {
            return revokedAt.isBefore(Instant.MAX);
        }

        boolean isEverInTrouble() {
            return troubleFrom.isBefore(Instant.MAX);
        }

        Duration inTroubleFor() {
            return isEverInTrouble() ? Duration.between(troubleFrom, troubleUntil) : Duration.ZERO;
        }

        Instant revokedAt() {
            return revokedAt;
        }

        Instant troubleUntil() {
            return troubleUntil;
        }
    }

    private static final Duration CLOSE = Duration.ofMinutes(30);
    private static final double AT_TIMES = 0.8;
    private static final Duration FOR_EVER = Duration.ofDays(4_000);

    private final InstantSource time;
    private final Trouble trouble;
    private final Optional<Duration> tokenLife;
    private final List<Customer> customers = new ArrayList<>();
    private final Map<Secret, Given> given = new HashMap<>();
    private final Random chance;
    private int tokens;
    private final Set<Customer> refused = new HashSet<>();
    private int refusedAtOnce;

    /** A key or token that is good, and until when. */
    private record Given(Customer to, Instant until) {}

    /**
     * Makes a provider of that many accounts.
     *
     * @param chance decides which requests meet a trouble that is not steady
     * @param tokenLife how long access tokens live, which rotate; empty where keys are used that live until they are revoked
     */
    OutageProvider(InstantSource time, Random chance, int accounts, Trouble trouble, Optional<Duration> tokenLife) {
        this.chance = chance;
        this.time = time;
        this.trouble = trouble;
        this.tokenLife = tokenLife;
        for (int number = 0; number < accounts; number++) {
            customers.add(new Customer(number));
        }
    }

    List<Customer> customers() {
        return customers;
    }

    /** How many accounts at most were refused at one time that were first refused within half an hour. */
    int refusedAtOnce() {
        return refusedAtOnce;
    }

    Customer customer(Account account) {
        return customers.get(Integer.parseInt(account.label().replaceAll("\\D", "")));
    }

    Credential credential(Customer customer) {
        if (tokenLife.isPresent()) {
            return issue(customer, tokenLife.get());
        }
        Credential key = Credential.apiKey("key-of-" + customer.number);
        give(key.bearer(), customer, FOR_EVER);
        return key;
    }

    private Credential.OauthTokens issue(Customer customer, Duration life) {
        tokens++;
        Secret access = Secret.of("access-" + tokens);
        Secret refresh = Secret.of("refresh-" + tokens);
        give(access, customer, life);
        give(refresh, customer, FOR_EVER);
        return new Credential.OauthTokens(
                access, Optional.of(refresh), Optional.of(time.instant().plus(life)));
    }

    private void give(Secret secret, Customer customer, Duration life) {
        given.put(secret, new Given(customer, time.instant().plus(life)));
    }

    @Override
    public ProviderId provider() {
        return ProviderId.of("outage");
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder()
                .consistencyWindow(Duration.ofMinutes(1))
                .changes(true)
                .feed(Feed.POLL)
                .refresh(tokenLife.isPresent())
                .build();
    }

    @Override
    public Account identify(Credential credential) {
        Customer asked = customer(credential.bearer());
        asked.questions++;
        asked.askedForOthers += asked.answersWell ? 1 : 0;
        return answer(credential, true, is -> new Account("account-" + is.number, "Account " + is.number));
    }

    /** A refresh token is good once; what an outage refuses it does not spend. */
    @Override
    public Credential.OauthTokens refresh(Credential.OauthTokens old) {
        Secret spent = old.refresh().orElseThrow();
        Customer asking = customer(spent);
        asking.questions++;
        failIfUnwell(asking, true);
        answered(asking);
        given.remove(spent);
        given.remove(old.bearer());
        return issue(asking, tokenLife.orElseThrow());
    }

    @Override
    public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        return answer(grant.credential(), false, reader -> new CandidatePage(List.of(), Optional.empty(), List.of()));
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return answer(
                grant.credential(), false, reader -> World.event().ref(remote).build());
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return answer(
                grant.credential(),
                false,
                reader -> page(
                        reader,
                        remote,
                        List.of(World.attendee("a1", "of " + reader.number, World.START)
                                .build())));
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        return answer(grant.credential(), false, reader -> page(reader, remote, List.of()));
    }

    private AttendeePage page(Customer reader, RemoteRef remote, List<Attendee> rows) {
        Instant now = time.instant();
        if (reader.isEverInTrouble() && !now.isBefore(reader.troubleUntil)) {
            reader.readAgainAt.putIfAbsent(remote, now);
        }
        return AttendeePage.builder()
                .attendees(rows)
                .asOf(now)
                .expected(OptionalLong.of(rows.size()))
                .build();
    }

    private <T> T answer(Credential credential, boolean ofIdentity, Function<Customer, T> answer) {
        Customer asking = customer(credential.bearer());
        failIfUnwell(asking, ofIdentity);
        answered(asking);
        return answer.apply(asking);
    }

    private Customer customer(Secret secret) {
        return Optional.ofNullable(given.get(secret))
                .filter(one -> one.until().isAfter(time.instant()))
                .map(Given::to)
                .orElseThrow(OutageProvider::refusal);
    }

    private void failIfUnwell(Customer asking, boolean ofIdentity) {
        Instant now = time.instant();
        if (asking.isInTrouble(now) && meetsTrouble(ofIdentity)) {
            failed(asking, trouble.suspects, now);
            throw trouble.told();
        }
        if (asking.isRevoked(now)) {
            failed(asking, true, now);
            throw refusal();
        }
    }

    private void answered(Customer asking) {
        asking.answersWell = true;
        asking.refusedAt = Optional.empty();
        refused.remove(asking);
    }

    private void failed(Customer asking, boolean isRefused, Instant now) {
        asking.answersWell = false;
        if (isRefused) {
            asking.refusedAt = asking.refusedAt.or(() -> Optional.of(now));
            refused.add(asking);
            Instant closeTo = now.minus(CLOSE);
            int close = (int) refused.stream()
                    .filter(one -> one.refusedAt.filter(closeTo::isBefore).isPresent())
                    .count();
            refusedAtOnce = Math.max(refusedAtOnce, close);
        }
    }

    private boolean meetsTrouble(boolean asksIdentity) {
        boolean asked = !asksIdentity || trouble.ofIdentity;
        return asked && (trouble.isSteady() || chance.nextDouble() < AT_TIMES);
    }

    private static ProviderException refusal() {
        return untraced(ProviderException.of(
                        FailureKind.UNREACHABLE, "expected a valid credential but it is refused; use another")
                .suspectingCredential());
    }

    /** Thousands are thrown, and each would be logged with the same lines. */
    private static ProviderException untraced(ProviderException failure) {
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }
}
