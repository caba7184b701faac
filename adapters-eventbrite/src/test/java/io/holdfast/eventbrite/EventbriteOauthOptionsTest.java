package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.model.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host tells of its application, and what is refused when built. */
final class EventbriteOauthOptionsTest {
    @Test
    void theDefaultsAreTheProvidersOwn() {
        EventbriteOauthOptions defaults = application().build();

        assertThat(defaults.authorizeUri()).hasToString("https://www.eventbrite.com/oauth/authorize");
        assertThat(defaults.tokenUri()).hasToString("https://www.eventbrite.com/oauth/token");
        assertThat(defaults.deadline()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.maxBytes()).isEqualTo(16_777_216);
        assertThat(defaults.httpClient().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    }

    @Test
    void theSecretDoesNotShow() {
        assertThat(application().build().toString()).contains("APPK3Y").doesNotContain("S3CRET");
    }

    @ParameterizedTest
    @EnumSource(value = HttpClient.Redirect.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void aClientThatFollowsRedirectsIsRefused(HttpClient.Redirect follows) {
        HttpClient client = HttpClient.newBuilder().followRedirects(follows).build();

        assertRefused(options -> options.httpClient(client), "Redirect.NEVER");
    }

    @Test
    void anExchangeWithoutTimeOrRoomIsRefused() {
        assertRefused(options -> options.deadline(Duration.ZERO), "above zero");
        assertRefused(options -> options.maxBytes(0), "above zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anApplicationWithoutANameOrSecretIsRefused(String blank) {
        assertRefused(options -> options.clientId(blank), "a client id and a client secret");
        assertRefused(options -> options.clientSecret(Secret.of(blank)), "a client id and a client secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.eventbrite.com/oauth/token",
                "http://127.0.0.1.evil.example/oauth/token",
                "https://user@www.eventbrite.com/oauth/token",
                "https://www.eventbrite.com/oauth/token?a=b",
                "https://www.eventbrite.com/oauth/token#a",
                "ftp://www.eventbrite.com/oauth/token",
                "oauth/token",
            })
    void aPlaceOfTheProvidersThatIsNotSafeIsRefused(String place) {
        assertRefused(options -> options.tokenUri(URI.create(place)), "expected ");
        assertRefused(options -> options.authorizeUri(URI.create(place)), "expected ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://host.example/connected", "https://host.example/connected#a", "connected", "mailto:a@b"})
    void aPlaceToComeBackToThatIsNotSafeIsRefused(String place) {
        assertRefused(options -> options.redirectUri(URI.create(place)), "expected ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/connected",
                "http://localhost/connected",
                "https://host.example/connected?tenant=7"
            })
    void aPlaceToComeBackToMayBeLoopbackOrHaveAQuery(String place) {
        assertThat(application().redirectUri(URI.create(place)).build().redirectUri())
                .hasToString(place);
    }

    private static EventbriteOauthOptions.Builder application() {
        EventbriteOauthOptions.Builder options = EventbriteOauthOptions.builder();
        options.clientId("APPK3Y").clientSecret(Secret.of("S3CRET")).redirectUri(Browser.PLACE);
        return options;
    }

    private static void assertRefused(Consumer<EventbriteOauthOptions.Builder> choice, String message) {
        EventbriteOauthOptions.Builder options = application();
        choice.accept(options);

        assertThatIllegalArgumentException()
                .isThrownBy(options::build)
                .withMessageContaining(message)
                .withMessageNotContaining("S3CRET");
    }
}
