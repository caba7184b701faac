package io.holdfast.eventbrite;

import static io.holdfast.http.FailureTable.atLeast;
import static io.holdfast.http.FailureTable.is;
import static io.holdfast.model.FailureKind.CURSOR_REFUSED;
import static io.holdfast.model.FailureKind.INTERNAL;
import static io.holdfast.model.FailureKind.MALFORMED;
import static io.holdfast.model.FailureKind.PERMISSION;
import static io.holdfast.model.FailureKind.RATE_LIMITED;
import static io.holdfast.model.FailureKind.REJECTED;
import static io.holdfast.model.FailureKind.REMOTE_GONE;
import static io.holdfast.model.FailureKind.UNREACHABLE;

import io.holdfast.http.FailureTable;
import io.holdfast.http.FailureTable.Row;
import io.holdfast.http.Response;
import io.holdfast.port.ProviderException;
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

    /** What may be told of an error: the code of an answer that is none of these may be the token itself. */
    private static final Set<String> KNOWN = Set.of(
            "ACCESS_DENIED",
            "ACTION_NOT_PROCESSED",
            "ALREADY_DELETED",
            "ARGUMENTS_ERROR",
            "BAD_CONTINUATION_TOKEN",
            "BAD_PAGE",
            "BAD_REQUEST",
            "EXPANSION_FAILED",
            "HIT_RATE_LIMIT",
            "INSUFFICIENT_PACKAGE",
            "INTERNAL_ERROR",
            "INVALID_ARGUMENT",
            "INVALID_AUTH",
            "INVALID_AUTH_HEADER",
            "INVALID_BATCH",
            "INVALID_BODY",
            "METHOD_NOT_ALLOWED",
            "NOT_AUTHORIZED",
            "NOT_FOUND",
            "NO_AUTH",
            "NO_PACKAGE_SELECTED",
            "ORDER_EXPIRED",
            "PERMANENTLY_MOVED",
            "REQUEST_CONFLICT",
            "UNSUPPORTED_OPERATION");

    // spotless:off
    private static final FailureTable<Optional<String>> TABLE = new FailureTable<>(List.of(
        on("INVALID_AUTH", "INVALID_AUTH_HEADER", "NO_AUTH", "ACCESS_DENIED")
                                          .suspect(UNREACHABLE, "if the token was revoked, connect Eventbrite again"),
        on(is(401))                       .suspect(UNREACHABLE, "if the token was revoked, connect Eventbrite again"),
        on(is(429))                       .means(RATE_LIMITED, "Eventbrite asks to wait"),
        // without an error code it is the provider's edge that refuses, not the provider: the token is fine
        on(is(403)).where((answer, error) -> error.isEmpty())
                                          .means(UNREACHABLE, "it was blocked at the provider's edge; try again later"),
        on(is(403)).where((answer, error) -> answer.call().equals(Endpoints.ME))
                                          .suspect(PERMISSION, "the token is no user's; connect with the private token of the account, or sign in at Eventbrite"),
        on(is(403))                       .suspect(PERMISSION, "give the connected account access to it at Eventbrite"),
        on("BAD_CONTINUATION_TOKEN", "BAD_PAGE")
                                          .means(CURSOR_REFUSED, "the list is read from its start"),
        on(is(404, 410))                  .means(REMOTE_GONE, "check the id, and that it was not deleted at Eventbrite"),
        on(is(408, 409).or(atLeast(500))) .means(UNREACHABLE, "try again later"),
        on("INVALID_BATCH", "INVALID_BODY", "METHOD_NOT_ALLOWED")
                                          .means(INTERNAL, "report this to the connector's author"),
        on(is(405))                       .means(INTERNAL, "report this to the connector's author"),
        on(atLeast(400))                  .means(REJECTED, "Eventbrite refuses this request; check the event at Eventbrite"),
        on(atLeast(300))                  .means(INTERNAL, "a redirect is not followed, so the token went nowhere else; check the base URI, and the network for a proxy"),
        on(atLeast(0))                    .means(MALFORMED, "try again later")));
    // spotless:on

    private ErrorTable() {}

    static ProviderException of(Response answer) {
        return of(answer, ErrorBody.read(answer));
    }

    /** The same of an answer whose error code was read already. */
    static ProviderException of(Response answer, Optional<String> error) {
        String found = "HTTP " + answer.status() + error.map(ErrorTable::told).orElse(" without an error code");
        return TABLE.failure(answer, error, found, RateLimit.wait(answer.headers()));
    }

    private static String told(String code) {
        return KNOWN.contains(code) ? " " + code : " with an error code that is not known";
    }

    private static Row<Optional<String>> on(IntPredicate status) {
        return Row.on(status);
    }

    private static Row<Optional<String>> on(String... errors) {
        Set<String> any = Set.of(errors);
        return on(atLeast(0))
                .where((answer, error) -> error.filter(any::contains).isPresent());
    }

    /** A code of the provider's, cut down to what a code looks like: the body comes from outside. */
    static String shown(String code) {
        String safe = code.replaceAll("[^A-Za-z0-9_]", "?");
        return safe.substring(0, Math.min(safe.length(), LONGEST_CODE));
    }
}
