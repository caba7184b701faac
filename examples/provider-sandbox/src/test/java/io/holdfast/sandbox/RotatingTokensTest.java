package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens that end by themselves, and how they are replaced. */
final class RotatingTokensTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");
    private static final Duration LIFE = Duration.ofHours(1);

    private volatile Instant time = NOW;
    private final EventbriteSandbox sandbox =
            EventbriteSandbox.builder().clock(() -> time).rotatingTokens(LIFE).start();
    private final Client client = new Client(sandbox);
    private final TokenPair pair = sandbox.issuePair(sandbox.token());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aFirstPairIsTheUsersAndSaysWhenItEnds() {
        String other = sandbox.newAccount("Other");
        TokenPair theirs = sandbox.issuePair(other);

        assertThat(client.get("users/me/", theirs.access()).body())
                .isEqualTo(client.get("users/me/", other).body());
        assertThat(theirs.expiry()).isEqualTo(NOW.plus(LIFE));
        assertThat(sandbox.rotations()).isZero();
    }

    @Test
    void aPairDoesNotPrintItsTokens() {
        assertThat(pair).hasToString("TokenPair[access=..., refresh=..., expiry=2027-03-14T10:26:53Z]");
    }

    @Test
    void aCodeIsGoodForAPairToo() {
        sandbox.registerApp(URI.create("https://host.example/"));
        Map<String, String> asked = Map.of(
                "response_type", "code", "client_id", sandbox.clientId(), "redirect_uri", "https://host.example/");
        String code = client.browse("authorize", asked)
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*code=", "");

        JsonNode token = Client.read(client.post(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                sandbox.clientId(),
                "client_secret",
                sandbox.clientSecret(),
                "code",
                code,
                "redirect_uri",
                "https://host.example/")));

        assertThat(token.fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
        assertThat(token.get("expires_in").isIntegralNumber()).isTrue();
        assertThat(token.get("expires_in").asLong()).isEqualTo(3600);
        assertThat(refresh(token.get("refresh_token").asText()).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefreshReplacesBothTokensAtOnce() {
        JsonNode next = Client.read(refresh(pair.refresh()));

        assertThat(next.get("refresh_token").asText()).isNotEqualTo(pair.refresh());
        assertThat(me(next.get("access_token").asText())).isEqualTo(200);
        assertThat(me(pair.access())).isEqualTo(401);
        assertInvalidGrant(refresh(pair.refresh()));
        assertThat(refresh(next.get("refresh_token").asText()).statusCode()).isEqualTo(200);
        assertThat(sandbox.rotations()).isEqualTo(2);
        assertThat(sandbox.tokenCalls()).isEqualTo(3);
    }

    @Test
    void anAccessTokenEndsByTheClockAndItsRefreshTokenDoesNot() {
        time = NOW.plus(LIFE).minusMillis(1);
        assertThat(me(pair.access())).isEqualTo(200);

        time = NOW.plus(LIFE);
        HttpResponse<String> expired = client.get("users/me/", pair.access());
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(Client.read(expired).get("error").asText()).isEqualTo("INVALID_AUTH");

        String next = Client.read(refresh(pair.refresh())).get("access_token").asText();
        time = NOW.plus(LIFE).plus(LIFE).minusMillis(1);
        assertThat(me(next)).isEqualTo(200);
        assertThat(me(sandbox.token())).isEqualTo(200);
    }

    @Test
    void whatIsNoRefreshTokenRefreshesNothing() {
        assertInvalidGrant(refresh("UNKNOWN"));
        assertInvalidGrant(refresh(pair.access()));
        assertInvalidGrant(refresh(sandbox.token()));
        assertThat(Client.read(refresh("")).get("error").asText()).isEqualTo("invalid_request");
        assertThat(me(pair.refresh())).isEqualTo(401);
        assertThat(me(pair.access())).isEqualTo(200);
        assertThat(sandbox.rotations()).isZero();
    }

    @Test
    void aRefreshTokenIsGoodForItsOwnGrantTypeAlone() {
        HttpResponse<String> answer = post("password", pair.refresh());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.read(answer).get("error").asText()).isEqualTo("unsupported_grant_type");
        assertThat(sandbox.rotations()).isZero();
    }

    @Test
    void aRevokedGrantIsNotRefreshedUntilItIsRestored() {
        JsonNode next = Client.read(refresh(pair.refresh()));
        String access = next.get("access_token").asText();
        String refresh = next.get("refresh_token").asText();

        sandbox.revoke(pair.access());
        assertThat(me(access)).isEqualTo(401);
        assertInvalidGrant(refresh(refresh));

        sandbox.restore(pair.access());
        assertThat(me(access)).isEqualTo(200);
        assertThat(me(pair.access())).isEqualTo(401);
        assertThat(refresh(refresh).statusCode()).isEqualTo(200);
    }

    @Test
    void anAppThatIsRejectedKeepsItsPair() {
        sandbox.rejectClient(true);
        HttpResponse<String> rejected = refresh(pair.refresh());
        sandbox.rejectClient(false);

        assertThat(rejected.statusCode()).isEqualTo(401);
        assertThat(Client.read(rejected).get("error").asText()).isEqualTo("invalid_client");
        assertThat(refresh(pair.refresh()).statusCode()).isEqualTo(200);
    }

    @Test
    void aPairIsReplacedThoughTheAnswerIsLost() {
        sandbox.inject("POST /oauth/token", 1, Fault.reset());

        assertThatThrownBy(() -> refresh(pair.refresh())).isInstanceOf(AssertionError.class);

        assertThat(sandbox.rotations()).isEqualTo(1);
        assertThat(me(pair.access())).isEqualTo(401);
        assertInvalidGrant(refresh(pair.refresh()));
    }

    @Test
    void ofManyWhoRefreshAtOnceOneGetsAPair() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = threads.invokeAll(Stream.generate(() ->
                            (Callable<Integer>) () -> refresh(pair.refresh()).statusCode())
                    .limit(8)
                    .toList());
            int rotated = 0;
            for (Future<Integer> answer : answers) {
                rotated += answer.get() == 200 ? 1 : 0;
            }

            assertThat(rotated).isEqualTo(1);
            assertThat(sandbox.rotations()).isEqualTo(1);
            assertThat(sandbox.tokenCalls()).isEqualTo(8);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventbriteSandbox.builder().rotatingTokens(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.issuePair("UNKNOWN"));
    }

    private HttpResponse<String> refresh(String token) {
        return post("refresh_token", token);
    }

    private HttpResponse<String> post(String grantType, String token) {
        return client.post(Map.of(
                "grant_type",
                grantType,
                "client_id",
                sandbox.clientId(),
                "client_secret",
                sandbox.clientSecret(),
                "refresh_token",
                token));
    }

    private int me(String token) {
        return client.get("users/me/", token).statusCode();
    }

    private static void assertInvalidGrant(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.read(answer).get("error").asText()).isEqualTo("invalid_grant");
    }
}
