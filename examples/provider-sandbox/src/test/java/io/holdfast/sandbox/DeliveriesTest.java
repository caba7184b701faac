package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.sandbox.Receiver.Received;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What sandboxes deliver, over real HTTP. */
final class DeliveriesTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    /** As Eventbrite's sheet has it. */
    @Nested
    class OfEventbrite {
        private final EventbriteSandbox sandbox = EventbriteSandbox.start();
        private final SandboxEvent event = sandbox.event("Harbour Data Night", 3);
        private final String webhooks = "organizations/" + organization() + "/webhooks/";

        @AfterEach
        void stop() {
            sandbox.close();
        }

        @Test
        void whatIsSubscribedToStandsThereUntilItIsDeleted() {
            JsonNode made = subscribe("order.placed,attendee.updated", event.id());

            assertThat(made.path("endpoint_url").asText()).isEqualTo(receiver.address());
            assertThat(texts(made.path("actions"))).containsExactly("attendee.updated", "order.placed");
            assertThat(made.path("event_id").asText()).isEqualTo(event.id());
            assertThat(made.path("user_id").asText()).isEqualTo(organization());
            assertThat(asked("GET", webhooks, "").path("webhooks")).hasSize(1);
            String one = "webhooks/" + made.path("id").asText() + "/";
            assertThat(asked("DELETE", one, "").path("success").asBoolean()).isTrue();
            assertThat(asked("DELETE", one, "").path("error").asText()).isEqualTo("NOT_FOUND");
            assertThat(asked("GET", webhooks, "").path("webhooks")).isEmpty();
        }

        @Test
        void theOldPlaceAndAForeignOrganizationAreForbidden() {
            assertThat(sent("GET", "webhooks/", "").statusCode()).isEqualTo(403);
            assertThat(sent("POST", "webhooks/", "{}").statusCode()).isEqualTo(403);
            String other = sandbox.newAccount("Other");
            assertThat(send(other, "POST", webhooks, "{}").statusCode()).isEqualTo(403);
            assertThat(sent("POST", webhooks, "{}").statusCode()).isEqualTo(400);
            assertThat(sent("POST", webhooks, "{").statusCode()).isEqualTo(400);
        }

        @Test
        void aRegistrationComesAsTheBurstThatWasRecorded() throws IOException, InterruptedException {
            String webhook = subscribe(
                            "order.placed,order.updated,attendee.updated,attendee.checked_in,event.updated", "")
                    .path("id")
                    .asText();

            SandboxAttendee noor = event.register("Noor", "Haddad", "noor@example.org");

            assertThat(kinds()).containsExactly("order.updated", "order.placed", "attendee.updated", "order.updated");
            Received third = receiver.received().get(2);
            assertThat(third.headers())
                    .containsEntry("x-eventbrite-event", "attendee.updated")
                    .containsEntry("x-eventbrite-delivery", webhook)
                    .containsEntry("user-id-sender", organization())
                    .containsEntry("content-type", "application/json");
            JsonNode body = JSON.readTree(third.body());
            assertThat(body.path("api_url").asText())
                    .isEqualTo(
                            "https://www.eventbriteapi.com/v3/events/" + event.id() + "/attendees/" + noor.id() + "/");
            assertThat(body.path("config").path("endpoint_url").asText()).isEqualTo(receiver.address());
        }

        @Test
        void eachActTellsWhatWasSubscribedToAndNothingElse() throws InterruptedException {
            subscribe(
                    "attendee.updated,attendee.checked_in,attendee.checked_out,order.refunded,event.updated",
                    event.id());
            SandboxEvent other = sandbox.event("Another", 1);
            String id = event.register("Noor", "Haddad", "noor@example.org").id();

            event.edit(id, "Pier Labs", "Analyst");
            event.checkIn(id);
            event.checkOut(id);
            event.refund(id);
            event.rename("Harbour Data Day");
            event.cancelEvent();
            event.hide(id);
            other.register("Ilse", "Other", "ilse@example.org");

            assertThat(kinds())
                    .containsExactly(
                            "attendee.updated",
                            "attendee.updated",
                            "barcode.checked_in",
                            "barcode.un_checked_in",
                            "order.refunded",
                            "attendee.updated",
                            "event.updated",
                            "event.updated");
        }

        @Test
        void whoseReceiverIsGoneIsNoLongerSubscribed() throws InterruptedException {
            subscribe("event.updated", "");
            receiver.answer(410);

            event.rename("Harbour Data Day");
            assertThat(kinds()).hasSize(1);
            event.rename("Harbour Data Week");

            assertThat(kinds()).hasSize(1);
            assertThat(asked("GET", webhooks, "").path("webhooks")).isEmpty();
        }

        @Test
        void deliveriesAreLostRepeatedAndShuffledOnDemand() throws InterruptedException {
            subscribe("order.placed,order.updated,attendee.updated", "");
            sandbox.deliveries().lose(1);
            event.register("Noor", "Haddad", "noor@example.org");
            assertThat(kinds()).isEmpty();

            sandbox.deliveries().lose(0);
            sandbox.deliveries().repeat(1);
            sandbox.deliveries().shuffle(true);
            sandbox.deliveries().delay(Duration.ofMillis(20));
            event.register("Ilse", "Other", "ilse@example.org");

            assertThat(kinds()).hasSize(8).containsOnly("order.updated", "order.placed", "attendee.updated");
        }

        @Test
        void whatWasHeldComesOnceItIsReleased() throws InterruptedException {
            subscribe("event.updated", "");
            sandbox.deliveries().hold();
            event.rename("Harbour Data Day");
            event.rename("Harbour Data Week");
            assertThat(kinds()).isEmpty();

            sandbox.deliveries().release();

            assertThat(kinds()).hasSize(2);
        }

        @Test
        void whatIsRefusedComesAgainIfThatIsChosen() throws InterruptedException {
            subscribe("event.updated", "");
            receiver.answer(500);
            sandbox.deliveries().retry(2, Duration.ZERO);

            event.rename("Harbour Data Day");

            assertThat(kinds()).hasSize(3);
            assertThat(sandbox.deliveries().log()).containsOnly("event.updated 500");
        }

        private List<String> kinds() throws InterruptedException {
            assertThat(sandbox.deliveries().awaitQuiet(LONG)).isTrue();
            return receiver.received().stream()
                    .map(one -> read(one.body()).path("config").path("action").asText())
                    .toList();
        }

        private String organization() {
            return asked("GET", "users/me/organizations/", "")
                    .path("organizations")
                    .path(0)
                    .path("id")
                    .asText();
        }

        private JsonNode subscribe(String actions, String eventId) {
            return asked(
                    "POST",
                    webhooks,
                    "{\"endpoint_url\":\"" + receiver.address() + "\",\"actions\":\"" + actions + "\",\"event_id\":\""
                            + eventId + "\"}");
        }

        private JsonNode asked(String method, String path, String body) {
            return Client.read(sent(method, path, body));
        }

        private HttpResponse<String> sent(String method, String path, String body) {
            return send(sandbox.token(), method, path, body);
        }

        private HttpResponse<String> send(String token, String method, String path, String body) {
            return Client.send(HttpRequest.newBuilder(sandbox.baseUri().resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .method(method, BodyPublishers.ofString(body))
                    .build());
        }
    }

    /** As Luma's sheet has it. */
    @Nested
    class OfLuma {
        private final LumaSandbox sandbox = LumaSandbox.start();
        private final LumaEvent event = sandbox.event("Harbour Data Night", 3);

        @AfterEach
        void stop() {
            sandbox.close();
        }

        @Test
        void whatIsSubscribedToIsListedWithItsSecretUntilItIsDeleted() {
            JsonNode made = subscribe("guest.updated");
            String id = made.path("id").asText();

            assertThat(made.path("secret").asText()).startsWith("whsec_");
            assertThat(made.path("status").asText()).isEqualTo("active");
            assertThat(asked("GET", "/v1/webhooks/list", "").path("entries").path(0))
                    .isEqualTo(made);
            assertThat(asked("GET", "/v2/webhooks/get?id=" + id, "")).isEqualTo(made);
            JsonNode updated = asked(
                    "POST",
                    "/v2/webhooks/update",
                    "{\"id\":\"" + id + "\",\"event_types\":[\"*\"],\"status\":\"paused\"}");
            assertThat(texts(updated.path("event_types"))).containsExactly("*");
            assertThat(updated.path("status").asText()).isEqualTo("paused");
            assertThat(sent("POST", "/v1/webhooks/delete", "{\"id\":\"" + id + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(sent("POST", "/v1/webhooks/delete", "{\"id\":\"" + id + "\"}")
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void aRegistrationComesThriceEachSignedWithAnIdOfItsOwn() throws Exception {
            String secret = subscribe("*").path("secret").asText();

            event.register("Zo\u00eb", "\u00d1and\u00fa", "zoe@example.org");

            assertThat(kinds()).containsExactly("guest.registered", "ticket.registered", "guest.updated");
            assertThat(receiver.received())
                    .extracting(one -> one.headers().get("webhook-id"))
                    .doesNotHaveDuplicates();
            for (Received one : receiver.received()) {
                String time = one.headers().get("webhook-timestamp");
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                byte[] proof = mac.doFinal((time + "." + one.body()).getBytes(StandardCharsets.UTF_8));
                assertThat(one.headers())
                        .containsEntry(
                                "webhook-signature",
                                "t=" + time + ",v1=" + HexFormat.of().formatHex(proof));
            }
        }

        @Test
        void eachActTellsWhatHappened() throws InterruptedException {
            subscribe("*");
            String id = event.attendees().stream()
                    .filter(guest -> guest.isExpected())
                    .findFirst()
                    .orElseThrow()
                    .id();

            event.edit(id, "Pier Labs", "Analyst");
            event.checkIn(id);
            event.checkOut(id);
            event.refund(id);
            event.cancel(id);
            event.rename("Harbour Data Day");
            String person = sandbox.follow("Ilse", "Other", "ilse@example.org").id();
            sandbox.unfollow(person);
            event.cancelEvent();

            assertThat(kinds())
                    .containsExactly(
                            "guest.updated",
                            "guest.updated",
                            "guest.updated",
                            "guest.refunded",
                            "guest.updated",
                            "event.updated",
                            "calendar.person.subscribed",
                            "calendar.person.unsubscribed",
                            "event.canceled");
        }

        @Test
        void whoseReceiverIsGoneIsPaused() throws InterruptedException {
            subscribe("*");
            receiver.answer(410);

            event.rename("Harbour Data Day");
            assertThat(kinds()).hasSize(1);
            event.rename("Harbour Data Week");

            assertThat(kinds()).hasSize(1);
            assertThat(asked("GET", "/v1/webhooks/list", "")
                            .path("entries")
                            .path(0)
                            .path("status")
                            .asText())
                    .isEqualTo("paused");
        }

        private List<String> kinds() throws InterruptedException {
            assertThat(sandbox.deliveries().awaitQuiet(LONG)).isTrue();
            return receiver.received().stream()
                    .map(one -> read(one.body()).path("type").asText())
                    .toList();
        }

        private JsonNode subscribe(String type) {
            return asked(
                    "POST",
                    "/v2/webhooks/create",
                    "{\"url\":\"" + receiver.address() + "\",\"event_types\":[\"" + type + "\"]}");
        }

        private JsonNode asked(String method, String path, String body) {
            return Client.read(sent(method, path, body));
        }

        private HttpResponse<String> sent(String method, String path, String body) {
            return Client.send(HttpRequest.newBuilder(sandbox.baseUri().resolve(path))
                    .header("x-luma-api-key", sandbox.token())
                    .method(method, BodyPublishers.ofString(body))
                    .build());
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw new AssertionError("expected JSON but found " + body, malformed);
        }
    }

    private static List<String> texts(JsonNode array) {
        return JSON.convertValue(array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
