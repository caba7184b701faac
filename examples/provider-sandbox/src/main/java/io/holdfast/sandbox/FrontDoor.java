package io.holdfast.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP side: takes requests on loopback, lets in who may, hands them to the routes, and sends what they answer. */
final class FrontDoor implements AutoCloseable {
    private static final String BASE = "/v3/";
    private static final int HOURLY_LIMIT = 2000;

    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration latency;
    private final Tokens tokens;
    private final Api api;
    private final HttpServer server;

    FrontDoor(int port, Duration latency, Tokens tokens, Api api) throws IOException {
        this.latency = latency;
        this.tokens = tokens;
        this.api = api;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI baseUri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + BASE);
    }

    void put(Fault fault) {
        faults.add(fault);
    }

    int requests() {
        return requests.get();
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
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
