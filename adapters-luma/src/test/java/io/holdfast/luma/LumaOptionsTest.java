package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host may choose, and what is refused when built. */
final class LumaOptionsTest {
    @Test
    void theDefaultsAreTheProvidersOwnAndLeaveRoomForOthers() {
        LumaOptions defaults = LumaOptions.builder().build();

        assertThat(defaults.baseUri()).hasToString("https://public-api.luma.com/");
        assertThat(defaults.requestsPerMinute()).isEqualTo(120);
        assertThat(defaults.userAgent()).isEqualTo("holdfast-luma");
        assertThat(defaults.httpClient().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://public-api.luma.com/", "https://public-api.luma.com", "https://u@public-api.luma.com/"})
    void aBaseThatIsNotSafeIsRefused(String base) {
        assertThatThrownBy(() -> LumaOptions.builder().baseUri(URI.create(base)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCalendarThatMayCostNothingIsRefused() {
        assertThatThrownBy(() -> LumaOptions.builder().requestsPerMinute(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one request per minute");
    }

    @Test
    void aClientThatFollowsRedirectsIsRefused() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThatThrownBy(() -> LumaOptions.builder().httpClient(client).build())
                .hasMessageContaining("Redirect.NEVER");
    }
}
