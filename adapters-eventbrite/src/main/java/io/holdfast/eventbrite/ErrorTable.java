package io.holdfast.eventbrite;

import static io.holdfast.model.FailureKind.CURSOR_REFUSED;
import static io.holdfast.model.FailureKind.INTERNAL;
import static io.holdfast.model.FailureKind.MALFORMED;
import static io.holdfast.model.FailureKind.PERMISSION;
import static io.holdfast.model.FailureKind.RATE_LIMITED;
import static io.holdfast.model.FailureKind.REJECTED;
import static io.holdfast.model.FailureKind.REMOTE_GONE;
import static io.holdfast.model.FailureKind.UNREACHABLE;

import io.holdfast.http.Response;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What an answer that is no success means: judged by HTTP status and the body's {@code error} alone. The body's own
 * {@code status_code} is 0, a text or missing in recorded answers, so nothing looks at it. The rows are read from the
 * top; the last takes what no other does.
 */
final class ErrorTable {
    private static final int LONGEST_CODE = 40;

    // spotless:off
    private static final List<Row> TABLE = List.of(
        on("INVALID_AUTH", "INVALID_AUTH_HEADER", "NO_AUTH", "ACCESS_DENIED")
                                               .suspect(UNREACHABLE, "if the token was revoked, connect Eventbrite again"),
        on(is(401))                            .suspect(UNREACHABLE, "if the token was revoked, connect Eventbrite again"),
        on(is(429))                            .means(RATE_LIMITED, "Eventbrite asks to wait"),
        // without an error code it is the provider's edge that refuses, not the provider: the token is fine
        on(is(403)).withoutCode()              .means(UNREACHABLE, "it was blocked at the provider's edge; try again later"),
        on(is(403))                            .suspect(PERMISSION, "give the connected account access to it at Eventbrite"),
        on("BAD_CONTINUATION_TOKEN", "BAD_PAGE").means(CURSOR_REFUSED, "the list is read from its start"),
        on(is(404).or(is(410)))                .means(REMOTE_GONE, "check the id, and that it was not deleted at Eventbrite"),
        on(is(408).or(is(409)).or(from(500)))  .means(UNREACHABLE, "try again later"),
        on("INVALID_BATCH", "INVALID_BODY", "METHOD_NOT_ALLOWED").means(INTERNAL, "report this to the connector's author"),
        on(is(405))                            .means(INTERNAL, "report this to the connector's author"),
        on(from(400))                          .means(REJECTED, "Eventbrite refuses this request; check the event at Eventbrite"),
        on(from(300))                          .means(INTERNAL, "a redirect is not followed, so the token went nowhere else; check the base URI, and the network for a proxy"),
        on()                                .means(MALFORMED, "try again later"));
    // spotless:on

    private ErrorTable() {}

    static ProviderException of(Response answer) {
        Optional<String> error = ErrorBody.read(answer);
        String found =
                "HTTP " + answer.status() + error.map(code -> " " + shown(code)).orElse(" without an error code");
        Row row = TABLE.stream()
                .filter(next -> next.covers(answer.status(), error))
                .findFirst()
                .orElseThrow();
        String told = "expected an answer of Eventbrite to " + answer.call().path() + " but found " + found + "; "
                + row.help();
        if (row.kind() == RATE_LIMITED) {
            Duration wait = RateLimit.wait(answer.headers());
            return ProviderException.rateLimited(wait, told + " " + wait.toSeconds() + " s");
        }
        ProviderException failure = ProviderException.of(row.kind(), told);
        return row.suspect() ? failure.suspectingCredential() : failure;
    }

    private static Row on(String... errors) {
        return new Row(from(0), Set.of(errors), false, MALFORMED, false, "");
    }

    private static Row on(IntPredicate status) {
        return new Row(status, Set.of(), false, MALFORMED, false, "");
    }

    private static IntPredicate is(int wanted) {
        return status -> status == wanted;
    }

    private static IntPredicate from(int lowest) {
        return status -> status >= lowest;
    }

    /** A code of the provider's, cut down to what a code looks like: the body comes from outside. */
    static String shown(String code) {
        String safe = code.replaceAll("[^A-Za-z0-9_]", "?");
        return safe.substring(0, Math.min(safe.length(), LONGEST_CODE));
    }

    /** Answers with such a status and, if any are named, one of these errors; and what they mean. */
    private record Row(
            IntPredicate status, Set<String> errors, boolean codeless, FailureKind kind, boolean suspect, String help) {
        Row withoutCode() {
            return new Row(status, errors, true, kind, suspect, help);
        }

        Row means(FailureKind meant, String helps) {
            return new Row(status, errors, codeless, meant, false, helps);
        }

        Row suspect(FailureKind meant, String helps) {
            return new Row(status, errors, codeless, meant, true, helps);
        }

        boolean covers(int found, Optional<String> error) {
            boolean fits = errors.isEmpty() || error.filter(errors::contains).isPresent();
            return status.test(found) && fits && !(codeless && error.isPresent());
        }
    }
}
