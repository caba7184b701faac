package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens on the provider's side, and what the answers make of it. */
final class ProviderSideTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");

    private volatile Instant time = NOW;
    private final EventbriteSandbox sandbox =
            EventbriteSandbox.builder().clock(() -> time).pageSize(1000).start();
    private final SandboxEvent event = sandbox.event("Cakes & Ale", 2000);
    private final Client client = new Client(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void whatIsUnknownIsLeftOutNullOrEmpty() {
        Set<String> profiles = new HashSet<>();
        Set<String> companies = new HashSet<>();
        Set<String> barcodes = new HashSet<>();
        for (String page : List.of("", "?continuation=" + secondPage())) {
            client.json(attendees() + page).get("attendees").forEach(attendee -> {
                profiles.add(kind(attendee, "profile"));
                companies.add(kind(attendee.path("profile"), "company"));
                barcodes.add(kind(attendee, "barcodes"));
                attendee.path("barcodes").forEach(barcode -> barcodes.add("barcode " + kind(barcode, "barcode")));
            });
        }

        assertThat(profiles).containsExactlyInAnyOrder("absent", "null", "empty", "there");
        assertThat(companies).containsExactlyInAnyOrder("absent", "null", "empty", "there");
        assertThat(barcodes).containsExactlyInAnyOrder("absent", "empty", "there", "barcode null", "barcode there");
    }

    @Test
    void flagsAndWordsOfEveryAnswerAgree() {
        client.json(attendees()).get("attendees").forEach(attendee -> {
            boolean gone = attendee.get("cancelled").asBoolean()
                    || attendee.get("refunded").asBoolean();
            String status = attendee.get("status").asText();
            assertThat(status.equals("Not Attending")).isEqualTo(gone);
            assertThat(status.equals("Checked In"))
                    .isEqualTo(attendee.get("checked_in").asBoolean());
        });
    }

    @Test
    void aScanCanBeTakenBackAndACancelledTicketIsNotScanned() {
        String id = event.register("Noor", "Haddad", "noor@example.org").id();

        event.checkIn(id);
        assertThat(attendee(id).get("status").asText()).isEqualTo("Checked In");
        assertThat(attendee(id).at("/barcodes/0/status").asText()).isEqualTo("used");
        event.checkOut(id);
        assertThat(attendee(id).get("status").asText()).isEqualTo("Attending");
        event.checkIn(id);
        event.cancel(id);
        assertThat(attendee(id).get("checked_in").asBoolean()).isFalse();
        assertThatThrownBy(() -> event.checkIn(id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEditShowsEvenIfTheFormWasEmptyBefore() {
        String silent = event.attendees().stream()
                .filter(attendee -> attendee.name().isEmpty())
                .map(SandboxAttendee::id)
                .findFirst()
                .orElseThrow();

        event.edit(silent, "Pier Labs", "Analyst");

        assertThat(attendee(silent).at("/profile/company").asText()).isEqualTo("Pier Labs");
    }

    @Test
    void anEventStartsEndsAndSaysWhenItChanged() {
        assertThat(told().get("status").asText()).isEqualTo("live");
        assertThat(told().at("/name/text").asText()).isEqualTo("Cakes & Ale");
        assertThat(told().at("/name/html").asText()).isEqualTo("Cakes &amp; Ale");

        time = Instant.parse(told().at("/start/utc").asText());
        assertThat(told().get("status").asText()).isEqualTo("started");
        time = Instant.parse(told().at("/end/utc").asText());
        assertThat(told().get("status").asText()).isEqualTo("ended");

        event.endAt(NOW.minusSeconds(1));
        assertThat(told().at("/end/utc").asText()).isEqualTo("2027-03-14T09:26:52Z");
        assertThat(told().at("/start/utc").asText()).isEqualTo("2027-03-14T05:26:52Z");
        assertThat(told().get("changed").asText()).isEqualTo(time.toString());
    }

    @Test
    void theStatusFilterHasOtherWordsThanTheAnswers() {
        for (String filter : List.of("attending", "not_attending", "unpaid")) {
            JsonNode page = client.json(attendees() + "?status=" + filter);
            assertThat(page.get("attendees")).isNotEmpty().allMatch(attendee -> {
                String status = attendee.get("status").asText();
                return switch (filter) {
                    case "attending" -> status.equals("Attending") || status.equals("Checked In");
                    case "unpaid" -> status.equals("Unpaid");
                    default -> status.equals("Not Attending");
                };
            });
        }
        assertThat(client.get(attendees() + "?status=Attending", sandbox.token())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void severalAttendeesAreAskedForByTheirIds() {
        String one = event.attendees().get(3).id();
        String other = event.attendees().get(1500).id();

        assertThat(client.json(attendees() + "?attendee_ids=" + one + "," + other)
                        .get("attendees"))
                .extracting(attendee -> attendee.get("id").asText())
                .containsExactly(one, other);
    }

    @Test
    void aContinuationServesItsOwnListOnly() {
        assertThat(client.get(attendees() + "?status=attending&continuation=" + secondPage(), sandbox.token())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void eventsAreFilteredAndOrdered() {
        SandboxEvent off = sandbox.event("A late one", 0);
        off.cancelEvent();
        String events = "organizations/" + told().get("organization_id").asText() + "/events/";

        assertThat(ids(events + "?order_by=name_desc")).containsExactly(event.id(), off.id());
        assertThat(ids(events + "?status=live,started")).containsExactly(event.id());
        assertThat(ids(events + "?status=all")).hasSize(2);
        assertThat(client.get(events + "?order_by=size", sandbox.token()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anOrganizationWithoutEventsIsAnothersAllTheSame() {
        String other = sandbox.newAccount("Other");
        String theirs = new Client(sandbox)
                .get("users/me/organizations/", other)
                .body()
                .replaceAll("(?s).*\"id\":\"(\\d+)\".*", "$1");

        assertThat(client.get("organizations/" + theirs + "/events/", sandbox.token())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void eachTokenHasABudgetOfItsOwnAndTheAppOneForAll() {
        String other = sandbox.newAccount("Other");
        client.get("users/me/", sandbox.token());
        client.get("users/me/", sandbox.token());
        time = NOW.plus(Duration.ofMinutes(10));

        assertThat(client.get("users/me/", other).headers().firstValue("x-rate-limit"))
                .contains("token:" + other + " 1/2000 reset=3600s, key:APPK3Y 3/2000 reset=3000s");
        time = NOW.plus(Duration.ofHours(1));
        assertThat(client.get("users/me/", other).headers().firstValue("x-rate-limit"))
                .contains("token:" + other + " 2/2000 reset=600s, key:APPK3Y 1/2000 reset=3600s");
    }

    @Test
    void answersAreAsciiWithEscapes() {
        HttpResponse<String> answer = client.get(attendees(), sandbox.token());

        assertThat(answer.body()).isASCII().containsIgnoringCase("\\u20ac").containsIgnoringCase("\\ud83d\\ude00");
    }

    @Test
    void aTokenInTheQueryIsNotInTheLogOfCalls() {
        client.get("users/me/?a=b&token=SECRET", sandbox.token());

        assertThat(sandbox.calls()).containsExactly("GET /v3/users/me/?a=b&token=...");
    }

    @Test
    void aHeadIsNotAllowedAndHasNoBody() {
        HttpResponse<String> answer = client.send("HEAD", "users/me/", sandbox.token());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void closingAgainDoesNothing() {
        sandbox.close();
        sandbox.close();
    }

    @Test
    void whatMakesNoSenseIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.event("Less", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> event.cancel("1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.answer(99, "text/plain", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventbriteSandbox.builder().pageSize(0));
    }

    private String attendees() {
        return "events/" + event.id() + "/attendees/";
    }

    private JsonNode told() {
        return client.json("events/" + event.id() + "/");
    }

    private JsonNode attendee(String id) {
        return client.json(attendees() + id + "/");
    }

    private String secondPage() {
        return client.json(attendees()).at("/pagination/continuation").asText();
    }

    private List<String> ids(String path) {
        return client.json(path).get("events").findValuesAsText("id");
    }

    private static String kind(JsonNode parent, String member) {
        if (!parent.has(member)) {
            return "absent";
        }
        JsonNode value = parent.get(member);
        if (value.isNull()) {
            return "null";
        }
        boolean empty =
                value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty();
        return empty ? "empty" : "there";
    }
}
