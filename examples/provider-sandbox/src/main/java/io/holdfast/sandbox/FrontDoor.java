package io.holdfast.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP side: takes requests on loopback, lets them meet their faults, hands them to the provider, and sends what it answers. */
final class FrontDoor implements AutoCloseable {
    private static final String SECRETS = "token|access_token|refresh_token|code|client_secret";

    static {
        // headers and body are two writes: without this, the body waits 40 ms for the receipt of the headers
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> calls = new ArrayList<>();
    private final Faults faults = new Faults();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration latency;
    private final Provider provider;
    private final HttpServer server;
    private final Relay relay;
    private volatile boolean blocked;

    FrontDoor(int port, Optional<SandboxCertificate> certificate, Duration latency, Provider provider) {
        this.latency = latency;
        this.provider = provider;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", this::serve);
            relay = new Relay(port, certificate, server.getAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "expected to listen on port " + port + " of loopback but could not; choose another", taken);
        }
        server.start();
    }

    /** Where a path is, absolute and with a slash at its beginning. */
    URI at(String path) {
        return URI.create(relay.origin() + path);
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
            pause();
            Optional<Fault> fault = blocked ? Optional.of(Fault.edgeBlock()) : faults.met(call);
            relay.treat(
                    exchange.getRemoteAddress().getPort(),
                    fault.map(Fault::treatment).orElse(Treatment.NONE));
            send(exchange, answer(exchange, fault));
        }
    }

    /** Decides the answer and puts its headers; those of a fault go before. */
    private Reply answer(HttpExchange exchange, Optional<Fault> fault) throws IOException {
        Dialect dialect = provider.dialect();
        Optional<Reply> early =
                fault.filter(Fault::isOfTheEdge).isPresent() ? Optional.empty() : provider.admit(exchange);
        exchange.getResponseHeaders().set(dialect.requestIdHeader(), "cf-" + requests.incrementAndGet());
        fault.ifPresent(met -> met.headers(dialect).forEach(exchange.getResponseHeaders()::set));
        Optional<Reply> instead = fault.flatMap(met -> met.instead(dialect)).or(() -> early);
        return instead.isPresent() ? instead.get() : provider.answer(exchange, fault);
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

    /** Method, path and query; a secret that somebody put there, as a provider allows for a token, stays out. */
    private static String describe(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        String query = Query.raw(uri).replaceAll("(?<=[?&])(" + SECRETS + ")=[^&]*", "$1=...");
        return exchange.getRequestMethod() + " " + uri.getRawPath() + query;
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
