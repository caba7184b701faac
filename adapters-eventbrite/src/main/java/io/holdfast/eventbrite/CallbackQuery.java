package io.holdfast.eventbrite;

import io.holdfast.model.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The query that a browser came back with. Anybody may have written it. */
final class CallbackQuery {
    private final List<String> parameters;

    CallbackQuery(String rawQuery) {
        parameters = List.of(rawQuery.split("&"));
    }

    EventbriteCallback read(String expectedState) {
        if (only("state").filter(state -> isSame(state, expectedState)).isEmpty()) {
            return refused(
                    EventbriteCallback.Why.OTHER_STATE,
                    "expected the answer to the attempt that was begun here but found another; begin anew from the"
                            + " same browser");
        }
        if (all("error").findAny().isPresent()) {
            return failed(only("error").orElse(""));
        }
        return only("code")
                .filter(code -> !code.isBlank())
                .<EventbriteCallback>map(code -> new EventbriteCallback.Granted(Secret.of(code)))
                .orElseGet(() -> refused(
                        EventbriteCallback.Why.NO_CODE,
                        "expected one code of Eventbrite's but found none, or several; begin anew"));
    }

    private static EventbriteCallback failed(String error) {
        return error.equals("access_denied")
                ? refused(
                        EventbriteCallback.Why.DENIED,
                        "the person did not let the application in; nothing was connected")
                : refused(
                        EventbriteCallback.Why.PROVIDER_ERROR,
                        "expected a code of Eventbrite's but found the error " + ErrorTable.shown(error)
                                + "; check the client id and redirect URI at Eventbrite, then begin anew");
    }

    private static EventbriteCallback refused(EventbriteCallback.Why why, String reason) {
        return new EventbriteCallback.Refused(why, reason);
    }

    private static boolean isSame(String state, String expected) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of a parameter that stands there once: RFC 6749, 3.1, lets none be repeated. */
    private Optional<String> only(String name) {
        List<String> values = all(name).toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private Stream<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> decoded(parameter.substring(name.length() + 1)));
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
