package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.Endpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers that are no success mean. */
final class ErrorTableTest {
    private static final Map<String, Endpoint> CALLS = Map.of(
            "calendar", Endpoints.CALENDAR,
            "events", Endpoints.events(Cursor.START),
            "event", Endpoints.event("evt-Pier1"),
            "guests", Answers.GUESTS,
            "more", Answers.MORE_GUESTS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | calendar | UNREACHABLE    | yes | if the key was revoked, make another",
                "401 | guests   | UNREACHABLE    | yes | if the key was revoked, make another",
                "400 | calendar | REJECTED       | yes | drops the header x-luma-api-key",
                "400 | guests   | REJECTED       | yes | check the event or calendar at Luma",
                "400 | more     | CURSOR_REFUSED | no  | read from its start",
                "403 | event    | REMOTE_GONE    | yes | cancelled, moved to another calendar, or is no longer yours",
                "403 | guests   | REMOTE_GONE    | yes | cancelled, moved to another calendar, or is no longer yours",
                "404 | event    | REMOTE_GONE    | yes | cancelled, moved to another calendar, or is no longer yours",
                "403 | calendar | PERMISSION     | yes | renew Luma Plus, or connect with the key of one calendar",
                "403 | events   | PERMISSION     | yes | renew Luma Plus, or connect with the key of one calendar",
                "404 | calendar | INTERNAL       | no  | check the base URI",
                "405 | guests   | INTERNAL       | no  | check the base URI",
                "409 | guests   | UNREACHABLE    | no  | try again later",
                "500 | guests   | UNREACHABLE    | no  | try again later",
                "503 | calendar | UNREACHABLE    | no  | try again later",
                "422 | guests   | REJECTED       | no  | check the event or calendar at Luma",
                "302 | guests   | INTERNAL       | no  | a redirect is not followed",
                "204 | guests   | MALFORMED      | no  | try again later",
            })
    void aRefusalOfLumasIsReadByStatusAndByWhatWasAsked(
            int status, String call, FailureKind kind, String suspects, String help) {
        ProviderException failure = failure(status, call, Answers.REFUSED, Map.of());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.suspectsCredential()).isEqualTo(suspects.equals("yes"));
        assertThat(failure).hasMessageContaining("HTTP " + status).hasMessageContaining(help);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "500", "520"})
    void aPageFromAnybodyElseNeverSevers(int status) {
        for (String body : new String[] {
            "", "<html>ilse@pier.test</html>", "[]", "{\"error\": \"x\"}", "{\"message\": null}", "{\"message\": \"cut"
        }) {
            ProviderException failure = failure(status, "calendar", body, Map.of());

            assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(failure.suspectsCredential()).isFalse();
            assertThat(failure).hasMessageNotContaining("ilse");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | 60",
                "7 | 7",
                "0 | 60",
                "999999 | 300",
                "soon | 60",
                "'' | 60",
                "Sun, 14 Mar 2027 09:27:13 GMT | 20"
            })
    void aBlockIsWaitedForAsToldAndElseAMinute(String told, long seconds) {
        Map<String, String> headers =
                told.isEmpty() ? Map.of("X-RateLimit-Reset", "1929600120") : Map.of("Retry-After", told);
        for (String body : new String[] {Answers.REFUSED, "<html>"}) {
            ProviderException failure = failure(429, "guests", body, headers);

            assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
        }
    }

    private static ProviderException failure(int status, String call, String body, Map<String, String> headers) {
        return ErrorTable.of(Answers.of(status, CALLS.getOrDefault(call, Answers.GUESTS), body, headers));
    }
}
