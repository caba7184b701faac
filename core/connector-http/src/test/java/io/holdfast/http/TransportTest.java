package io.holdfast.http;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

            ProviderException failed = fail(server, TestOptions.USUAL.within(Duration.ofMillis(300)));

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

            ProviderException failed = fail(server, TestOptions.USUAL.within(Duration.ofMillis(300)));

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

            ProviderException failed = fail(server, TestOptions.USUAL.most(100_000));

            assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED);
            assertThat(failed.getMessage()).contains("more than 100000 bytes; if it is no mistake, raise maxBytes");
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

            assertThat(fail(server, TestOptions.USUAL).kind()).isEqualTo(FailureKind.UNREACHABLE);
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        ServerSocket gone = listen();
        gone.close();

        assertThat(fail(gone, TestOptions.USUAL))
                .hasMessage("expected an answer of Lantern to lists/7/ but nobody could be reached; look at this"
                        + " application's network, or try again later")
                .returns(FailureKind.UNREACHABLE, ProviderException::kind);
    }

    @Test
    void aRedirectIsNotFollowedAndNoByteReachesTheOtherPlace() throws IOException {
        AtomicInteger arrived = new AtomicInteger();
        try (ServerSocket server = listen();
                ServerSocket other = listen()) {
            serve(other, socket -> arrived.incrementAndGet());
            String place = "http://127.0.0.1:" + other.getLocalPort() + "/lists/7/";
            serve(server, socket -> {
                String answer = "HTTP/1.1 302 Found\r\nLocation: " + place + "\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                untilClosed(socket);
            });

            int status = transport(server, TestOptions.USUAL).get(KEY, Answers.CALL, Response::status);

            assertThat(status).isEqualTo(302);
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
            Transport transport = transport(server, TestOptions.USUAL);
            AtomicReference<ProviderException> thrown = new AtomicReference<>();
            boolean[] flag = new boolean[1];
            Thread caller = new Thread(() -> {
                thrown.set(catchThrowableOfType(ProviderException.class, () -> ask(transport)));
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

    @Test
    void theCredentialStandsInTheHeaderOfTheProfileAndNowhereElse() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (ServerSocket server = listen()) {
            serve(server, socket -> {
                heard.complete(request(socket));
                answer(socket);
            });

            ask(transport(server, TestOptions.USUAL));

            assertThat(heard.get(20, TimeUnit.SECONDS))
                    .startsWith("GET /v3/lists/7/?place=2 HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nauthorization: Bearer T0K3N\r\n")
                    .containsIgnoringCase("\r\nuser-agent: lantern-connector\r\n")
                    .containsOnlyOnce("T0K3N");
        }
    }

    @Test
    void aKeyThatWasPastedWithWhatDoesNotShowIsSentWithoutIt() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (ServerSocket server = listen()) {
            serve(server, socket -> {
                heard.complete(request(socket));
                answer(socket);
            });

            transport(server, TestOptions.USUAL)
                    .get(Credential.apiKey("\uFEFF T0K3N\u200b\r\n"), Answers.CALL, Response::status);

            assertThat(heard.get(20, TimeUnit.SECONDS)).containsIgnoringCase("\r\nauthorization: Bearer T0K3N\r\n");
        }
    }

    @Test
    void whatFailsBearsTheNameOfItsRequestUnlessThatRepeatsASecret() throws IOException {
        try (ServerSocket server = listen()) {
            serve(server, socket -> answer(socket, "X-Request-Id: for-T0K3N\r\n", "X-Edge-Id: edge-9\r\n"));

            ProviderException failed = catchThrowableOfType(
                    ProviderException.class,
                    () -> transport(server, TestOptions.USUAL).get(KEY, Answers.CALL, answer -> {
                        throw answer.malformed("it is refused");
                    }));

            assertThat(failed.request()).contains("edge-9");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "t\u00f6ken", "a\u0000b"})
    void aKeyThatNoHeaderCanBearIsNotSent(String key) {
        Transport nowhere = new Transport(Answers.API, URI.create("https://lantern.invalid/"), TestOptions.USUAL);

        ProviderException failed = catchThrowableOfType(
                ProviderException.class, () -> nowhere.get(Credential.apiKey(key), Answers.CALL, Response::status));

        assertThat(failed.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failed.suspectsCredential()).isTrue();
        assertThat(failed)
                .hasMessageContaining("copy it again from Lantern's settings")
                .hasMessageNotContaining(key);
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

    private static String request(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) socket.getInputStream().read());
        }
        return text.toString();
    }

    private static void answer(Socket socket, String... headers) throws IOException {
        String all = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + String.join("", headers) + "\r\n{}";
        socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
        untilClosed(socket);
    }

    private static ProviderException fail(ServerSocket server, ExchangeOptions options) {
        return catchThrowableOfType(ProviderException.class, () -> ask(transport(server, options)));
    }

    private static void ask(Transport transport) {
        transport.get(KEY, Answers.CALL, answer -> {
            answer.readObject(json -> name -> json.skip());
            return answer;
        });
    }

    private static Transport transport(ServerSocket server, ExchangeOptions options) {
        URI base = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v3/");
        return new Transport(Answers.API, base, options);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }
}
