package io.holdfast.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fake Eventbrite that answers over HTTP on loopback until closed. Its methods are what happens on the provider's side;
 * all of them may be called by several threads.
 */
public final class EventbriteSandbox implements AutoCloseable {
    private static final String BASE = "/v3/";
    private static final int HOURLY_LIMIT = 2000;

    private final AtomicLong nextId = new AtomicLong(880_011_223_344L);
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox");
        thread.setDaemon(true);
        return thread;
    });
    private final Builder settings;
    private final Tokens tokens;
    private final Account owner;
    private final String token;
    private final Api api;
    private final HttpServer server;

    private EventbriteSandbox(Builder settings) throws IOException {
        this.settings = settings;
        tokens = new Tokens(settings.seed);
        api = new Api(new Continuations(settings.seed), settings.pageSize, settings.continuationOnLastPage);
        owner = account("North Pier Talks");
        token = tokens.issue(owner);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
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
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + BASE);
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
        faults.add(new Fault(pathContains, new AtomicInteger(times), status, body, contentType));
    }

    /** {@return how many requests were answered} */
    public int requests() {
        return requests.get();
    }

    /** {@return each request's method, path and query, oldest first; no token is in it} */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Stops answering. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Account account(String name) {
        long id = nextId.getAndIncrement();
        return new Account("3100" + id, name, "4100" + id);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            calls.add(call);
            pause();
            Optional<Fault> fault =
                    faults.stream().filter(next -> next.takes(call)).findFirst();
            if (fault.isPresent()) {
                send(
                        exchange,
                        fault.get().status(),
                        fault.get().contentType(),
                        fault.get().body());
            } else {
                answer(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        try {
            String path = uri.getPath();
            if (!path.endsWith("/")) {
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                exchange.getResponseHeaders().set("Location", path + "/" + query);
                throw new Refusal(301, "PERMANENTLY_MOVED", "Use the path with a slash at its end.");
            }
            Optional<Account> user = tokens.authenticate(
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
            if (!path.startsWith(BASE)) {
                throw Refusal.notFound("path");
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                throw new Refusal(405, "METHOD_NOT_ALLOWED", "Method is not allowed.");
            }
            List<String> segments = Arrays.asList(path.substring(BASE.length()).split("/", -1));
            List<String> route = segments.subList(0, Math.max(0, segments.size() - 1));
            send(exchange, 200, "application/json", api.answer(route, uri, user).toString());
        } catch (Refusal refusal) {
            send(
                    exchange,
                    refusal.status(),
                    "application/json",
                    Wire.error(refusal).toString());
        }
    }

    private void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        int used = requests.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("x-rate-limit", rateLimit(exchange, used));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** As the provider does, with the token itself in it: whoever logs this header leaks it. */
    private static String rateLimit(HttpExchange exchange, int used) {
        String bearer = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .map(header -> header.replace("Bearer ", ""))
                .orElse("none");
        String spent = Math.min(used, HOURLY_LIMIT) + "/" + HOURLY_LIMIT + " reset=3120s";
        return "token:" + bearer + " " + spent + ", key:APPK3Y " + spent;
    }

    private void pause() {
        if (settings.latency.isZero()) {
            return;
        }
        try {
            Thread.sleep(settings.latency.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
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
