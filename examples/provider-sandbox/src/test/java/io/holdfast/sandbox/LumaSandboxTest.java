package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fake Luma answers, asked as a client would. */
final class LumaSandboxTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");

    private final LumaSandbox sandbox =
            LumaSandbox.builder().clock(InstantSource.fixed(NOW)).start();
    private final LumaEvent event = sandbox.event("Harbour Data Night", 120);
    private final LumaClient client = new LumaClient(sandbox);
    private final String guests = "events/guests/list?event_id=" + event.id();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aFullScanSeesEveryGuestOnceInListOrder() {
        assertThat(LumaClient.ids(client.all(guests)))
                .isEqualTo(event.attendees().stream().map(LumaGuest::id).toList());
        assertThat(sandbox.requests()).isEqualTo(3);
    }

    @Test
    void theLastPageHasACursorToo() {
        JsonNode page = client.json("calendars/events/list");

        assertThat(page.get("has_more").asBoolean()).isFalse();
        assertThat(page.get("next_cursor").asText()).isNotEmpty();
        try (LumaSandbox plain = LumaSandbox.builder().cursorOnLastPage(false).start()) {
            plain.event("Harbour Data Night", 0);
            assertThat(new LumaClient(plain).json("calendars/events/list").has("next_cursor"))
                    .isFalse();
        }
    }

    @Test
    void aCursorIsTheLastRowsSortValueAndId() {
        JsonNode page = client.json(guests + "&pagination_limit=2");

        assertThat(page.get("entries")).hasSize(2);
        String told =
                new String(Base64.getUrlDecoder().decode(page.get("next_cursor").asText()), StandardCharsets.UTF_8);
        assertThat(told)
                .startsWith("{\"sv\":\"2027-01-13 ")
                .endsWith("+00\",\"fb\":\"" + page.at("/entries/1/id").asText() + "\"}");
    }

    @Test
    void nobodyIsSeenTwiceOrMissedIfOthersRegisterMeanwhile() {
        JsonNode first = client.json(guests);
        event.delete(event.attendees().get(0).id());
        String late = event.register("Noor", "Haddad", "noor@example.org").id();

        List<JsonNode> rest = client.all(
                guests + "&pagination_cursor=" + first.get("next_cursor").asText());

        assertThat(LumaClient.ids(rest)).doesNotContainAnyElementsOf(LumaClient.ids(first.get("entries")));
        assertThat(LumaClient.ids(rest)).hasSize(71).endsWith(late);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&pagination_cursor=x",
                "&pagination_cursor=e30",
                "&pagination_limit=0",
                "&sort_column=size",
                "&sort_direction=up"
            })
    void whatIsNoParameterIsRefusedOverSeveralLines(String parameter) {
        HttpResponse<String> answer = client.get(guests + parameter);

        LumaAccessTest.assertRefused(answer, 400);
        assertThat(Client.read(answer).get("message").asText()).contains("\n- ");
    }

    @Test
    void aGuestIsAskedForAloneByIdAndAnUnknownOneIsNotFound() {
        String id = event.attendees().get(3).id();
        String guest = "events/guests/get?event_id=" + event.id() + "&id=";

        assertThat(client.json(guest + id).get("id").asText()).isEqualTo(id);
        assertThat(client.json(guest + id).has("event_ticket_orders")).isTrue();
        LumaAccessTest.assertRefused(client.get(guest + "gst-Nobody"), 404);
        LumaAccessTest.assertRefused(client.get("events/guests/get?event_id=evt-Nowhere&id=" + id), 403);
    }

    @Test
    void anEventIsNotAskedForWithoutItsId() {
        LumaAccessTest.assertRefused(client.get("events/get"), 400);
        LumaAccessTest.assertRefused(client.get("calendars/events/list?after=yesterday"), 400);
    }

    @Test
    void whatIsNoPathIsNotFound() {
        LumaAccessTest.assertRefused(client.get("nowhere"), 404);
        LumaAccessTest.assertRefused(
                Client.send(client.request("calendars/get")
                        .header("x-luma-api-key", sandbox.token())
                        .method("DELETE", HttpRequest.BodyPublishers.noBody())
                        .build()),
                404);
    }

    @Test
    void guestsAreSortedWithWhatIsUnknownLastIfAskedFor() {
        String sorted = guests + "&sort_column=registered_at&sort_direction=";

        assertThat(first(sorted + "desc").get("registered_at").isNull()).isTrue();
        JsonNode latest = first(sorted + "desc%20nulls%20last");
        assertThat(latest.get("registered_at").asText())
                .isGreaterThan(first(sorted + "asc").get("registered_at").asText());
        assertThat(client.all(sorted + "desc%20nulls%20last"))
                .hasSize(120)
                .last()
                .satisfies(
                        last -> assertThat(last.get("registered_at").isNull()).isTrue());
    }

    @Test
    void guestsAreAskedForByStatus() {
        assertThat(client.all(guests + "&approval_status=invited"))
                .isNotEmpty()
                .allMatch(guest -> guest.get("approval_status").asText().equals("invited"));
    }

    @Test
    void eventsAreListedByTheirStart() {
        sandbox.event("Later", 0);

        assertThat(LumaClient.ids(client.all("calendars/events/list?sort_column=start_at&sort_direction=desc")))
                .hasSize(2)
                .endsWith(event.id());
        assertThat(client.all("calendars/events/list?after=2027-03-20T00:00:00Z"))
                .isEmpty();
        assertThat(client.all("calendars/events/list?before=2027-03-20T00:00:00%2B01:00"))
                .hasSize(2);
    }

    @Test
    void anEventTellsItsHostsAndCountsItsGuests() {
        JsonNode told = client.json("events/get?event_id=" + event.id());
        JsonNode listed = client.json("calendars/events/list").at("/entries/0");

        assertThat(told.get("access").asText()).isEqualTo("manage");
        assertThat(told.get("duration_interval").asText()).isEqualTo("P0Y0M0DT4H0M0S");
        assertThat(told.get("hosts")).hasSize(1);
        assertThat(told.at("/guest_counts/approved/guests").asLong())
                .isEqualTo(event.attendees().stream()
                        .filter(guest -> guest.status().equals("approved"))
                        .count());
        assertThat(listed.get("id")).isEqualTo(told.get("id"));
        assertThat(listed.has("hosts")).isFalse();
    }

    @Test
    void inventedGuestsAreOfEveryKind() {
        LumaEvent large = sandbox.event("Large", 2000);
        Set<String> statuses = new HashSet<>();
        Set<String> answers = new HashSet<>();
        Set<String> tickets = new HashSet<>();
        Set<String> questions = new HashSet<>();
        client.all("events/guests/list?event_id=" + large.id()).forEach(guest -> {
            statuses.add(guest.get("approval_status").asText());
            JsonNode told = guest.get("registration_answers");
            answers.add(told.isNull() ? "null" : told.isEmpty() ? "empty" : "there");
            told.forEach(answer -> questions.add(answer.get("question_type").asText()));
            guest.get("event_tickets")
                    .forEach(ticket -> tickets.add(ticket.get("amount") + " "
                            + ticket.get("currency").asText() + " " + ticket.get("is_captured") + " "
                            + (ticket.get("checked_in_at").isNull() ? "out" : "in")));
        });

        assertThat(statuses)
                .containsExactlyInAnyOrder(
                        "approved", "pending_approval", "waitlist", "declined", "invited", "session");
        assertThat(answers).containsExactlyInAnyOrder("null", "empty", "there");
        assertThat(questions).contains("company", "select", "dropdown", "multi-select", "agree-check", "terms");
        assertThat(tickets)
                .containsExactlyInAnyOrder(
                        "0 usd false out",
                        "0 usd false in",
                        "0 null false out",
                        "0 null false in",
                        "4000 eur true out",
                        "4000 eur true in",
                        "4000 eur false out");
        assertThat(large.attendees())
                .extracting(LumaGuest::id)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        event.attendees().stream().map(LumaGuest::id).toList());
    }

    @Test
    void theSameSeedInventsTheSameGuestsAndKeys() {
        try (LumaSandbox again =
                LumaSandbox.builder().clock(InstantSource.fixed(NOW)).start()) {
            assertThat(again.event("Harbour Data Night", 120).attendees()).isEqualTo(event.attendees());
            assertThat(again.token()).isEqualTo(sandbox.token()).matches("secret-[A-Z0-9]{20}");
        }
    }

    @Test
    void bothProvidersHaveTheSameAnswersToTheSameQuestions() {
        try (EventbriteSandbox eventbrite = EventbriteSandbox.start()) {
            for (ProviderSandbox each : List.of(eventbrite, sandbox)) {
                ProviderEvent<?> told = each.event("Both", 30);
                assertThat(told.attendees()).hasSize(30);
                SandboxPerson one = told.register("Noor", "Haddad", "noor@example.org");
                told.checkIn(one.id());
                assertThat(told.attendees().get(30).tickets()).allMatch(SandboxTicket::checkedIn);
                told.cancel(one.id());
                assertThat(told.attendees().get(30).isOff()).isTrue();
            }
        }
    }

    private JsonNode first(String path) {
        return client.json(path).at("/entries/0");
    }
}
