package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one member of an error's body that says what it is. */
final class ErrorBody {
    private @Nullable String error;

    private ErrorBody() {}

    /** The provider's error code; empty if the body is HTML, an array, nothing, or has none. */
    static Optional<String> read(Response answer) {
        ErrorBody read = new ErrorBody();
        try {
            answer.readObject(json -> name -> read.member(json, name));
            return Optional.ofNullable(read.error);
        } catch (ProviderException unreadable) {
            return Optional.empty();
        }
    }

    private void member(Json json, String name) throws IOException {
        if (name.equals("error")) {
            error = json.text();
        } else {
            json.skip();
        }
    }
}
