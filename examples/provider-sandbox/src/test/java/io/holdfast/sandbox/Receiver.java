package io.holdfast.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An endpoint to which a sandbox delivers. */
final class Receiver implements AutoCloseable {
    private final List<Received> received = new ArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    /** One delivery; names of headers in lower case. */
    record Received(Map<String, String> headers, String body) {}

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/S3CR3T";
    }

    void answer(int next) {
        status = next;
    }

    List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            synchronized (received) {
                received.add(new Received(headers, body));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
