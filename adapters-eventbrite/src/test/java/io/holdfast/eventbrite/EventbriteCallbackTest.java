package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser may come back with, whoever wrote it. The state that is expected is {@code s t=1&ü}. */
final class EventbriteCallbackTest {
    private static final String STATE = "s t=1&ü";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "code=C0DE&state=s+t%3D1%26%C3%BC                       | granted C0DE",
                "state=s%20t%3D1%26%c3%bc&code=C%2B0%26DE               | granted C+0&DE",
                "tenant=7&code=C0DE&state=s+t%3D1%26%C3%BC&more         | granted C0DE",
                "error=access_denied&state=s+t%3D1%26%C3%BC             | DENIED",
                "error=access_denied&code=C0DE&state=s+t%3D1%26%C3%BC   | DENIED",
                "error=server_error&state=s+t%3D1%26%C3%BC              | PROVIDER_ERROR",
                "error=&code=C0DE&state=s+t%3D1%26%C3%BC                | PROVIDER_ERROR",
                "error=a&error=access_denied&state=s+t%3D1%26%C3%BC     | PROVIDER_ERROR",
                "state=s+t%3D1%26%C3%BC                                 | NO_CODE",
                "code=&state=s+t%3D1%26%C3%BC                           | NO_CODE",
                "code=%zz&state=s+t%3D1%26%C3%BC                        | NO_CODE",
                "code=A&code=B&state=s+t%3D1%26%C3%BC                   | NO_CODE",
                "codes=C0DE&state=s+t%3D1%26%C3%BC                      | NO_CODE",
                "code=C0DE&state=another                                | OTHER_STATE",
                "code=C0DE&state=s+t%3D1%26%C3%BC%20                    | OTHER_STATE",
                "code=C0DE&state=S+T%3D1%26%C3%BC                       | OTHER_STATE",
                "code=C0DE&state=                                       | OTHER_STATE",
                "code=C0DE&state=%zz                                    | OTHER_STATE",
                "code=C0DE                                              | OTHER_STATE",
                "code=C0DE&state=s+t%3D1%26%C3%BC&state=s+t%3D1%26%C3%BC | OTHER_STATE",
                "error=access_denied&state=another                      | OTHER_STATE",
                "error=access_denied                                    | OTHER_STATE",
                "&&=&                                                   | OTHER_STATE",
                "''                                                     | OTHER_STATE",
                "-                                                      | OTHER_STATE",
            })
    @SuppressWarnings("NullAway")
    void aQueryIsACodeOrAReasonWhyThereIsNone(String query, String expected) {
        String told = EventbriteOauth.callback(query, STATE)
                .fold(
                        granted -> "granted " + granted.code().reveal(),
                        refused -> refused.why().name());

        assertThat(told).isEqualTo(expected);
    }

    @Test
    void anErrorOfTheProvidersIsTakenOverAsACodeAlone() {
        String told = EventbriteOauth.callback("state=x&error=%0A%1B%5B31mserver%20error%3Cb%3E" + "y".repeat(99), "x")
                .fold(granted -> "", EventbriteCallback.Refused::reason);

        assertThat(told).contains("the error ???31mserver?error?b?yyy").matches("[\\w ,.;'?]+");
        assertThat(told.length()).isLessThan(200);
    }

    @Test
    void neitherTheCodeNorTheStateIsShown() {
        assertThat(EventbriteOauth.callback("state=ST4TE&code=C0DE", "ST4TE").toString())
                .doesNotContain("C0DE", "ST4TE");
        assertThat(EventbriteOauth.callback("state=ST4TE&code=C0DE", "0TH3R").toString())
                .doesNotContain("C0DE", "ST4TE", "0TH3R");
    }
}
