package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No id leads a request to another path than the one that is meant. */
final class EndpointTest {
    private static final URI BASE = URI.create("https://api.lantern.example/v3/");

    @Test
    void anIdOfDotsAloneIsAskedNowhere() {
        for (String dots : List.of(".", "..")) {
            assertThat(catchThrowableOfType(ProviderException.class, () -> Endpoint.segment(dots)))
                    .returns(FailureKind.REMOTE_GONE, ProviderException::kind);
        }
    }

    @Test
    void anyOtherIdStaysOneSegment() {
        for (String id : List.of("7", "...", "../users/me", "a/b?c#d", "%2e%2e", "ü ")) {
            URI asked = BASE.resolve(
                    Endpoint.of("lists/" + Endpoint.segment(id) + "/").path());

            assertThat(asked.getRawPath()).matches("/v3/lists/[^/?#]+/");
            assertThat(asked.getPath()).isEqualTo("/v3/lists/" + id + "/");
        }
    }
}
