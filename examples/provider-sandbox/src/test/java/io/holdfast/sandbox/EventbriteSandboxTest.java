package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fake answers, asked as a client would. */
final class EventbriteSandboxTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventbriteSandbox sandbox =
            EventbriteSandbox.builder().clock(InstantSource.fixed(NOW)).start();
    private final SandboxEvent event = sandbox.event("Harbour Data Night", 120);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aPathWithoutItsSlashIsRedirected() {
        HttpResponse<String> answer = get("users/me", sandbox.token());

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("/v3/users/me/");
    }

    @ParameterizedTest
    @CsvSource({
        "'',               401, NO_AUTH",
        "'Basic abc',      400, INVALID_AUTH_HEADER",
        "'Bearer UNKNOWN', 401, INVALID_AUTH",
    })
    void aRequestWithoutAGoodTokenIsRefused(String header, int status, String error) {
        HttpRequest.Builder request = HttpRequest.newBuilder(sandbox.baseUri().resolve("users/me/"));
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }

        HttpResponse<String> answer = send(request.build());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("error").asText()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "events/1/,                                          404, The event you requested does not exist.",
        "nowhere/,                                           404, The path you requested does not exist.",
        "organizations/1/events/,                            404, The organization_id you requested does not exist.",
        "organizations/1/attendees/,                         404, The organization_id you requested does not exist.",
        "events/{e}/attendees/1/,                            404, The attendee_id you requested does not exist.",
        "events/{e}/attendees/?continuation=x,               400, The continuation token is invalid.",
        "events/{e}/attendees/?changed_since=yesterday,      400, There are errors with your arguments: changed_since - INVALID",
        "events/{e}/attendees/?changed_since=2027-03-14T09:26:53.5Z, 400, There are errors with your arguments: changed_since - INVALID",
    })
    void whatIsNotThereIsTold(String path, int status, String description) {
        HttpResponse<String> answer = get(path.replace("{e}", event.id()), sandbox.token());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("error_description").asText()).isEqualTo(description);
    }

    @Test
    void aRevokedTokenAndAPublicOneAreNoUsers() {
        String other = sandbox.newAccount("Other");
        sandbox.revoke(other);

        assertThat(get("users/me/", other).statusCode()).isEqualTo(401);
        assertThat(get("users/me/", sandbox.publicToken()).statusCode()).isEqualTo(403);
    }

    @Test
    void anotherAccountSeesNeitherTheEventNorTheOrganization() {
        String other = sandbox.newAccount("Other");
        String organization = json(get("events/" + event.id() + "/", sandbox.token()))
                .get("organization_id")
                .asText();

        assertThat(get("events/" + event.id() + "/", other).statusCode()).isEqualTo(403);
        assertThat(get("organizations/" + organization + "/events/", other).statusCode())
                .isEqualTo(403);
        assertThat(get("organizations/" + organization + "/attendees/", other).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theAttendeesOfAnOrganizationAreThoseOfAllItsEventsThatAreThere() {
        SandboxEvent breakfast = sandbox.event("Harbour Data Breakfast", 3);
        sandbox.event("Called off", 2).remove();
        String organization = json(get("users/me/organizations/", sandbox.token()))
                .get("organizations")
                .get(0)
                .get("id")
                .asText();
        String attendees = "organizations/" + organization + "/attendees/";

        assertThat(json(get(attendees, sandbox.token()))
                        .get("pagination")
                        .get("object_count")
                        .asInt())
                .isEqualTo(123);
        assertThat(json(get(attendees + "?status=wrong", sandbox.token()))
                        .get("error")
                        .asText())
                .isEqualTo("ARGUMENTS_ERROR");
        assertThat(breakfast.attendees()).hasSize(3);
    }

    @Test
    void aPostIsNotAllowed() {
        HttpRequest post = HttpRequest.newBuilder(sandbox.baseUri().resolve("users/me/"))
                .header("Authorization", "Bearer " + sandbox.token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(send(post).statusCode()).isEqualTo(405);
    }

    @Test
    void theLastPageOfOrganizationsNamesAContinuationAndThatOfEventsDoesNot() {
        JsonNode organizations = json(get("users/me/organizations/", sandbox.token()));
        String organization =
                organizations.get("organizations").get(0).get("id").asText();
        JsonNode events = json(get("organizations/" + organization + "/events/", sandbox.token()));

        assertThat(organizations.get("pagination").get("has_more_items").asBoolean())
                .isFalse();
        assertThat(organizations.get("pagination").get("continuation").asText()).hasSize(76);
        assertThat(events.get("events")).hasSize(1);
        assertThat(events.get("pagination").has("continuation")).isFalse();
    }

    @Test
    void aFullScanSeesEveryAttendeeOnceInListOrder() {
        assertThat(readAll(""))
                .isEqualTo(event.attendees().stream().map(SandboxAttendee::id).toList());
        assertThat(sandbox.requests()).isEqualTo(3);
        assertThat(sandbox.calls()).hasSize(3).noneMatch(call -> call.contains(sandbox.token()));
    }

    @Test
    void changedSinceIsInclusiveAndSeesWhatWasDoneNow() {
        String edited = event.attendees().get(3).id();
        event.edit(edited, "Pier Labs", "Analyst");
        String added = event.register("Noor", "Haddad", "noor@example.org").id();
        String cancelled = event.attendees().get(5).id();
        event.cancel(cancelled);

        assertThat(readAll("?changed_since=2027-03-14T09:26:53Z")).containsExactlyInAnyOrder(edited, added, cancelled);
        assertThat(readAll("?changed_since=2027-03-14T09:26:54Z")).isEmpty();
    }

    @Test
    void aHiddenAttendeeIsInNoAnswerAndADeletedOneNowhere() {
        String hidden = event.attendees().get(0).id();
        String deleted = event.attendees().get(1).id();
        event.hide(hidden);
        event.delete(deleted);

        assertThat(readAll("")).hasSize(118).doesNotContain(hidden, deleted);
        assertThat(event.attendees())
                .extracting(SandboxAttendee::id)
                .contains(hidden)
                .doesNotContain(deleted);
        assertThat(get("events/" + event.id() + "/attendees/" + hidden + "/", sandbox.token())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCancelledTicketSaysSoInFlagsAndWords() {
        String id = event.register("Noor", "Haddad", "noor@example.org").id();
        event.cancel(id);

        JsonNode attendee = json(get("events/" + event.id() + "/attendees/" + id + "/", sandbox.token()));

        assertThat(attendee.get("cancelled").asBoolean()).isTrue();
        assertThat(attendee.get("status").asText()).isEqualTo("Not Attending");
    }

    @Test
    void everyAnswerTellsTheTimeTheTypeAndTheBudget() {
        HttpResponse<String> answer = get("users/me/", sandbox.token());

        assertThat(answer.headers().firstValue("Date"))
                .hasValueSatisfying(date -> assertThat(date).endsWith(" GMT"));
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-rate-limit"))
                .hasValueSatisfying(budget ->
                        assertThat(budget).matches("token:\\w+ 1/2000 reset=3600s, key:APPK3Y 1/2000 reset=3600s"));
    }

    @Test
    void aRemovedEventIsGoneAndACancelledOneSaysSo() {
        event.cancelEvent();
        assertThat(json(get("events/" + event.id() + "/", sandbox.token()))
                        .get("status")
                        .asText())
                .isEqualTo("canceled");

        event.remove();
        assertThat(get("events/" + event.id() + "/", sandbox.token()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAnswerCanBePutInPlaceOfTheNextOnes() {
        sandbox.inject("users/me", 1, Fault.answer(503, "text/plain", "busy"));

        assertThat(get("users/me/", sandbox.token()).statusCode()).isEqualTo(503);
        assertThat(get("users/me/", sandbox.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void inventedAttendeesAreOfEveryKindAndChangedLongAgo() {
        List<SandboxAttendee> all = sandbox.event("Large", 2000).attendees();

        assertThat(all).hasSize(2000).extracting(SandboxAttendee::id).doesNotHaveDuplicates();
        assertThat(all).allMatch(attendee -> attendee.changed().isBefore(NOW.minus(Duration.ofHours(1))));
        assertThat(all).anyMatch(SandboxAttendee::placeholder);
        assertThat(all).anyMatch(attendee -> attendee.id().contains("-"));
        assertThat(all).anyMatch(attendee -> attendee.barcode().isEmpty());
        assertThat(all).anyMatch(attendee -> attendee.firstName().isEmpty());
        assertThat(all).anyMatch(attendee -> attendee.cancelled() && !attendee.refunded());
        assertThat(all)
                .extracting(SandboxAttendee::status)
                .contains("Attending", "Checked In", "Not Attending", "Unpaid");
        assertThat(all.stream().map(SandboxAttendee::email).distinct().count()).isLessThan(1800);
    }

    @Test
    void theSameSeedInventsTheSamePeople() {
        try (EventbriteSandbox again =
                EventbriteSandbox.builder().clock(InstantSource.fixed(NOW)).start()) {
            assertThat(again.event("Harbour Data Night", 120).attendees()).isEqualTo(event.attendees());
        }
    }

    private List<String> readAll(String filter) {
        List<String> ids = new ArrayList<>();
        String path = "events/" + event.id() + "/attendees/" + filter;
        JsonNode page = json(get(path, sandbox.token()));
        while (true) {
            page.get("attendees").forEach(attendee -> ids.add(attendee.get("id").asText()));
            if (!page.get("pagination").get("has_more_items").asBoolean()) {
                return ids;
            }
            String place = page.get("pagination").get("continuation").asText();
            page = json(get(path + (filter.isEmpty() ? "?" : "&") + "continuation=" + place, sandbox.token()));
        }
    }

    private HttpResponse<String> get(String path, String token) {
        URI uri = sandbox.baseUri().resolve(path);
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("expected an answer of " + request.uri(), failed);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("expected JSON but found " + answer.body(), malformed);
        }
    }
}
