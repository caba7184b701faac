package io.holdfast.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between a client and the HTTP side: carries bytes both ways, in the clear or under TLS, and does to those of
 * an answer what a fault says. A server of HTTP alone can't stall, cut or reset.
 */
final class Relay implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int BUFFER = 16 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox-relay");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Integer, Connection> connections = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();
    private final ServerSocket front;
    private final InetSocketAddress behind;
    private final boolean secure;

    Relay(int port, Optional<SandboxCertificate> certificate, InetSocketAddress behind) throws IOException {
        this.behind = behind;
        secure = certificate.isPresent();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        front = certificate.isPresent()
                ? certificate.get().serverContext().getServerSocketFactory().createServerSocket(port, BACKLOG, loopback)
                : new ServerSocket(port, BACKLOG, loopback);
        threads.execute(this::accept);
    }

    String origin() {
        return (secure ? "https" : "http") + "://" + front.getInetAddress().getHostAddress() + ":"
                + front.getLocalPort();
    }

    /** How many bytes clients have sent in all; of a handshake none count. */
    long received() {
        return received.get();
    }

    /** Does something to the answer that comes next on the connection which the HTTP side sees under this port. */
    void treat(int portBehind, Treatment treatment) {
        Optional.ofNullable(connections.get(portBehind)).ifPresent(connection -> connection.treat(treatment));
    }

    @Override
    public void close() {
        closeQuietly(front);
        connections.values().forEach(Connection::close);
        threads.shutdownNow();
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket client = front.accept();
                threads.execute(() -> connect(client));
            } catch (IOException | RejectedExecutionException closed) {
                closeQuietly(front);
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(behind.getAddress(), behind.getPort());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Connection connection = new Connection(client, server);
            connections.put(server.getLocalPort(), connection);
            threads.execute(connection::carryRequests);
            connection.carryAnswers();
        } catch (IOException | RejectedExecutionException unreachable) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // nothing is left to do for it
        }
    }

    /** One client's connection, and the one behind it. */
    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile Treatment treatment = Treatment.NONE;
        private int lineBreaks;
        private int bodyBytes;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void treat(Treatment next) {
            lineBreaks = 0;
            bodyBytes = 0;
            treatment = next;
        }

        void carryRequests() {
            try {
                InputStream from = client.getInputStream();
                OutputStream to = server.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    received.addAndGet(count);
                    to.write(buffer, 0, count);
                }
            } catch (IOException over) {
                // either side has ended the connection
            }
            close();
        }

        void carryAnswers() {
            try {
                InputStream from = server.getInputStream();
                OutputStream to = client.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    carry(buffer, count, to);
                }
            } catch (IOException over) {
                // either side has ended the connection
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            if (treatment.then() != Treatment.Then.STALL) {
                close();
            }
        }

        private void carry(byte[] bytes, int count, OutputStream to) throws IOException, InterruptedException {
            Treatment now = treatment;
            if (now.isGentle()) {
                to.write(bytes, 0, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                if (isHeldBack(now)) {
                    holdBack(now);
                    return;
                }
                pace(now, to);
                to.write(bytes[i]);
                follow(bytes[i]);
            }
        }

        private boolean isHeldBack(Treatment now) {
            return now.passing() == Treatment.BEFORE_HEADERS || (isInBody() && bodyBytes >= now.passing());
        }

        private void holdBack(Treatment now) throws IOException {
            switch (now.then()) {
                case CLOSE -> close();
                case RESET -> {
                    client.setSoLinger(true, 0);
                    close();
                }
                case STALL, GO_ON -> client.getOutputStream().flush();
            }
        }

        private void pace(Treatment now, OutputStream to) throws IOException, InterruptedException {
            if (!now.perByte().isZero() && isInBody()) {
                to.flush();
                Thread.sleep(now.perByte().toMillis());
            }
        }

        /** Headers end with an empty line: two line breaks with nothing but returns between them. */
        private void follow(byte next) {
            if (isInBody()) {
                bodyBytes++;
            } else if (next == '\n') {
                lineBreaks++;
            } else if (next != '\r') {
                lineBreaks = 0;
            }
        }

        private boolean isInBody() {
            return lineBreaks >= 2;
        }

        void close() {
            connections.remove(server.getLocalPort());
            closeQuietly(client);
            closeQuietly(server);
        }
    }
}
