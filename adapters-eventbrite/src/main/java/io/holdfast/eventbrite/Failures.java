package io.holdfast.eventbrite;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer that is no success means: judged by HTTP status and the body's {@code error} alone. The body's own
 * {@code status_code} is 0, a text or missing in recorded answers, so nothing looks at it.
 */
final class Failures {
    private static final Set<String> CREDENTIAL =
            Set.of("INVALID_AUTH", "INVALID_AUTH_HEADER", "NO_AUTH", "ACCESS_DENIED");
    private static final Set<String> OUR_MISTAKE = Set.of("INVALID_BATCH", "INVALID_BODY", "METHOD_NOT_ALLOWED");
    private static final int LONGEST_CODE = 40;

    private Failures() {}

    static ProviderException of(Call call, Answer answer) {
        Optional<String> error = ErrorBody.read(answer.body());
        int status = answer.status();
        String found = "HTTP " + status + error.map(code -> " " + shown(code)).orElse(" without an error code");
        if (status == 401 || error.filter(CREDENTIAL::contains).isPresent()) {
            return told(FailureKind.UNREACHABLE, call, found, "if the token was revoked, connect Eventbrite again")
                    .suspectingCredential();
        }
        if (status == 429) {
            Duration wait = RetryAfter.of(answer.headers());
            return ProviderException.rateLimited(
                    wait, text(call, found, "Eventbrite asks to wait " + wait.toSeconds() + " s"));
        }
        if (status == 403) {
            return forbidden(call, found, error);
        }
        return byStatus(call, found, status, error.orElse(""));
    }

    /** Without an error code it is the edge of the provider that refuses us, not the provider: the token is fine. */
    private static ProviderException forbidden(Call call, String found, Optional<String> error) {
        return error.isEmpty()
                ? told(FailureKind.UNREACHABLE, call, found, "it was blocked at the provider's edge; try again later")
                : told(FailureKind.PERMISSION, call, found, "give the connected account access to it at Eventbrite")
                        .suspectingCredential();
    }

    private static ProviderException byStatus(Call call, String found, int status, String error) {
        if (error.equals("BAD_CONTINUATION_TOKEN")) {
            return told(FailureKind.CURSOR_REFUSED, call, found, "the list is read from its start");
        }
        if (status == 404) {
            return told(
                    FailureKind.REMOTE_GONE, call, found, "check the id, and that it was not deleted at Eventbrite");
        }
        if (status == 409 || status == 408 || status >= 500) {
            return told(FailureKind.UNREACHABLE, call, found, "try again later");
        }
        if (status == 405 || OUR_MISTAKE.contains(error) || status < 400) {
            return told(FailureKind.INTERNAL, call, found, "report this to the connector's author");
        }
        return told(
                FailureKind.REJECTED, call, found, "Eventbrite refuses this request; check the event at Eventbrite");
    }

    private static ProviderException told(FailureKind kind, Call call, String found, String help) {
        return ProviderException.of(kind, text(call, found, help));
    }

    private static String text(Call call, String found, String help) {
        return "expected an answer of Eventbrite to " + call.path() + " but found " + found + "; " + help;
    }

    /** A code of the provider's, cut down to what a code looks like: the body comes from outside. */
    private static String shown(String code) {
        String safe = code.replaceAll("[^A-Za-z0-9_]", "?");
        return safe.substring(0, Math.min(safe.length(), LONGEST_CODE));
    }
}
