package io.holdfast.quickstart;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.Webhooks;

/** The README's snippet: a host's controller for what providers deliver. */
final class ReceiveDeliveries {
    private ReceiveDeliveries() {}

    static void run(SyncEngine engine, HttpServer server) {
        // spotless:off
        Webhooks webhooks = engine.webhooks();
        server.createContext("/hooks/", exchange -> {
            try (exchange) {
                String secret = exchange.getRequestURI().getRawPath().substring("/hooks/".length());
                byte[] body = exchange.getRequestBody().readNBytes(webhooks.maxBytes() + 1);
                int status = webhooks.receive(exchange.getRequestMethod(), secret, exchange.getRequestHeaders(), body);
                exchange.sendResponseHeaders(status, -1);
            }
        });
        // spotless:on
    }
}
