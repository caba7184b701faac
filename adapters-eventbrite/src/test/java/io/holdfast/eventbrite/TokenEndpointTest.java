package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Credential;
import io.holdfast.model.Secret;
import io.holdfast.port.ProviderException;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import io.holdfast.sandbox.TokenPair;
import io.holdfast.testkit.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One refresh at a token endpoint whose tokens rotate, over real HTTP. */
final class TokenEndpointTest {
    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final String TOKEN = "POST /oauth/token";

    private final ManualTime time = ManualTime.at(START);
    private final EventbriteSandbox sandbox = EventbriteSandbox.builder()
            .clock(time)
            .rotatingTokens(Duration.ofHours(1))
            .start();
    private final RefreshingConnector connector = new RefreshingConnector(
            EventbriteConnector.create(UnderFire.options(sandbox.baseUri()).build()),
            Browser.application(sandbox).time(time).build());
    private final TokenPair first = sandbox.issuePair(sandbox.token());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aRefreshBuysBothTokensWithTheirEndCountedFromTheRequest() {
        time.tick(Duration.ofMinutes(50));

        Credential.OauthTokens next = connector.refresh(tokens(first));

        assertThat(next.expiresAt()).contains(START.plus(Duration.ofMinutes(110)));
        assertThat(next.refresh()).isPresent().isNotEqualTo(Optional.of(Secret.of(first.refresh())));
        assertThat(connector.identify(next).label()).isEqualTo("North Pier Talks");
        assertThat(sandbox.rotations()).isEqualTo(1);
    }

    @Test
    void theFormIsAllThatIsSent() throws IOException, InterruptedException {
        AtomicReference<String> sent = new AtomicReference<>("");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread other = new Thread(() -> sent.set(received(server)));
            other.start();
            EventbriteOauthOptions.Builder application = Browser.application(sandbox)
                    .clientId("APP KEY")
                    .clientSecret(Secret.of("s&cret=ü"))
                    .tokenUri(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/oauth/token"));
            RefreshingConnector there = new RefreshingConnector(EventbriteConnector.create(), application.build());

            assertThatThrownBy(() -> there.refresh(tokens(first))).isInstanceOf(ProviderException.class);
            other.join();
        }

        assertThat(sent.get())
                .startsWith("POST /oauth/token HTTP/1.1\r\n")
                .containsIgnoringCase("content-type: application/x-www-form-urlencoded\r\n")
                .containsIgnoringCase("user-agent: holdfast-eventbrite\r\n")
                .doesNotContainIgnoringCase("authorization")
                .doesNotContain(first.access())
                .endsWith("\r\n\r\ngrant_type=refresh_token&client_id=APP%20KEY&client_secret=s%26cret%3D%C3%BC"
                        + "&refresh_token=" + first.refresh());
    }

    @Test
    void aRefreshTokenThatIsSpentIsSuspect() {
        connector.refresh(tokens(first));

        ProviderException refused = failed(first);

        assertThat(refused.suspectsCredential()).isTrue();
        assertThat(refused.getMessage()).doesNotContain(first.refresh(), first.access(), sandbox.clientSecret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "close", "truncate"})
    void aLostAnswerIsNotAskedForAgainOnAConnectionThatWasUsedBefore(String how) {
        Credential.OauthTokens second = connector.refresh(tokens(first));
        sandbox.inject(
                TOKEN,
                1,
                switch (how) {
                    case "reset" -> Fault.reset();
                    case "close" -> Fault.close();
                    default -> Fault.truncate(40);
                });

        ProviderException lost = catchThrowableOfType(ProviderException.class, () -> connector.refresh(second));

        assertThat(lost.suspectsCredential()).isFalse();
        assertThat(sandbox.tokenCalls()).isEqualTo(2);
        assertThat(sandbox.rotations()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_token\": \"A\"}                                                    | KEPT | -",
                "{\"access_token\": \"A\", \"refresh_token\": null, \"expires_in\": null}     | KEPT | -",
                "{\"access_token\": \"A\", \"refresh_token\": \" \", \"expires_in\": \"\"}    | KEPT | -",
                "{\"access_token\": \"A\", \"refresh_token\": [\"R\"], \"expires_in\": {}}    | KEPT | -",
                "{\"access_token\": \"A\", \"refresh_token\": \"R\", \"expires_in\": 3600}    | R    | 3600",
                "{\"access_token\": \"A\", \"refresh_token\": \"R\", \"expires_in\": \"60\"}  | R    | 60",
                "{\"expires_in\": 1, \"scope\": {\"a\": [1]}, \"access_token\": \"A\"}        | KEPT | 1",
                "{\"access_token\": \"A\", \"expires_in\": 0}                                 | KEPT | -",
                "{\"access_token\": \"A\", \"expires_in\": -5}                                | KEPT | -",
                "{\"access_token\": \"A\", \"expires_in\": 9999999999}                        | KEPT | -",
                "{\"access_token\": \"A\", \"expires_in\": 99999999999999999999}              | KEPT | -",
                "{\"access_token\": \"A\", \"expires_in\": 1e400}                             | KEPT | -",
            })
    void whatTheAnswerDoesNotTellCostsNoToken(String body, String refresh, String life) {
        sandbox.inject(TOKEN, 1, Fault.answer(200, "text/plain", body));

        Credential.OauthTokens next = connector.refresh(
                new Credential.OauthTokens(Secret.of("OLD"), Optional.of(Secret.of("KEPT")), Optional.empty()));

        assertThat(next.access()).isEqualTo(Secret.of("A"));
        assertThat(next.refresh()).contains(Secret.of(refresh));
        assertThat(next.expiresAt())
                .isEqualTo(life.equals("-") ? Optional.empty() : Optional.of(START.plusSeconds(Long.parseLong(life))));
    }

    @Test
    void aRedirectIsNotFollowedAndNoByteReachesTheOtherPlace() {
        try (EventbriteSandbox other = EventbriteSandbox.start()) {
            URI place = other.oauthUri().resolve("token");
            sandbox.inject(TOKEN, 1, Fault.answer(307, "text/html", "").header("Location", place.toString()));

            assertThat(failed(first).suspectsCredential()).isFalse();
            assertThat(other.bytesReceived()).isZero();
        }
    }

    @Test
    void anInterruptedThreadGetsItsFlagBackAtOnce() throws InterruptedException {
        sandbox.inject(TOKEN, 1, Fault.stall());
        AtomicReference<ProviderException> thrown = new AtomicReference<>();
        boolean[] flag = new boolean[1];
        Thread caller = new Thread(() -> {
            thrown.set(failed(first));
            flag[0] = Thread.currentThread().isInterrupted();
        });

        caller.start();
        while (sandbox.tokenCalls() == 0) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(caller.isAlive()).isFalse();
        assertThat(flag[0]).isTrue();
        assertThat(thrown.get()).hasMessageContaining("interrupted");
    }

    /** All that one client sends, which is answered with nothing. */
    private static String received(ServerSocket server) {
        try (Socket socket = server.accept()) {
            StringBuilder text = new StringBuilder();
            while (!text.toString().matches("(?s).*&refresh_token=\\w{20}")) {
                text.append((char) socket.getInputStream().read());
            }
            return text.toString();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private ProviderException failed(TokenPair pair) {
        return catchThrowableOfType(ProviderException.class, () -> connector.refresh(tokens(pair)));
    }

    static Credential.OauthTokens tokens(TokenPair pair) {
        return new Credential.OauthTokens(
                Secret.of(pair.access()), Optional.of(Secret.of(pair.refresh())), Optional.of(pair.expiry()));
    }
}
