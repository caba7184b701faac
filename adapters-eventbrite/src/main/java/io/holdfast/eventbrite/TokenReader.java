package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Secret;
import io.holdfast.oauth.TokenResponse;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint's answer says, while its members stream in. A body that can't be read to its end says nothing: half
 * an answer may lack the refresh token.
 */
final class TokenReader {
    /** Whole seconds that fit into a number; whether they tell anything, the answer itself judges. */
    private static final String LIFE = "-?\\d{1,18}";

    private @Nullable String error;
    private @Nullable String access;
    private @Nullable String refresh;
    private @Nullable String life;

    private TokenReader() {}

    static TokenResponse read(Response answer) {
        return members(answer)
                .told()
                .status(answer.status())
                .retryAfter(answer.status() == 429 ? Optional.of(RateLimit.wait(answer.headers())) : Optional.empty())
                .build();
    }

    private static TokenReader members(Response answer) {
        TokenReader draft = new TokenReader();
        try {
            answer.readObject(json -> member -> draft.member(json, member));
            return draft;
        } catch (ProviderException failed) {
            if (failed.kind() == FailureKind.MALFORMED) {
                return new TokenReader();
            }
            throw failed;
        }
    }

    private void member(Json json, String member) throws IOException {
        switch (member) {
            case "error" -> error = json.text();
            case "access_token" -> access = json.filled();
            case "refresh_token" -> refresh = json.filled();
            case "expires_in" -> life = json.text();
            default -> json.skip();
        }
    }

    private TokenResponse.Builder told() {
        TokenResponse.Builder answer = TokenResponse.builder();
        answer.error(Optional.ofNullable(error))
                .accessToken(Optional.ofNullable(access).map(Secret::of))
                .refreshToken(Optional.ofNullable(refresh).map(Secret::of))
                .expiresIn(Optional.ofNullable(life)
                        .filter(text -> text.matches(LIFE))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text))));
        return answer;
    }
}
