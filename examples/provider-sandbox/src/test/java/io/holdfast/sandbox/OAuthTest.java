package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an app comes by a user's token. */
final class OAuthTest {
    private static final String PLACE = "https://host.example/connected";

    private final EventbriteSandbox sandbox = EventbriteSandbox.start();
    private final Client client = new Client(sandbox);

    @BeforeEach
    void register() {
        sandbox.registerApp(URI.create(PLACE));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aUserIsSentBackWithACodeAndTheSameState() {
        Query first = onward(asked());
        Query second = onward(asked());

        assertThat(first.text("state")).contains("s & t=1");
        assertThat(first.text("error")).isEmpty();
        assertThat(first.text("code")).isPresent().isNotEqualTo(second.text("code"));
    }

    @Test
    void withoutAStateNoneComesBackAndAPlaceWithAQueryKeepsIt() {
        sandbox.registerApp(URI.create(PLACE + "?tenant=7"));
        Map<String, String> asked = new HashMap<>(asked());
        asked.put("redirect_uri", PLACE + "?tenant=7");
        asked.remove("state");

        assertThat(location(asked)).matches(Pattern.quote(PLACE) + "\\?tenant=7&code=\\w{20}");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id,    OTHER",
        "redirect_uri, https://host.example/connected/",
        "redirect_uri, ''",
    })
    void anotherAppOrAnotherPlaceIsAnsweredAPage(String name, String value) {
        assertPage(client.browse("authorize", changed(asked(), name, value)), 400);
    }

    @Test
    void anAppThatIsNotRegisteredIsAnsweredAPage() {
        try (EventbriteSandbox unregistered = EventbriteSandbox.start()) {
            assertPage(new Client(unregistered).browse("authorize", asked()), 400);
        }
    }

    @Test
    void aUserMayRefuse() {
        sandbox.denyAuthorization(true);
        Query refused = onward(asked());
        sandbox.denyAuthorization(false);

        assertThat(refused.text("error")).contains("access_denied");
        assertThat(refused.text("state")).contains("s & t=1");
        assertThat(refused.text("code")).isEmpty();
        assertThat(onward(asked()).text("code")).isPresent();
    }

    @Test
    void onlyCodesAreHandedOut() {
        Query refused = onward(changed(asked(), "response_type", "token"));

        assertThat(refused.text("error")).contains("unsupported_response_type");
        assertThat(refused.text("code")).isEmpty();
    }

    @Test
    void aCodeIsGoodForOneTokenOfTheFirstUser() {
        Map<String, String> form = exchange(code());

        HttpResponse<String> answer = client.post(form);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-rate-limit")).isEmpty();
        JsonNode token = Client.read(answer);
        assertThat(token.fieldNames()).toIterable().containsExactly("access_token", "token_type");
        assertThat(token.get("token_type").asText()).isEqualTo("bearer");
        assertThat(me(token)).isEqualTo(client.get("users/me/", sandbox.token()).body());
        assertInvalidGrant(client.post(form));
    }

    @Test
    void theUserIsTheOneWhoWasChosen() {
        String other = sandbox.newAccount("Other");
        sandbox.revoke(other);
        sandbox.authorizeAs(other);

        JsonNode token = Client.read(client.post(exchange(code())));

        assertThat(client.get("users/me/", other).statusCode()).isEqualTo(401);
        sandbox.restore(other);
        assertThat(me(token)).isEqualTo(client.get("users/me/", other).body());
    }

    @Test
    void oneGrantEndsAndTheSameUsersOthersDoNot() {
        String first =
                Client.read(client.post(exchange(code()))).get("access_token").asText();
        String second =
                Client.read(client.post(exchange(code()))).get("access_token").asText();

        sandbox.revoke(first);

        assertThat(client.get("users/me/", first).statusCode()).isEqualTo(401);
        assertThat(client.get("users/me/", second).statusCode()).isEqualTo(200);
    }

    @Test
    void aCodeIsGoodForThePlaceItWasSentToAlone() {
        assertInvalidGrant(client.post(changed(exchange(code()), "redirect_uri", "https://host.example/other")));
        assertInvalidGrant(client.post(exchange("UNKNOWN")));
    }

    @ParameterizedTest
    @CsvSource({
        "client_id,     OTHER,              401, invalid_client",
        "client_id,     '',                 401, invalid_client",
        "client_secret, OTHER,              401, invalid_client",
        "client_secret, '',                 401, invalid_client",
        "grant_type,    '',                 400, invalid_request",
        "code,          '',                 400, invalid_request",
        "redirect_uri,  '',                 400, invalid_request",
        "grant_type,    password,           400, unsupported_grant_type",
        "grant_type,    refresh_token,      400, unsupported_grant_type",
    })
    void aWrongOrMissingParameterIsToldAndKeepsTheCode(String name, String value, int status, String error) {
        Map<String, String> good = exchange(code());

        assertError(client.post(changed(good, name, value)), status, error);

        assertThat(client.post(good).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAWellFormedFormIsTaken() {
        String body = "{\"grant_type\": \"authorization_code\"}";

        assertError(client.post("application/json", body), 400, "invalid_request");
        assertError(client.post("application/x-www-form-urlencoded", "code=%zz"), 400, "invalid_request");
        assertError(client.post("application/x-www-form-urlencoded; charset=utf-8", "code=x"), 401, "invalid_client");
    }

    @Test
    void theAppCanBeRejected() {
        Map<String, String> form = exchange(code());

        sandbox.rejectClient(true);
        assertError(client.post(form), 401, "invalid_client");
        sandbox.rejectClient(false);

        assertThat(client.post(form).statusCode()).isEqualTo(200);
    }

    @Test
    void otherPathsAndMethodsAreAnsweredAPage() {
        assertPage(client.browse("token", Map.of()), 405);
        assertPage(client.send("POST", "/oauth/authorize", "x"), 405);
        assertPage(client.browse("revoke", Map.of()), 404);
        assertThat(client.browse("authorize/", asked()).statusCode()).isEqualTo(302);
        assertError(client.send("POST", "/oauth/token/", "x"), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/authorize", "/oauth/token"})
    void faultsMeetOAuthToo(String path) {
        sandbox.inject(path, 1, Fault.html(503));
        Map<String, String> form = exchange("UNKNOWN");

        List<Integer> statuses = path.endsWith("token")
                ? List.of(client.post(form).statusCode(), client.post(form).statusCode())
                : List.of(
                        client.browse("authorize", asked()).statusCode(),
                        client.browse("authorize", asked()).statusCode());

        assertThat(statuses).containsExactly(503, path.endsWith("token") ? 400 : 302);
    }

    @Test
    void aCodeIsUsedUpThoughTheAnswerIsLost() {
        Map<String, String> form = exchange(code());
        sandbox.inject("POST /oauth/token", 1, Fault.reset());

        assertThatThrownBy(() -> client.post(form)).isInstanceOf(AssertionError.class);

        assertInvalidGrant(client.post(form));
    }

    @Test
    void everyCallOfTheTokenEndpointCounts() {
        sandbox.inject("/oauth/token", 1, Fault.html(503));
        client.post(exchange("UNKNOWN"));
        client.post(exchange(code()));

        assertThat(sandbox.tokenCalls()).isEqualTo(2);
        assertThat(sandbox.rotations()).isZero();
    }

    @Test
    void noSecretIsInTheLogOfCalls() {
        String code = code();
        client.post(exchange(code));
        client.browse(
                "token", Map.of("code", code, "client_secret", "S1", "refresh_token", "S2", "access_token", "S3"));

        assertThat(sandbox.calls()).hasSize(3).noneMatch(call -> call.contains(code));
        assertThat(sandbox.calls().get(0)).startsWith("GET /oauth/authorize?").contains("response_type=code");
        assertThat(sandbox.calls().get(1)).isEqualTo("POST /oauth/token");
        assertThat(sandbox.calls().get(2)).contains("code=...").doesNotContain("=S");
    }

    @Test
    void whatMakesNoSenseIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.registerApp(URI.create("/connected")));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.registerApp(URI.create(PLACE + "#part")));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.authorizeAs("UNKNOWN"));
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.issuePair(sandbox.token()))
                .withMessage("expected a sandbox with rotating tokens but the tokens of this one have no end");
    }

    private Map<String, String> asked() {
        return Map.of(
                "response_type", "code", "client_id", sandbox.clientId(), "redirect_uri", PLACE, "state", "s & t=1");
    }

    private Map<String, String> exchange(String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                sandbox.clientId(),
                "client_secret",
                sandbox.clientSecret(),
                "code",
                code,
                "redirect_uri",
                PLACE);
    }

    private static Map<String, String> changed(Map<String, String> values, String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    private String code() {
        return onward(asked()).text("code").orElseThrow();
    }

    private Query onward(Map<String, String> asked) {
        return new Query(URI.create(location(asked)));
    }

    private String location(Map<String, String> asked) {
        HttpResponse<String> answer = client.browse("authorize", asked);
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String me(JsonNode token) {
        return client.get("users/me/", token.get("access_token").asText()).body();
    }

    private static void assertPage(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    private static void assertInvalidGrant(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.read(answer).fieldNames()).toIterable().containsExactly("error", "error_description");
        assertThat(Client.read(answer).get("error").asText()).isEqualTo("invalid_grant");
    }

    private static void assertError(HttpResponse<String> answer, int status, String error) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode().put("error", error);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.read(answer)).isEqualTo(expected);
    }
}
