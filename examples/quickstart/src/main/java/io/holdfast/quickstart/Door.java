package io.holdfast.quickstart;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.engine.SyncEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where the host's web server takes deliveries, on loopback. */
final class Door implements AutoCloseable {
    private final HttpServer server;

    private Door(HttpServer server) {
        this.server = server;
    }

    static Door open() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return new Door(server);
        } catch (IOException taken) {
            throw new UncheckedIOException("expected to listen on a free port of loopback but could not", taken);
        }
    }

    /** The address behind which each integration has its own. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/";
    }

    void receiveFor(SyncEngine engine) {
        ReceiveDeliveries.run(engine, server);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
