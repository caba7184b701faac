package io.holdfast.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Secret;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an OAuth 2 token endpoint is asked, and what its answers mean. */
final class TokenResponseTest {
    private static final ProviderId PROVIDER = ProviderId.of("provider");
    private static final Instant ASKED = Instant.parse("2027-03-14T09:00:00Z");
    private static final Secret KEPT = Secret.of("refresh-1");

    @Test
    void tokensCountFromWhenTheyWereAskedFor() {
        Credential.OauthTokens tokens = answer(200)
                .accessToken(Secret.of("access-2"))
                .refreshToken(Secret.of("refresh-2"))
                .expiresIn(Duration.ofHours(1))
                .build()
                .keeping(KEPT)
                .credential(PROVIDER, ASKED);

        assertThat(tokens)
                .isEqualTo(new Credential.OauthTokens(
                        Secret.of("access-2"),
                        Optional.of(Secret.of("refresh-2")),
                        Optional.of(ASKED.plus(Duration.ofHours(1)))));
    }

    @Test
    void aRefreshTokenThatIsNotReplacedCountsOn() {
        Credential.OauthTokens tokens = answer(200)
                .accessToken(Secret.of("access-2"))
                .build()
                .keeping(KEPT)
                .credential(PROVIDER, ASKED);

        assertThat(tokens.refresh()).contains(KEPT);
        assertThat(tokens.expiresAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, UNREACHABLE, true",
        "401, invalid_client, CONFIGURATION, false",
        "400, unauthorized_client, CONFIGURATION, false",
        "400, invalid_request, INTERNAL, false",
        "400, invalid_scope, INTERNAL, false",
        "400, unsupported_grant_type, INTERNAL, false",
        "400, something_else, UNREACHABLE, false",
        "401, , UNREACHABLE, false",
        "403, , UNREACHABLE, false",
        "200, , UNREACHABLE, false",
        "503, , UNREACHABLE, false",
        "503, invalid_grant, UNREACHABLE, false",
        "429, invalid_client, UNREACHABLE, false",
        "200, invalid_grant, UNREACHABLE, false"
    })
    void whatIsNoTokenIsToldByWhatHelps(int status, String error, FailureKind kind, boolean suspects) {
        ProviderException failure =
                failure(answer(status).error(Optional.ofNullable(error)).build());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.suspectsCredential()).isEqualTo(suspects);
        assertThat(failure).hasMessageContaining("HTTP " + status).hasMessageContaining("provider");
    }

    @Test
    void aWaitThatTheProviderAsksForIsKept() {
        ProviderException failure =
                failure(answer(429).retryAfter(Duration.ofSeconds(90)).build());

        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(90));
    }

    @Test
    void aLifeThatCanNotBeIsNotTold() {
        for (Duration life : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(answer(200)
                            .accessToken(Secret.of("access-2"))
                            .expiresIn(life)
                            .build()
                            .keeping(KEPT)
                            .credential(PROVIDER, ASKED)
                            .expiresAt())
                    .isEmpty();
        }
    }

    @Test
    void aBlankRefreshTokenReplacesNone() {
        assertThat(answer(200)
                        .accessToken(Secret.of("access-2"))
                        .refreshToken(Secret.of(""))
                        .build()
                        .keeping(KEPT)
                        .credential(PROVIDER, ASKED)
                        .refresh())
                .contains(KEPT);
    }

    @Test
    void aBlankTokenIsNone() {
        assertThat(failure(answer(200).accessToken(Secret.of(" ")).build()).kind())
                .isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void aRefreshNamesItsGrantTheApplicationAndTheToken() {
        TokenRequest request = TokenRequest.refresh("client", Secret.of("s3cret"), Secret.of("refresh-1"));

        assertThat(request.fields())
                .containsExactly(
                        Map.entry("grant_type", Secret.of("refresh_token")),
                        Map.entry("client_id", Secret.of("client")),
                        Map.entry("client_secret", Secret.of("s3cret")),
                        Map.entry("refresh_token", Secret.of("refresh-1")));
        assertThat(request.fields().toString()).doesNotContain("s3cret", "refresh-1");
    }

    @Test
    void anExchangeNamesTheCodeAndWhereThePersonCameBackTo() {
        TokenRequest request =
                TokenRequest.exchange("client", Secret.of("s3cret"), Secret.of("code-1"), "https://host.example/back");

        assertThat(request.fields())
                .containsEntry("grant_type", Secret.of("authorization_code"))
                .containsEntry("code", Secret.of("code-1"))
                .containsEntry("redirect_uri", Secret.of("https://host.example/back"));
    }

    private static TokenResponse.Builder answer(int status) {
        return TokenResponse.builder().status(status);
    }

    private static ProviderException failure(TokenResponse answer) {
        return catchThrowableOfType(
                ProviderException.class, () -> answer.keeping(KEPT).credential(PROVIDER, ASKED));
    }
}
