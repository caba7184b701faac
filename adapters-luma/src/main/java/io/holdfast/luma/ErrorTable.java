package io.holdfast.luma;

import static io.holdfast.model.FailureKind.CURSOR_REFUSED;
import static io.holdfast.model.FailureKind.INTERNAL;
import static io.holdfast.model.FailureKind.MALFORMED;
import static io.holdfast.model.FailureKind.PERMISSION;
import static io.holdfast.model.FailureKind.RATE_LIMITED;
import static io.holdfast.model.FailureKind.REJECTED;
import static io.holdfast.model.FailureKind.REMOTE_GONE;
import static io.holdfast.model.FailureKind.UNREACHABLE;

import io.holdfast.http.Endpoint;
import io.holdfast.http.Response;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What an answer that is no success means: judged by HTTP status, by what was asked, and by whether the body is Luma's own.
 * The rows are read from the top; the last takes what no other does.
 */
final class ErrorTable {
    private static final String GONE =
            "the event was cancelled, moved to another calendar, or is no longer yours; choose"
                    + " another, or connect with the key of the calendar that manages it";

    // spotless:off
    private static final List<Row> TABLE = List.of(
        on(is(429))                               .means(RATE_LIMITED, "Luma asks to wait"),
        // a page of the network in front of Luma, or of a proxy: the key is fine
        on(from(400)).notOfLuma()                 .means(UNREACHABLE, "it is not Luma's own: something in front of it answered; try again later"),
        on(is(401))                               .suspect(UNREACHABLE, "if the key was revoked, make another at Luma and connect again"),
        on(is(400), Endpoints.CALENDAR::equals)   .suspect(REJECTED, "the key did not arrive; look for a proxy that drops the header x-luma-api-key, or connect with another key"),
        on(is(400), Endpoints::goesOn)            .means(CURSOR_REFUSED, "the list is read from its start"),
        on(is(400))                               .suspect(REJECTED, "Luma refuses this request; check the event at Luma"),
        on(is(403), Endpoints::isOfAnEvent)       .suspect(REMOTE_GONE, GONE),
        on(is(403))                               .suspect(PERMISSION, "the calendar's Luma Plus may have ended, or the key may be an organisation's; renew Luma Plus, or connect with the key of one calendar"),
        on(is(404).or(is(410)), Endpoints::isOfAnEvent).suspect(REMOTE_GONE, GONE),
        on(is(408).or(is(409)).or(from(500)))     .means(UNREACHABLE, "try again later"),
        on(is(404).or(is(405)).or(is(410)))       .means(INTERNAL, "check the base URI, or report this to the connector's author"),
        on(from(400))                             .means(REJECTED, "Luma refuses this request; check the event at Luma"),
        on(from(300))                             .means(INTERNAL, "a redirect is not followed, so the key went nowhere else; check the base URI, and the network for a proxy"),
        on(from(0))                               .means(MALFORMED, "try again later"));
    // spotless:on

    private ErrorTable() {}

    static ProviderException of(Response answer) {
        boolean lumas = ErrorBody.isLumas(answer);
        Row row = TABLE.stream()
                .filter(next -> next.covers(answer, lumas))
                .findFirst()
                .orElseThrow();
        String told = "expected an answer of Luma to " + answer.call().path() + " but found HTTP " + answer.status()
                + "; " + row.help();
        if (row.kind() == RATE_LIMITED) {
            Duration wait = RequestBudget.wait(answer);
            return ProviderException.rateLimited(wait, told + " " + wait.toSeconds() + " s");
        }
        ProviderException failure = ProviderException.of(row.kind(), told);
        return row.suspect() ? failure.suspectingCredential() : failure;
    }

    private static Row on(IntPredicate status) {
        return on(status, any -> true);
    }

    private static Row on(IntPredicate status, Predicate<Endpoint> asked) {
        return new Row(status, asked, false, MALFORMED, false, "");
    }

    private static IntPredicate is(int wanted) {
        return status -> status == wanted;
    }

    private static IntPredicate from(int lowest) {
        return status -> status >= lowest;
    }

    /** Answers with such a status to such a question, perhaps only those that are not Luma's own; and what they mean. */
    private record Row(
            IntPredicate status,
            Predicate<Endpoint> asked,
            boolean foreign,
            FailureKind kind,
            boolean suspect,
            String help) {
        Row notOfLuma() {
            return new Row(status, asked, true, kind, suspect, help);
        }

        Row means(FailureKind meant, String helps) {
            return new Row(status, asked, foreign, meant, false, helps);
        }

        Row suspect(FailureKind meant, String helps) {
            return new Row(status, asked, foreign, meant, true, helps);
        }

        boolean covers(Response answer, boolean lumas) {
            return status.test(answer.status()) && asked.test(answer.call()) && !(foreign && lumas);
        }
    }
}
