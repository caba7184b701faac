package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which keys open what at Luma, how they lose it, and what each minute allows. */
final class LumaAccessTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");

    private volatile Instant time = NOW;
    private final LumaSandbox sandbox =
            LumaSandbox.builder().clock(() -> time).requestsPerMinute(3).start();
    private final LumaEvent event = sandbox.event("Harbour Data Night", 3);
    private final LumaClient client = new LumaClient(sandbox);
    private final String guests = "events/guests/list?event_id=" + event.id();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aKeyThatIsMissingOrBlankIsABadRequest() {
        assertRefused(Client.send(client.request("calendars/get").build()), 400);
        assertRefused(client.get("calendars/get", " "), 400);
    }

    @Test
    void anUnknownKeyIsUnauthorisedAndHasNoBudget() {
        HttpResponse<String> answer = client.get("calendars/get", "secret-UNKNOWN");

        assertRefused(answer, 401);
        assertThat(answer.headers().firstValue("X-RateLimit-Limit")).isEmpty();
    }

    @Test
    void aRestoredKeyCountsAgainForTheSameCalendar() {
        String before = client.get("calendars/get").body();

        sandbox.revoke(sandbox.token());
        assertRefused(client.get("calendars/get"), 401);
        sandbox.restore(sandbox.token());

        assertThat(client.get("calendars/get").body()).isEqualTo(before);
    }

    @Test
    void anUnknownEventAndAForeignOneAreForbiddenInTheSameWords() {
        String other = sandbox.newAccount("Other");
        HttpResponse<String> foreign = client.get(guests, other);

        assertRefused(foreign, 403);
        assertThat(client.get("events/get?event_id=evt-Nowhere", other).body()).isEqualTo(foreign.body());
        assertThat(Client.read(client.get("calendars/get", other)).get("id").asText())
                .isNotEqualTo(sandbox.calendarId());
    }

    @Test
    void anEventThatMovedIsReadWithTheOtherCalendarsKey() {
        String other = sandbox.newAccount("Other");

        sandbox.transfer(event, other);

        assertRefused(client.get(guests), 403);
        assertThat(client.get(guests, other).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutLumaPlusAllIsForbiddenUntilItIsRenewed() {
        sandbox.lapsePlan(sandbox.token());
        assertRefused(client.get("users/get-self"), 403);
        assertRefused(client.get("calendars/get"), 403);

        sandbox.renewPlan(sandbox.token());
        assertThat(client.get("calendars/get").statusCode()).isEqualTo(200);
    }

    @Test
    void anOrganisationsKeyOpensTheCalendarThatItNamesAndNoneWithoutAName() {
        String key = sandbox.organisationKey();

        assertThat(client.get("users/get-self", key).statusCode()).isEqualTo(200);
        assertRefused(client.get("calendars/get", key), 403);
        HttpResponse<String> named = Client.send(client.request("calendars/get")
                .header("x-luma-api-key", key)
                .header("x-luma-calendar-id", sandbox.calendarId())
                .build());
        assertThat(Client.read(named).get("id").asText()).isEqualTo(sandbox.calendarId());
        assertThat(named.headers().firstValue("X-RateLimit-Limit")).contains("500");
    }

    @Test
    void eachAnswerTellsTheBudgetThatIsLeftARefusalToo() {
        assertThat(left(client.get("calendars/get"))).isEqualTo("2");
        HttpResponse<String> refused = client.get("events/get?event_id=evt-Nowhere");

        assertThat(left(refused)).isEqualTo("1");
        assertThat(refused.headers().firstValue("X-RateLimit-Limit")).contains("3");
        assertThat(refused.headers().firstValue("X-RateLimit-Reset"))
                .contains(Long.toString(NOW.plusSeconds(60).getEpochSecond()));
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void whoAsksTooOftenIsBlockedForAMinuteAndNoLonger() {
        String other = sandbox.newAccount("Other");
        for (int i = 0; i < 3; i++) {
            client.get(guests);
        }
        time = NOW.plusSeconds(50);
        HttpResponse<String> blocked = client.get(guests);
        assertRefused(blocked, 429);
        assertThat(blocked.headers().firstValue("Retry-After")).contains("60");
        assertThat(client.get("calendars/get", other).statusCode()).isEqualTo(200);

        time = NOW.plusSeconds(109);
        assertRefused(client.get(guests), 429);
        time = NOW.plus(Duration.ofSeconds(110));
        assertThat(left(client.get(guests))).isEqualTo("2");
    }

    @Test
    void whatMakesNoSenseIsRefusedAtOnceAndNamesNoKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.lapsePlan("SECRET"))
                .withMessageContaining("expected a key")
                .withMessageNotContaining("SECRET");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LumaSandbox.builder().requestsPerMinute(0));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.event("Less", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> event.decline("gst-Nobody"));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.unfollow("calmem-Nobody"));
    }

    @Test
    void noCallTellsAKey() {
        client.get(guests);

        assertThat(sandbox.calls()).isEqualTo(List.of("GET /v1/" + guests));
    }

    private static String left(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-RateLimit-Remaining").orElseThrow();
    }

    /** The body of each error has two members, and the second one is null. */
    static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode body = Client.read(answer);
        assertThat(body).hasSize(2);
        assertThat(body.get("message").isTextual()).isTrue();
        assertThat(body.get("code").isNull()).isTrue();
    }
}
