package io.holdfast.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fake Eventbrite that answers over HTTP on loopback until closed. Its methods are what happens on the provider's side;
 * all of them may be called by several threads.
 */
public final class EventbriteSandbox implements AutoCloseable {
    private static final long FIRST_EVENT = 880_011_223_344L;
    private static final long FIRST_USER = 3_100_998_877_665L;
    private static final long FIRST_ORGANIZATION = 4_100_220_033_445L;

    private final AtomicInteger accounts = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private final Builder settings;
    private final Tokens tokens;
    private final Account owner;
    private final String token;
    private final Api api;
    private final OAuth oauth;
    private final FrontDoor door;

    private EventbriteSandbox(Builder settings) throws IOException {
        this.settings = settings;
        tokens = new Tokens(settings.seed, settings.clock, settings.revokedAs);
        api = new Api(tokens, new Continuations(settings.seed), settings.pageSize, settings.continuationOnLastPage);
        owner = account("North Pier Talks");
        token = tokens.issue(owner);
        oauth = new OAuth(tokens, settings.life, owner);
        door = new FrontDoor(
                settings.port,
                settings.certificate,
                settings.latency,
                tokens,
                new RateLimits(settings.clock),
                api,
                oauth);
    }

    /** {@return a sandbox on a free port, with all defaults} */
    public static EventbriteSandbox start() {
        return builder().start();
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where the API answers, with a slash at its end} */
    public URI baseUri() {
        return door.baseUri();
    }

    /** {@return where users let the app in and where it gets its tokens, with a slash at its end} */
    public URI oauthUri() {
        return door.oauthUri();
    }

    /** {@return a user's token that works} */
    public String token() {
        return token;
    }

    /** {@return a token that counts, but is no user's} */
    public String publicToken() {
        return tokens.publicToken();
    }

    /**
     * Ends a token, as a user does who removes the app. A token that is none stays none. Of rotating tokens each one, a past
     * one too, stands for all that came of the same grant.
     *
     * @param revoked which token
     */
    public void revoke(String revoked) {
        tokens.revoke(revoked);
    }

    /**
     * Lets a revoked token count again, for the same user. A token that is none stays none, and of rotating tokens those
     * that were replaced or have expired stay ended.
     *
     * @param restored which token
     */
    public void restore(String restored) {
        tokens.restore(restored);
    }

    /**
     * Takes a token's user out of their organization: it is in no list of theirs, and what belongs to it is forbidden.
     *
     * @param ofToken a token of the user, revoked or not
     * @throws IllegalArgumentException if it is no user's
     */
    public void loseOrganization(String ofToken) {
        api.setMember(tokens.user(ofToken), false);
    }

    /**
     * Takes a token's user back into their organization.
     *
     * @param ofToken a token of the user, revoked or not
     * @throws IllegalArgumentException if it is no user's
     */
    public void regainOrganization(String ofToken) {
        api.setMember(tokens.user(ofToken), true);
    }

    /**
     * Blocks every request at the provider's edge, whoever asks and for what, as {@link Fault#edgeBlock} does one. Faults
     * that were put in place wait meanwhile.
     *
     * @param on whether it does
     */
    public void edgeBlock(boolean on) {
        door.block(on);
    }

    /** {@return the app's id; no token} */
    public String clientId() {
        return RateLimits.APP_KEY;
    }

    /** {@return what the app proves itself with} */
    public String clientSecret() {
        return oauth.clientSecret();
    }

    /**
     * Registers where users come back to from the page where they let the app in. Before, that page is shown to nobody.
     *
     * @param redirectUri where; takes the place of the one before
     * @throws IllegalArgumentException if it is not absolute or has a fragment
     */
    public void registerApp(URI redirectUri) {
        require(
                redirectUri.isAbsolute() && redirectUri.getRawFragment() == null,
                "an absolute URI without a fragment",
                redirectUri);
        oauth.register(redirectUri);
    }

    /**
     * Chooses who lets the app in from now on; the first user, if nobody was chosen.
     *
     * @param ofToken a token of the user, revoked or not
     * @throws IllegalArgumentException if it is no user's
     */
    public void authorizeAs(String ofToken) {
        oauth.authorizeAs(tokens.user(ofToken));
    }

    /**
     * Chooses what users say who are asked to let the app in.
     *
     * @param yes whether they refuse
     */
    public void denyAuthorization(boolean yes) {
        oauth.deny(yes);
    }

    /**
     * Chooses whether the app counts for nothing, as if its key were deleted or its secret replaced.
     *
     * @param yes whether the token endpoint refuses it
     */
    public void rejectClient(boolean yes) {
        oauth.rejectClient(yes);
    }

    /**
     * Gives the app tokens of a user without a browser.
     *
     * @param ofToken a token of the user, revoked or not
     * @return a first pair, of a grant of its own
     * @throws IllegalArgumentException if it is no user's
     * @throws IllegalStateException if the sandbox has no rotating tokens
     */
    public TokenPair issuePair(String ofToken) {
        return oauth.issuePair(tokens.user(ofToken));
    }

    /**
     * Makes another user with an organization of their own.
     *
     * @param name the name of both
     * @return that user's token
     */
    public String newAccount(String name) {
        return tokens.issue(account(name));
    }

    /**
     * Makes a live event of the first organization that starts in three days.
     *
     * @param title its title
     * @param attendees how many attendees are invented for it
     * @return the event
     * @throws IllegalArgumentException if the number is negative
     */
    public SandboxEvent event(String title, int attendees) {
        require(attendees >= 0, "no less than no attendees", attendees);
        int serial = events.getAndIncrement();
        SandboxEvent event = new SandboxEvent(
                Long.toString(FIRST_EVENT + serial),
                owner.organizationId(),
                title,
                settings.clock,
                new AttendeeGenerator(settings.seed, serial));
        event.generate(attendees);
        api.add(event);
        return event;
    }

    /**
     * Lets the next answers misbehave.
     *
     * @param pathContains for requests whose method, path and query, as {@link #calls} has them, contain this
     * @param times how often
     * @param fault how
     * @throws IllegalArgumentException if the times are negative
     */
    public void inject(String pathContains, int times, Fault fault) {
        inject(pathContains, 0, times, fault);
    }

    /**
     * Lets later answers misbehave.
     *
     * @param pathContains for requests whose method, path and query, as {@link #calls} has them, contain this
     * @param skipped how many of them are answered as always before
     * @param times how often
     * @param fault how
     * @throws IllegalArgumentException if a number is negative
     */
    public void inject(String pathContains, int skipped, int times, Fault fault) {
        require(skipped >= 0, "no less than none skipped", skipped);
        require(times >= 0, "no less than no times", times);
        door.faults().add(pathContains, skipped, times, fault);
    }

    /** {@return how many bytes clients have sent in all, credentials included; of a TLS handshake none count} */
    public long bytesReceived() {
        return door.bytesReceived();
    }

    /** {@return how many requests were answered} */
    public int requests() {
        return door.requests();
    }

    /** {@return how many requests the token endpoint was sent, whatever was answered} */
    public int tokenCalls() {
        return door.tokenCalls();
    }

    /** {@return how many pairs of tokens were replaced, whether the answer arrived or not} */
    public int rotations() {
        return oauth.rotations();
    }

    /** {@return each request's method, path and query, oldest first; no token, code or secret is in it} */
    public List<String> calls() {
        return door.calls();
    }

    /** Stops answering. Closing again does nothing. */
    @Override
    public void close() {
        door.close();
    }

    private Account account(String name) {
        int serial = accounts.getAndIncrement();
        return new Account(Long.toString(FIRST_USER + serial), name, Long.toString(FIRST_ORGANIZATION + serial));
    }

    private static void require(boolean fits, String expected, Object found) {
        if (!fits) {
            throw new IllegalArgumentException("expected " + expected + " but found " + found);
        }
    }

    /** Sets up an {@link EventbriteSandbox}. For one thread. */
    public static final class Builder {
        private int port;
        private long seed = 42;
        private int pageSize = 50;
        private InstantSource clock = InstantSource.system();
        private Duration latency = Duration.ZERO;
        private boolean continuationOnLastPage;
        private int revokedAs = 401;
        private Optional<Duration> life = Optional.empty();
        private Optional<SandboxCertificate> certificate = Optional.empty();

        private Builder() {}

        /**
         * Chooses the port.
         *
         * @param number the port; 0, the default, takes a free one
         * @return this builder
         * @throws IllegalArgumentException if it is no port
         */
        public Builder port(int number) {
            require(number >= 0 && number <= 65_535, "a port from 0 to 65535", number);
            port = number;
            return this;
        }

        /**
         * Chooses who is invented.
         *
         * @param number the same number, the same people
         * @return this builder
         */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /**
         * Chooses how many rows a page has.
         *
         * @param rows at least 1; the provider's 50 is the default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder pageSize(int rows) {
            require(rows >= 1, "at least one row a page", rows);
            pageSize = rows;
            return this;
        }

        /**
         * Chooses the clock that the provider's data follows. The {@code Date} of an answer is the system's, whatever is
         * chosen here: the JDK's server writes it itself.
         *
         * @param source the clock; the system's is the default
         * @return this builder
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Chooses how long each answer takes.
         *
         * @param time at least so long, in whole milliseconds; none is the default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder latency(Duration time) {
            require(!time.isNegative(), "no negative latency", time);
            latency = time;
            return this;
        }

        /**
         * Chooses whether the last page of attendees names a continuation too.
         *
         * @param yes whether it does; not, by default
         * @return this builder
         */
        public Builder continuationOnLastPage(boolean yes) {
            continuationOnLastPage = yes;
            return this;
        }

        /**
         * Chooses the status of {@code INVALID_AUTH}, for which the provider's documentation and its practice differ.
         *
         * @param status 401, the default, or 400
         * @return this builder
         * @throws IllegalArgumentException if it is another
         */
        public Builder revokedAs(int status) {
            require(status == 401 || status == 400, "401 or 400", status);
            revokedAs = status;
            return this;
        }

        /**
         * Lets the app's tokens end by themselves, to be replaced with refresh tokens that are good once each. The provider
         * has no such tokens; others do. Tokens that the sandbox itself hands out have no end all the same.
         *
         * @param time how long an access token lives, from one second, told in whole seconds
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder rotatingTokens(Duration time) {
            require(time.compareTo(Duration.ofSeconds(1)) >= 0, "a life of one second or more", time);
            life = Optional.of(time);
            return this;
        }

        /**
         * Lets the sandbox answer over TLS.
         *
         * @param proof what it proves itself with; without one, the default, it answers in the clear
         * @return this builder
         */
        public Builder certificate(SandboxCertificate proof) {
            certificate = Optional.of(proof);
            return this;
        }

        /**
         * Starts the sandbox.
         *
         * @return the sandbox, answering
         * @throws UncheckedIOException if the port can't be had
         */
        public EventbriteSandbox start() {
            try {
                return new EventbriteSandbox(this);
            } catch (IOException taken) {
                throw new UncheckedIOException(
                        "expected to listen on port " + port + " of loopback but could not; choose another", taken);
            }
        }
    }
}
