package io.holdfast.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP side: takes requests on loopback, lets in who may, hands them to the routes, and sends what they answer. */
final class FrontDoor implements AutoCloseable {
    private static final String BASE = "/v3/";
    private static final String OAUTH = "/oauth/";
    private static final String AUTHORIZE = OAUTH + "authorize";
    private static final String TOKEN = OAUTH + "token";
    private static final String TYPE = "application/json";
    private static final String SECRETS = "token|access_token|refresh_token|code|client_secret";
    // the recorded answers have their non-ASCII characters escaped
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    static {
        // headers and body are two writes: without this, the body waits 40 ms for the receipt of the headers
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger tokenCalls = new AtomicInteger();
    private final List<String> calls = new ArrayList<>();
    private final Faults faults = new Faults();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration latency;
    private final Tokens tokens;
    private final RateLimits limits;
    private final Api api;
    private final OAuth oauth;
    private final HttpServer server;
    private final Relay relay;
    private volatile boolean blocked;

    FrontDoor(
            int port,
            Optional<SandboxCertificate> certificate,
            Duration latency,
            Tokens tokens,
            RateLimits limits,
            Api api,
            OAuth oauth)
            throws IOException {
        this.latency = latency;
        this.tokens = tokens;
        this.limits = limits;
        this.api = api;
        this.oauth = oauth;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        relay = new Relay(port, certificate, server.getAddress());
        server.start();
    }

    URI baseUri() {
        return URI.create(relay.origin() + BASE);
    }

    URI oauthUri() {
        return URI.create(relay.origin() + OAUTH);
    }

    void block(boolean on) {
        blocked = on;
    }

    Faults faults() {
        return faults;
    }

    long bytesReceived() {
        return relay.received();
    }

    int requests() {
        return requests.get();
    }

    int tokenCalls() {
        return tokenCalls.get();
    }

    List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    @Override
    public void close() {
        relay.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = describe(exchange);
            synchronized (calls) {
                calls.add(call);
            }
            if (path(exchange).equals(TOKEN)) {
                tokenCalls.incrementAndGet();
            }
            pause();
            Optional<Fault> fault = blocked ? Optional.of(Fault.edgeBlock()) : faults.met(call);
            relay.treat(
                    exchange.getRemoteAddress().getPort(),
                    fault.map(Fault::treatment).orElse(Treatment.NONE));
            head(exchange, fault);
            Optional<Reply> instead = fault.flatMap(Fault::instead);
            if (instead.isPresent()) {
                send(exchange, instead.get());
            } else {
                answer(exchange, fault);
            }
        }
    }

    /** The headers of each answer; those of a fault go before. */
    private void head(HttpExchange exchange, Optional<Fault> fault) {
        Headers headers = exchange.getResponseHeaders();
        if (!path(exchange).startsWith(OAUTH)
                && fault.filter(Fault::isOfTheEdge).isEmpty()) {
            headers.set(
                    "x-rate-limit",
                    limits.spend(Tokens.bearer(authorization(exchange)).orElse("none")));
        }
        headers.set("x-amz-cf-id", "cf-" + requests.incrementAndGet());
        fault.ifPresent(met -> met.headers().forEach(headers::set));
    }

    private void answer(HttpExchange exchange, Optional<Fault> fault) throws IOException {
        String path = path(exchange);
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET " + AUTHORIZE -> authorize(exchange);
            case "POST " + TOKEN -> token(exchange);
            default -> {
                if (path.startsWith(OAUTH)) {
                    send(exchange, Reply.html(List.of(AUTHORIZE, TOKEN).contains(path) ? 405 : 404));
                } else {
                    ask(exchange, fault);
                }
            }
        }
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Optional<URI> onward = oauth.authorize(new Query(exchange.getRequestURI()));
        onward.ifPresent(to -> exchange.getResponseHeaders().set("Location", to.toString()));
        send(exchange, onward.isPresent() ? Reply.of(302, "text/html", "") : Reply.html(400));
    }

    private void token(HttpExchange exchange) throws IOException {
        Optional<String> type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            send(exchange, Reply.of(200, TYPE, json(oauth.token(type, body))));
        } catch (Refusal refusal) {
            send(exchange, Reply.of(refusal.status(), TYPE, json(Wire.oauthError(refusal))));
        }
    }

    private void ask(HttpExchange exchange, Optional<Fault> fault) throws IOException {
        URI uri = exchange.getRequestURI();
        try {
            String path = uri.getPath();
            if (!path.endsWith("/")) {
                exchange.getResponseHeaders().set("Location", uri.getRawPath() + "/" + query(uri));
                throw new Refusal(301, "PERMANENTLY_MOVED", "Use the path with a slash at its end.");
            }
            Optional<Account> user = tokens.authenticate(authorization(exchange));
            if (!path.startsWith(BASE)) {
                throw Refusal.notFound("path");
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                throw new Refusal(405, "METHOD_NOT_ALLOWED", "Method is not allowed.");
            }
            List<String> segments = Arrays.asList(path.substring(BASE.length()).split("/", -1));
            List<String> route = segments.subList(0, Math.max(0, segments.size() - 1));
            ObjectNode answer = api.answer(route, asked(uri, fault), user);
            fault.ifPresent(met -> met.change(answer));
            send(exchange, Reply.of(200, TYPE, json(answer)));
        } catch (Refusal refusal) {
            send(exchange, Reply.of(refusal.status(), TYPE, json(Wire.error(refusal))));
        }
    }

    /** What the routes are asked; a fault may answer each place of a list with its first page. */
    private static URI asked(URI uri, Optional<Fault> fault) {
        return fault.filter(Fault::alwaysFromTheStart).isPresent()
                ? URI.create(uri.toString().replaceAll("[?&]continuation=[^&]*", ""))
                : uri;
    }

    private static void send(HttpExchange exchange, Reply answer) throws IOException {
        boolean bodiless = answer.length() == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of(answer.contentType()));
        long told = answer.length() == Reply.UNTOLD ? 0 : answer.length();
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : told);
        if (!bodiless) {
            answer.body().writeTo(exchange.getResponseBody());
        }
    }

    /** Method, path and query; a secret that somebody put there, as the provider allows for a token, stays out. */
    private static String describe(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        String query = query(uri).replaceAll("(?<=[?&])(" + SECRETS + ")=[^&]*", "$1=...");
        return exchange.getRequestMethod() + " " + uri.getRawPath() + query;
    }

    /** The path; OAuth's answer with a slash at their end and without. */
    private static String path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.equals(AUTHORIZE + "/") || path.equals(TOKEN + "/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String query(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).map(raw -> "?" + raw).orElse("");
    }

    private static Optional<String> authorization(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static String json(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("expected a tree to be writable as JSON but it was not", impossible);
        }
    }

    private void pause() {
        if (latency.isZero()) {
            return;
        }
        try {
            Thread.sleep(latency.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
