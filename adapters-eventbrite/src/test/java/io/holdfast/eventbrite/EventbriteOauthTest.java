package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderException;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a person connects their account, over real HTTP. */
final class EventbriteOauthTest {
    private static final String TOKEN = "/oauth/token";

    private final EventbriteSandbox sandbox = EventbriteSandbox.start();
    private final EventbriteOauth oauth =
            EventbriteOauth.create(Browser.application(sandbox).build());
    private final EventbriteConnector connector =
            EventbriteConnector.create(UnderFire.options(sandbox.baseUri()).build());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aPersonConnectsTheirAccountAndTheirEventsAreListed() {
        sandbox.event("Harbour Data Night", 3);

        Credential.OauthTokens tokens = oauth.exchange(Browser.code(oauth));

        try (SyncEngine engine = SyncEngine.builder().connector(connector).build()) {
            Integration account = engine.integrations()
                    .connect(WorkspaceId.of("acme"), connector.provider(), tokens)
                    .orThrow();
            assertThat(account.account().label()).isEqualTo("North Pier Talks");
            assertThat(engine.integrations()
                            .candidates(account.id(), SubjectKind.EVENT, Cursor.START)
                            .items())
                    .extracting(RemoteSubject::title)
                    .containsExactly("Harbour Data Night");
        }
    }

    @Test
    void whoWeAreIsToldToOauthTokensAsToPrivateOnes() {
        Account byTokens = connector.identify(oauth.exchange(Browser.code(oauth)));

        assertThat(byTokens).isEqualTo(connector.identify(Credential.apiKey(sandbox.token())));
    }

    @Test
    void tokensOfTheProviderHaveNoEndAndNothingBuysTheNext() {
        Credential.OauthTokens tokens = oauth.exchange(Browser.code(oauth));

        assertThat(tokens.expiresAt()).isEmpty();
        assertThat(tokens.refresh()).isEmpty();
    }

    @Test
    void refreshIsAnsweredNotSupported() {
        Credential.OauthTokens tokens = oauth.exchange(Browser.code(oauth));

        assertThat(connector.capabilities().refresh()).isFalse();
        assertThat(catchThrowableOfType(UnsupportedOperationException.class, () -> connector.refresh(tokens)))
                .hasMessage("eventbrite declares no refresh, so its credentials can't be refreshed");
    }

    @Test
    void thePageIsTheProvidersOwnAndEachParameterIsEncoded() {
        EventbriteOauthOptions.Builder options = EventbriteOauthOptions.builder();
        options.clientId("A&B").clientSecret(Secret.of("S3CRET")).redirectUri(Browser.PLACE);

        assertThat(EventbriteOauth.create(options.build()).authorizeUri("s t+ü"))
                .hasToString("https://www.eventbrite.com/oauth/authorize?response_type=code&client_id=A%26B"
                        + "&redirect_uri=https%3A%2F%2Fhost.example%2Fconnected%3Ftenant%3D7%26from%3Da%2520b"
                        + "&state=s%20t%2B%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anAttemptWithoutAStateIsRefused(String blank) {
        assertThatIllegalArgumentException().isThrownBy(() -> oauth.authorizeUri(blank));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventbriteOauth.callback("state=" + blank + "&code=C0DE", blank));
        assertThatIllegalArgumentException().isThrownBy(() -> oauth.exchange(Secret.of(blank)));
        assertThat(sandbox.requests()).isZero();
    }

    @Test
    void aPersonMaySayNo() {
        sandbox.denyAuthorization(true);

        String told =
                Browser.answered(oauth).fold(granted -> "granted", refused -> refused.why() + ": " + refused.reason());

        assertThat(told).isEqualTo("DENIED: the person did not let the application in; nothing was connected");
    }

    @Test
    void aCodeIsGoodOnceAndASecondTryMakesItSuspect() {
        Secret code = Browser.code(oauth);
        oauth.exchange(code);

        ProviderException refused = failed(code);

        assertThat(refused.suspectsCredential()).isTrue();
        assertThat(refused).hasMessageContaining("HTTP 400 invalid_grant");
        assertThat(refused.request()).hasValueSatisfying(id -> assertThat(id).startsWith("cf-"));
    }

    @Test
    void anApplicationThatIsRefusedIsAnAlarmForItsOperatorAndTheCodeStaysGood() {
        Secret code = Browser.code(oauth);
        sandbox.rejectClient(true);

        ProviderException refused = failed(code);
        sandbox.rejectClient(false);

        assertThat(refused.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(refused.suspectsCredential()).isFalse();
        assertThat(refused).hasMessageContaining("HTTP 401 invalid_client");
        assertThat(oauth.exchange(code).access().isBlank()).isFalse();
    }

    @Test
    void aWrongSecretAndAWrongPlaceAreTold() {
        Secret code = Browser.code(oauth);
        EventbriteOauth wrongSecret = EventbriteOauth.create(Browser.application(sandbox)
                .clientSecret(Secret.of("wr0ng&secret=1"))
                .build());
        EventbriteOauth wrongPlace = EventbriteOauth.create(Browser.application(sandbox)
                .redirectUri(URI.create("https://host.example/other"))
                .build());

        ProviderException misconfigured =
                catchThrowableOfType(ProviderException.class, () -> wrongSecret.exchange(code));
        ProviderException suspect = catchThrowableOfType(ProviderException.class, () -> wrongPlace.exchange(code));

        assertThat(misconfigured.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(misconfigured).hasMessageNotContainingAny("wr0ng", code.reveal());
        assertThat(suspect.suspectsCredential()).isTrue();
    }

    // spotless:off
    static Stream<Arguments> undecided() {
        return Stream.of(
                Arguments.of("a page of the edge",            Fault.edgeBlock(),                               FailureKind.UNREACHABLE),
                Arguments.of("200 without a token",           json(200, "{\"token_type\": \"bearer\"}"),       FailureKind.UNREACHABLE),
                Arguments.of("200 with a blank token",        json(200, "{\"access_token\": \" \"}"),          FailureKind.UNREACHABLE),
                Arguments.of("200 with a token that is none", json(200, "{\"access_token\": {\"a\": \"b\"}}"), FailureKind.UNREACHABLE),
                Arguments.of("200 with HTML",                 Fault.html(200),                                 FailureKind.UNREACHABLE),
                Arguments.of("200 with a list",               json(200, "[{\"access_token\": \"T0K3N\"}]"),    FailureKind.UNREACHABLE),
                Arguments.of("200 with nothing",              json(200, ""),                                   FailureKind.UNREACHABLE),
                Arguments.of("200 with half an object",       json(200, "{\"access_token\": \"T0K3N\", \"re"), FailureKind.UNREACHABLE),
                Arguments.of("200 with two objects",          json(200, "{\"access_token\": \"T0K3N\"}{}"),    FailureKind.UNREACHABLE),
                Arguments.of("201 with a token",              json(201, "{\"access_token\": \"T0K3N\"}"),      FailureKind.UNREACHABLE),
                Arguments.of("400 with HTML",                 Fault.html(400),                                 FailureKind.UNREACHABLE),
                Arguments.of("400 with half an error",        json(400, "{\"error\": \"invalid_grant\", "),    FailureKind.UNREACHABLE),
                Arguments.of("401 with HTML",                 Fault.html(401),                                 FailureKind.UNREACHABLE),
                Arguments.of("an error of the API's own",     Fault.error(401, "INVALID_AUTH"),                FailureKind.UNREACHABLE),
                Arguments.of("a redirect",                    Fault.redirect(URI.create("https://else.example/")), FailureKind.UNREACHABLE),
                Arguments.of("500",                           Fault.error(500, "INTERNAL_ERROR"),              FailureKind.UNREACHABLE),
                Arguments.of("503 with HTML",                 Fault.html(503),                                 FailureKind.UNREACHABLE),
                Arguments.of("a reset connection",            Fault.reset(),                                   FailureKind.UNREACHABLE),
                Arguments.of("a closed connection",           Fault.close(),                                   FailureKind.UNREACHABLE),
                Arguments.of("a body cut off",                Fault.truncate(20),                              FailureKind.UNREACHABLE),
                Arguments.of("a body reset",                  Fault.resetInBody(20),                           FailureKind.UNREACHABLE),
                Arguments.of("an answer that never comes",    Fault.stall(),                                   FailureKind.UNREACHABLE),
                Arguments.of("a body that stalls",            Fault.stallInBody(20),                           FailureKind.UNREACHABLE),
                Arguments.of("a body without an end",         Fault.endlessBody("{\"pad\": \"", "x"),          FailureKind.UNREACHABLE),
                Arguments.of("400 invalid_request",           json(400, "{\"error\": \"invalid_request\"}"),   FailureKind.INTERNAL),
                Arguments.of("429",                           json(429, "{}"),                                 FailureKind.RATE_LIMITED));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("undecided")
    void anAnswerThatDecidesNothingSuspectsNobodyAndIsAskedForOnce(String name, Fault fault, FailureKind kind) {
        EventbriteOauth impatient = EventbriteOauth.create(Browser.application(sandbox)
                .deadline(Duration.ofSeconds(1))
                .maxBytes(100_000)
                .build());
        Secret code = Browser.code(impatient);
        sandbox.inject(TOKEN, 1, fault);

        ProviderException failed = catchThrowableOfType(ProviderException.class, () -> impatient.exchange(code));

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.suspectsCredential()).isFalse();
        assertThat(failed.getMessage())
                .startsWith("expected ")
                .contains("; ")
                .doesNotContain("T0K3N", code.reveal(), sandbox.clientSecret());
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    @Test
    void aWaitThatTheProviderAsksForIsTold() {
        sandbox.inject(TOKEN, 1, json(429, "{\"error\": \"slow_down\"}").header("Retry-After", "17"));

        assertThat(failed(Browser.code(oauth)).retryAfter()).contains(Duration.ofSeconds(17));
    }

    @Test
    void aRequestIdThatRepeatsWhatWasSentIsNotTold() {
        Secret code = Browser.code(oauth);
        sandbox.inject(TOKEN, 1, Fault.html(503).header("x-request-id", "of-" + sandbox.clientSecret()));
        sandbox.inject(TOKEN, 1, Fault.html(503).header("x-request-id", "of-" + code.reveal()));

        assertThat(failed(code).request().orElseThrow()).startsWith("cf-");
        assertThat(failed(code).request().orElseThrow()).startsWith("cf-");
    }

    private ProviderException failed(Secret code) {
        return catchThrowableOfType(ProviderException.class, () -> oauth.exchange(code));
    }

    private static Fault json(int status, String body) {
        return Fault.answer(status, "application/json", body);
    }
}
