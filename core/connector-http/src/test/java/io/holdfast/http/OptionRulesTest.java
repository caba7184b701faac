package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host may choose of an exchange, and what is refused. */
final class OptionRulesTest {
    @ParameterizedTest
    @EnumSource(value = HttpClient.Redirect.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void aClientThatFollowsRedirectsIsRefused(HttpClient.Redirect follows) {
        HttpClient client = HttpClient.newBuilder().followRedirects(follows).build();

        assertThatThrownBy(() -> OptionRules.exchanges(TestOptions.USUAL.client(client)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    @Test
    void aClientThatAnswersChallengesIsRefused() {
        HttpClient client =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertThatThrownBy(() -> OptionRules.exchanges(TestOptions.USUAL.client(client)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Authenticator");
    }

    @Test
    void anExchangeNeedsTimeAndRoom() {
        assertThatCode(() -> OptionRules.exchanges(TestOptions.USUAL)).doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionRules.exchanges(TestOptions.USUAL.within(Duration.ZERO)))
                .hasMessageContaining("above zero");
        assertThatThrownBy(() -> OptionRules.exchanges(TestOptions.USUAL.most(0)))
                .hasMessageContaining("above zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.lantern.example/",
                "http://127.0.0.1.evil.example/",
                "https://api.lantern.example/v3",
                "https://user@api.lantern.example/",
                "https://api.lantern.example/?a=b",
                "https://api.lantern.example/#a",
                "ftp://api.lantern.example/",
                "v3/",
            })
    void aBaseThatIsNotSafeIsRefused(String base) {
        assertThatThrownBy(() -> OptionRules.base(URI.create(base), "https://api.lantern.example/"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080/v3/", "http://localhost/", "http://[::1]:9/", "https://proxy.example/a/"})
    void aSandboxOrASecureHostIsTaken(String base) {
        assertThatCode(() -> OptionRules.base(URI.create(base), "https://api.lantern.example/"))
                .doesNotThrowAnyException();
    }
}
