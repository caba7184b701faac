package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host may choose, and what is refused when built. */
final class EventbriteOptionsTest {
    @Test
    void theDefaultsAreTheProvidersOwn() {
        EventbriteOptions defaults = EventbriteOptions.builder().build();

        assertThat(defaults.baseUri()).hasToString("https://www.eventbriteapi.com/v3/");
        assertThat(defaults.deadline()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.maxBytes()).isEqualTo(16_777_216);
        assertThat(defaults.httpClient().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    }

    @ParameterizedTest
    @EnumSource(value = HttpClient.Redirect.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void aClientThatFollowsRedirectsIsRefused(HttpClient.Redirect follows) {
        HttpClient client = HttpClient.newBuilder().followRedirects(follows).build();

        assertThatThrownBy(() -> EventbriteOptions.builder().httpClient(client).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    @Test
    void aClientThatAnswersChallengesIsRefused() {
        HttpClient client =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertThatThrownBy(() -> EventbriteOptions.builder().httpClient(client).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Authenticator")
                .hasMessageContaining("revoked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.eventbriteapi.com/v3/",
                "http://127.0.0.1.evil.example/v3/",
                "https://www.eventbriteapi.com/v3",
                "https://user@www.eventbriteapi.com/v3/",
                "https://www.eventbriteapi.com/v3/?a=b",
                "ftp://www.eventbriteapi.com/v3/",
                "v3/",
            })
    void aBaseThatIsNotSafeIsRefused(String base) {
        assertThatThrownBy(() ->
                        EventbriteOptions.builder().baseUri(URI.create(base)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/v3/",
                "http://localhost/v3/",
                "http://[::1]:9/v3/",
                "https://proxy.example/eb/"
            })
    void aSandboxOrAnotherSecureHostIsTaken(String base) {
        assertThat(EventbriteOptions.builder().baseUri(URI.create(base)).build().baseUri())
                .hasToString(base);
    }
}
