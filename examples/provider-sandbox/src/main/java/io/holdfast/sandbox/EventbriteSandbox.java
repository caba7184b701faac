package io.holdfast.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fake Eventbrite that answers over HTTP on loopback until closed. Its methods are what happens on the provider's side;
 * all of them may be called by several threads.
 */
public final class EventbriteSandbox extends ProviderSandbox {
    private static final long FIRST_EVENT = 880_011_223_344L;

    private final AtomicInteger accounts = new AtomicInteger(1);
    private final AtomicInteger events = new AtomicInteger();
    private final Builder settings;
    private final EventbriteProvider provider;
    private final Tokens tokens;
    private final OAuth oauth;
    private final String token;

    private EventbriteSandbox(Builder settings, EventbriteProvider provider) {
        super(settings, provider);
        this.settings = settings;
        this.provider = provider;
        tokens = provider.tokens();
        oauth = provider.oauth();
        token = provider.token();
    }

    private static EventbriteProvider provider(Builder settings) {
        Tokens tokens = new Tokens(settings.seed, settings.clock, settings.revokedAs);
        Account owner = Account.of(0, "North Pier Talks");
        String token = tokens.issue(owner);
        return new EventbriteProvider(
                tokens,
                new RateLimits(settings.clock, settings.callsPerHour),
                new Api(tokens, new Continuations(settings.seed), settings.pageSize, settings.continuationOnLastPage),
                new OAuth(tokens, settings.life, owner),
                owner,
                token,
                new EventbriteHooks(new Deliveries(settings.clock, settings.seed), settings.clock),
                new EventbriteDialect());
    }

    /** {@return a sandbox on a free port, with all defaults} */
    public static EventbriteSandbox start() {
        return builder().start();
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public URI baseUri() {
        return at(EventbriteProvider.BASE);
    }

    /** {@return where users let the app in and where it gets its tokens, with a slash at its end} */
    public URI oauthUri() {
        return at(EventbriteProvider.OAUTH);
    }

    /** {@return a user's token that works} */
    @Override
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
    @Override
    public void revoke(String revoked) {
        tokens.revoke(revoked);
    }

    /**
     * Lets a revoked token count again, for the same user. A token that is none stays none, and of rotating tokens those
     * that were replaced or have expired stay ended.
     *
     * @param restored which token
     */
    @Override
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
        provider.api().setMember(tokens.user(ofToken), false);
    }

    /**
     * Takes a token's user back into their organization.
     *
     * @param ofToken a token of the user, revoked or not
     * @throws IllegalArgumentException if it is no user's
     */
    public void regainOrganization(String ofToken) {
        provider.api().setMember(tokens.user(ofToken), true);
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
    @Override
    public String newAccount(String name) {
        return tokens.issue(Account.of(accounts.getAndIncrement(), name));
    }

    /**
     * Makes a live event of the first organization that starts in three days.
     *
     * @param title its title
     * @param attendees how many attendees are invented for it
     * @return the event
     * @throws IllegalArgumentException if the number is negative
     */
    @Override
    public SandboxEvent event(String title, int attendees) {
        require(attendees >= 0, "no less than no attendees", attendees);
        int serial = events.getAndIncrement();
        SandboxEvent event = new SandboxEvent(
                Long.toString(FIRST_EVENT + serial),
                provider.owner().organizationId(),
                title,
                settings.clock,
                new AttendeeGenerator(settings.seed, serial));
        event.generate(attendees);
        event.tell(provider.hooks().of(event));
        provider.api().add(event);
        return event;
    }

    /** {@return how many requests the token endpoint was sent, whatever was answered} */
    public int tokenCalls() {
        return Math.toIntExact(
                calls().stream().filter(EventbriteProvider::asksForToken).count());
    }

    /** {@return how many pairs of tokens were replaced, whether the answer arrived or not} */
    public int rotations() {
        return oauth.rotations();
    }

    /** Sets up an {@link EventbriteSandbox}. For one thread. */
    public static final class Builder extends ProviderSandbox.Builder<Builder> {
        private boolean continuationOnLastPage;
        private int revokedAs = 401;
        private int callsPerHour = 2000;
        private Optional<Duration> life = Optional.empty();

        private Builder() {}

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
         * Chooses how many calls an hour each token and the app are told to have; nobody is turned away.
         *
         * @param number at least 1; the provider's 2,000 is the default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder callsPerHour(int number) {
            require(number >= 1, "at least one call an hour", number);
            callsPerHour = number;
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

        @Override
        public EventbriteSandbox start() {
            return new EventbriteSandbox(this, provider(this));
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
