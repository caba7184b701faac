package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One exchange, whatever the other side does with it. */
final class TransportTest {
    private static final Credential KEY = Credential.apiKey("T0K3N");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdownNow();
    }

    @Test
    void aBodyThatStallsEndsAtTheDeadlineAndTheConnectionIsLetGo() throws IOException, InterruptedException {
        CountDownLatch letGo = new CountDownLatch(1);
        try (ServerSocket server = listen()) {
            serve(server, socket -> {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                untilClosed(socket);
                letGo.countDown();
            });

            ProviderException failed =
                    fail(options(server).deadline(Duration.ofMillis(300)).build());

            assertThat(failed.kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(failed.getMessage()).contains("none came within PT0.3S");
            assertThat(letGo.await(20, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @Test
    void headersThatNeverComeEndAtTheDeadline() throws IOException {
        try (ServerSocket server = listen()) {
            serve(server, TransportTest::untilClosed);

            ProviderException failed =
                    fail(options(server).deadline(Duration.ofMillis(300)).build());

            assertThat(failed.kind()).isEqualTo(FailureKind.UNREACHABLE);
        }
    }

    @Test
    void aBodyThatNeverEndsIsCutAtTheByteLimit() throws IOException {
        try (ServerSocket server = listen()) {
            serve(server, socket -> {
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = " ".repeat(1024).getBytes(StandardCharsets.US_ASCII);
                while (released.getCount() > 0) {
                    out.write(chunk);
                }
            });

            ProviderException failed = fail(options(server).maxBytes(100_000).build());

            assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED);
            assertThat(failed.getMessage()).contains("more than 100000 bytes");
        }
    }

    @Test
    void aConnectionThatBreaksInTheBodyIsUnreachable() throws IOException {
        try (ServerSocket server = listen()) {
            serve(server, socket -> {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
                socket.close();
            });

            assertThat(fail(options(server).build()).kind()).isEqualTo(FailureKind.UNREACHABLE);
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        EventbriteOptions gone;
        try (ServerSocket server = listen()) {
            gone = options(server).build();
        }

        assertThat(fail(gone).kind()).isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void aRedirectIsNotFollowedAndNoByteReachesTheOtherPlace() throws IOException {
        AtomicInteger arrived = new AtomicInteger();
        try (ServerSocket server = listen();
                ServerSocket other = listen()) {
            serve(other, socket -> arrived.incrementAndGet());
            String place = "http://127.0.0.1:" + other.getLocalPort() + "/v3/users/me/";
            serve(server, socket -> {
                String answer = "HTTP/1.1 302 Found\r\nLocation: " + place + "\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                untilClosed(socket);
            });

            ProviderException failed = fail(options(server).build());

            assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL);
            assertThat(failed).hasMessageContaining("HTTP 302");
            assertThat(arrived).hasValue(0);
        }
    }

    @Test
    void anInterruptedThreadGetsItsFlagBackAtOnce() throws Exception {
        try (ServerSocket server = listen()) {
            CountDownLatch asked = new CountDownLatch(1);
            serve(server, socket -> {
                asked.countDown();
                untilClosed(socket);
            });
            EventbriteConnector connector =
                    EventbriteConnector.create(options(server).build());
            AtomicReference<ProviderException> thrown = new AtomicReference<>();
            boolean[] flag = new boolean[1];
            Thread caller = new Thread(() -> {
                thrown.set(catchThrowableOfType(ProviderException.class, () -> connector.identify(KEY)));
                flag[0] = Thread.currentThread().isInterrupted();
            });

            caller.start();
            asked.await();
            caller.interrupt();
            caller.join(TimeUnit.SECONDS.toMillis(20));

            assertThat(caller.isAlive()).isFalse();
            assertThat(flag[0]).isTrue();
            assertThat(thrown.get()).hasMessageContaining("interrupted");
        }
    }

    /** What the other side does with one connection. */
    private interface Conversation {
        void hold(Socket socket) throws IOException;
    }

    private void serve(ServerSocket server, Conversation conversation) {
        threads.execute(() -> {
            try (Socket socket = server.accept()) {
                conversation.hold(socket);
            } catch (IOException closed) {
                released.countDown();
            }
        });
    }

    private static void untilClosed(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static ProviderException fail(EventbriteOptions options) {
        return catchThrowableOfType(
                ProviderException.class,
                () -> EventbriteConnector.create(options).identify(KEY));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static EventbriteOptions.Builder options(ServerSocket server) {
        return options(server.getLocalPort());
    }

    private static EventbriteOptions.Builder options(int port) {
        EventbriteOptions.Builder options = EventbriteOptions.builder();
        options.baseUri(URI.create("http://127.0.0.1:" + port + "/v3/"));
        return options;
    }
}
