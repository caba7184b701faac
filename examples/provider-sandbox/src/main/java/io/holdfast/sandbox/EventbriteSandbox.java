package io.holdfast.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fake Eventbrite that answers over HTTP on loopback until closed. Its methods are what happens on the provider's side;
 * all of them may be called by several threads.
 */
public final class EventbriteSandbox implements AutoCloseable {
    private final AtomicLong nextId = new AtomicLong(880_011_223_344L);
    private final Builder settings;
    private final Tokens tokens;
    private final Account owner;
    private final String token;
    private final Api api;
    private final FrontDoor door;

    private EventbriteSandbox(Builder settings) throws IOException {
        this.settings = settings;
        tokens = new Tokens(settings.seed);
        api = new Api(new Continuations(settings.seed), settings.pageSize, settings.continuationOnLastPage);
        owner = account("North Pier Talks");
        token = tokens.issue(owner);
        door = new FrontDoor(settings.port, settings.latency, tokens, api);
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

    /** {@return a user's token that works} */
    public String token() {
        return token;
    }

    /** {@return a token that counts, but is no user's} */
    public String publicToken() {
        return tokens.publicToken();
    }

    /**
     * Ends a token, as a user does who removes the app.
     *
     * @param revoked which token
     */
    public void revoke(String revoked) {
        tokens.revoke(revoked);
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
     */
    public SandboxEvent event(String title, int attendees) {
        Instant start = settings.clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(3));
        long id = nextId.getAndIncrement();
        SandboxEvent event = new SandboxEvent(
                Long.toString(id),
                owner.organizationId(),
                title,
                start,
                start.plus(Duration.ofHours(4)),
                settings.clock,
                new AttendeeGenerator(settings.seed + id));
        event.generate(attendees);
        api.add(event);
        return event;
    }

    /**
     * Puts an answer in place of the next ones.
     *
     * @param pathContains for requests whose path and query contain this
     * @param times how often
     * @param status the status of the answer
     * @param body its body
     * @param contentType its content type
     */
    public void fail(String pathContains, int times, int status, String body, String contentType) {
        door.put(new Fault(pathContains, new AtomicInteger(times), status, body, contentType));
    }

    /** {@return how many requests were answered} */
    public int requests() {
        return door.requests();
    }

    /** {@return each request's method, path and query, oldest first; no token is in it} */
    public List<String> calls() {
        return door.calls();
    }

    /** Stops answering. */
    @Override
    public void close() {
        door.close();
    }

    private Account account(String name) {
        long id = nextId.getAndIncrement();
        return new Account("3100" + id, name, "4100" + id);
    }

    /** Sets up an {@link EventbriteSandbox}. */
    public static final class Builder {
        private int port;
        private long seed = 42;
        private int pageSize = 50;
        private InstantSource clock = InstantSource.system();
        private Duration latency = Duration.ZERO;
        private boolean continuationOnLastPage;

        private Builder() {}

        /**
         * Chooses the port.
         *
         * @param number the port; 0, the default, takes a free one
         * @return this builder
         */
        public Builder port(int number) {
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
         */
        public Builder pageSize(int rows) {
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
         * @param time at least so long; none is the default
         * @return this builder
         */
        public Builder latency(Duration time) {
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
