package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The faults are those of Eventbrite's sandbox, in Luma's words. */
final class LumaFaultsTest {
    private static final String LIST = "/guests/list";

    private final LumaSandbox sandbox = LumaSandbox.start();
    private final LumaEvent event = sandbox.event("Harbour Data Night", 120);
    private final LumaClient client = new LumaClient(sandbox);
    private final String guests = "events/guests/list?event_id=" + event.id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void anErrorIsInLumasWordsAndCostsBudget() {
        sandbox.inject(LIST, 1, Fault.error(500, "INTERNAL_ERROR"));

        HttpResponse<String> answer = client.get(guests);

        LumaAccessTest.assertRefused(answer, 500);
        assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("199");
        assertThat(answer.headers().firstValue("cf-ray")).isPresent();
        assertThat(client.get(guests).statusCode()).isEqualTo(200);
    }

    @Test
    void theEdgeIsCloudflareAndCountsNothing() {
        sandbox.edgeBlock(true);
        HttpResponse<String> blocked = client.get(guests);
        sandbox.edgeBlock(false);

        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(blocked.headers().firstValue("server")).contains("cloudflare");
        assertThat(blocked.body()).contains("Cloudflare");
        assertThat(blocked.headers().firstValue("X-RateLimit-Remaining")).isEmpty();
        assertThat(client.get(guests).headers().firstValue("X-RateLimit-Remaining"))
                .contains("199");
    }

    @Test
    void pagesCanGoOnWithoutEndBeEmptyOrGoInACircle() {
        sandbox.inject(LIST, 2, Fault.endlessPage());
        sandbox.inject(LIST, 1, Fault.emptyPage());
        sandbox.inject(LIST, 3, Fault.circle(2));

        JsonNode first = client.json(guests);
        JsonNode second = client.json(
                guests + "&pagination_cursor=" + first.get("next_cursor").asText());
        assertThat(second.get("entries")).isEqualTo(first.get("entries"));
        assertThat(second.get("next_cursor")).isNotEqualTo(first.get("next_cursor"));

        JsonNode empty = client.json(guests);
        assertThat(empty.get("entries")).isEmpty();
        assertThat(empty.get("has_more").asBoolean()).isTrue();

        JsonNode place = client.json(guests).get("next_cursor");
        assertThat(client.json(guests).get("next_cursor")).isNotEqualTo(place);
        assertThat(client.json(guests).get("next_cursor")).isEqualTo(place);
    }

    @Test
    void aPageCanSayThatMoreFollowsAndNotWhereOrNothingAtAll() {
        sandbox.inject(LIST, 1, Fault.moreWithoutPlace());
        sandbox.inject(LIST, 1, Fault.withoutPagination());

        JsonNode nowhere = client.json(guests);
        assertThat(nowhere.get("has_more").asBoolean()).isTrue();
        assertThat(nowhere.has("next_cursor")).isFalse();
        assertThat(client.json(guests)).hasSize(1);
    }

    @Test
    void rowsCanBeForeignNamelessDoubledAndRenamed() {
        sandbox.inject(LIST, 1, Fault.foreignRow());
        sandbox.inject(LIST, 1, Fault.namelessRow());
        sandbox.inject(LIST, 1, Fault.doubledRow());
        sandbox.inject(LIST, 1, Fault.firstName("Il\u0000se"));

        assertThat(rows().at("/0/check_in_qr_code").asText()).doesNotContain(event.id());
        assertThat(rows().get(0).has("id")).isFalse();
        JsonNode doubled = rows();
        assertThat(doubled).hasSize(51);
        assertThat(doubled.get(50)).isEqualTo(doubled.get(0));
        assertThat(rows().at("/0/user_first_name").asText()).isEqualTo("Il\u0000se");
    }

    @Test
    void theNetworkBreaksHereToo() {
        sandbox.inject(LIST, 1, Fault.truncate(10));

        assertThatThrownBy(() -> client.get(guests)).isInstanceOf(AssertionError.class);
        assertThat(client.get(guests).statusCode()).isEqualTo(200);
    }

    private JsonNode rows() {
        return client.json(guests).get("entries");
    }
}
