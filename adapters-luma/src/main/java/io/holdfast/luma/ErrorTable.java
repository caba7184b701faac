package io.holdfast.luma;

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

import io.holdfast.http.Endpoint;
import io.holdfast.http.FailureTable;
import io.holdfast.http.FailureTable.Row;
import io.holdfast.http.Response;
import io.holdfast.port.ProviderException;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What an answer that is no success means: judged by HTTP status, by what was asked, and by whether the body is Luma's own.
 * A message of Luma's is for people and never decides.
 */
final class ErrorTable {
    // spotless:off
    private static final FailureTable<Boolean> TABLE = new FailureTable<>(List.of(
        on(is(429))                             .means(RATE_LIMITED, "Luma asks to wait"),
        // a page of the network in front of Luma, or of a proxy: the key is fine
        on(atLeast(400)).where((answer, lumas) -> !lumas)
                                                .means(UNREACHABLE, "it is not Luma's own: something in front of it answered; try again later"),
        on(is(401))                             .suspect(UNREACHABLE, "if the key was revoked, make another at Luma and connect again"),
        on(is(400), Endpoints.CALENDAR::equals) .suspect(REJECTED, "the key did not arrive; look for a proxy that drops the header x-luma-api-key, or connect with another key"),
        on(is(400), Endpoints::goesOn)          .means(CURSOR_REFUSED, "the list is read from its start"),
        on(is(400))                             .suspect(REJECTED, "Luma refuses this request; check the event or calendar at Luma"),
        on(is(403, 404, 410), Endpoints::isOfAnEvent)
                                                .suspect(REMOTE_GONE, "the event was cancelled, moved to another calendar, or is no longer yours; choose another, or connect with the key of the calendar that manages it"),
        on(is(403))                             .suspect(PERMISSION, "the calendar's Luma Plus may have ended, or the key may be an organisation's; renew Luma Plus, or connect with the key of one calendar"),
        on(is(408, 409).or(atLeast(500)))       .means(UNREACHABLE, "try again later"),
        on(is(404, 405, 410))                   .means(INTERNAL, "check the base URI, or report this to the connector's author"),
        on(atLeast(400))                        .means(REJECTED, "Luma refuses this request; check the event or calendar at Luma"),
        on(atLeast(300))                        .means(INTERNAL, "a redirect is not followed, so the key went nowhere else; check the base URI, and the network for a proxy"),
        on(atLeast(0))                          .means(MALFORMED, "try again later")));
    // spotless:on

    private ErrorTable() {}

    static ProviderException of(Response answer) {
        return TABLE.failure(answer, ErrorBody.isLumas(answer), "HTTP " + answer.status(), RequestBudget.wait(answer));
    }

    private static Row<Boolean> on(IntPredicate status) {
        return Row.on(status);
    }

    private static Row<Boolean> on(IntPredicate status, Predicate<Endpoint> asked) {
        return on(status).where((answer, lumas) -> asked.test(answer.call()));
    }
}
