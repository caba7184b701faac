package io.holdfast.http;

import static io.holdfast.http.FailureTable.atLeast;
import static io.holdfast.http.FailureTable.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.FailureTable.Row;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** The first row that covers an answer says what it means. */
final class FailureTableTest {
    private static final FailureTable<String> TABLE = new FailureTable<>(List.of(
            on(is(429)).means(FailureKind.RATE_LIMITED, "Lantern asks to wait"),
            on(is(401, 403))
                    .where((answer, told) -> told.equals("ours"))
                    .suspect(FailureKind.PERMISSION, "connect again"),
            on(atLeast(400)).means(FailureKind.UNREACHABLE, "try again later"),
            on(atLeast(0)).means(FailureKind.MALFORMED, "ask the author")));

    @Test
    void aRowCoversItsStatusesWhereAllHolds() {
        ProviderException refused = failure(403, "ours");

        assertThat(refused.kind()).isEqualTo(FailureKind.PERMISSION);
        assertThat(refused.suspectsCredential()).isTrue();
        assertThat(refused).hasMessage("expected an answer of Lantern to lists/7/ but found HTTP 403; connect again");
        assertThat(failure(403, "a proxy's")).returns(FailureKind.UNREACHABLE, ProviderException::kind);
        assertThat(failure(403, "a proxy's").suspectsCredential()).isFalse();
        assertThat(failure(500, "ours")).returns(FailureKind.UNREACHABLE, ProviderException::kind);
        assertThat(failure(204, "ours")).returns(FailureKind.MALFORMED, ProviderException::kind);
    }

    @Test
    void whoIsAskedToWaitIsToldHowLong() {
        ProviderException limited = failure(429, "ours");

        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(9));
        assertThat(limited).hasMessageEndingWith("; Lantern asks to wait 9 s");
    }

    private static Row<String> on(IntPredicate status) {
        return Row.on(status);
    }

    private static ProviderException failure(int status, String told) {
        return TABLE.failure(Answers.of(status, "", Map.of()), told, "HTTP " + status, Duration.ofSeconds(9));
    }
}
