package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Hints;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.DeliveryContent.Kind;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.Subscription;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a delivery of Eventbrite's says. */
final class DeliveryReaderTest {
    private static final String BASE = "https://www.eventbriteapi.com/v3/";
    private static final RemoteRef EVENT = ref(SubjectKind.EVENT, "880011223344");
    private static final RemoteRef ORGANIZATION = ref(SubjectKind.CHANNEL, "4100220033445");
    private static final Hints WHO = Hints.of(Set.of(AttendeeId.of("7700112233-1")));
    private static final String ATTENDEE = BASE + "events/880011223344/attendees/7700112233-1/";
    private static final String ORDER = BASE + "orders/9900112233/";
    private static final Subscription OF_EVENT = new Subscription("15000222", EVENT, true, Optional.empty());
    private static final Subscription OF_ALL = new Subscription("15000223", ORGANIZATION, true, Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attendee.updated",
                "attendee.checked_in",
                "attendee.checked_out",
                "barcode.checked_in",
                "barcode.un_checked_in"
            })
    void whatHappensToAnAttendeeNamesThemInTheirEventAndInTheChannels(String action) {
        assertThat(read(action, "15000222", ATTENDEE).signals())
                .containsExactly(new Signal.AttendeesOf(EVENT, WHO), new Signal.AttendeesOfChannels(WHO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.placed", "order.updated", "order.refunded", "barcode.checked_in"})
    void anOrderIsOfTheEventThatItsWebhookIsOf(String action) {
        assertThat(read(action, "15000222", ORDER).signals()).containsExactly(new Signal.AttendeesOf(EVENT, Hints.ALL));
    }

    @Test
    void anOrderOfAnOrganizationsWebhookMayBeOfAnyEvent() {
        assertThat(read("order.placed", "15000223", ORDER).kind()).isEqualTo(Kind.IRRELEVANT);
    }

    @Test
    void anOrderWithoutAWebhooksIdIsOfTheOnlyEventIfThereIsOne() {
        String body = body("order.placed", null, "4100220033445", ORDER);

        assertThat(read(body, List.of(OF_EVENT)).signals()).containsExactly(new Signal.AttendeesOf(EVENT, Hints.ALL));
        assertThat(read(body, List.of(OF_EVENT, OF_ALL)).signals())
                .containsExactly(new Signal.AttendeesOf(EVENT, Hints.ALL));
        Subscription ofAnother =
                new Subscription("15000224", ref(SubjectKind.EVENT, "990011223344"), true, Optional.empty());
        assertThat(read(body, List.of(OF_EVENT, ofAnother)).kind()).isEqualTo(Kind.IRRELEVANT);
        assertThat(read(body, List.of()).kind()).isEqualTo(Kind.IRRELEVANT);
    }

    @Test
    void anAttendeeOfAnOrderIsNamedInTheEventOfTheWebhook() {
        String address = ORDER + "attendees/7700112233-1/";

        assertThat(read("attendee.updated", "15000222", address).signals())
                .containsExactly(new Signal.AttendeesOf(EVENT, WHO), new Signal.AttendeesOfChannels(WHO));
        assertThat(read("attendee.updated", "15000223", address).signals())
                .containsExactly(new Signal.AttendeesOfChannels(WHO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event.updated", "event.published", "event.unpublished"})
    void whatHappensToAnEventIsAboutItself(String action) {
        assertThat(read(action, "15000222", BASE + "events/880011223344/").signals())
                .containsExactly(new Signal.FactsOf(EVENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://www.eventbriteapi.com/{api-endpoint-to-fetch-object-details}/", BASE + "test", ""})
    void aTestIsOneWhateverItsAddress(String address) {
        assertThat(read("test", "15000222", address).kind()).isEqualTo(Kind.TEST);
        assertThat(read(body("test", "no-such-webhook", null, address), List.of(OF_EVENT))
                        .kind())
                .isEqualTo(Kind.TEST);
    }

    @Test
    void aWebhookThatIsNotKnownYetIsHeard() {
        assertThat(read("attendee.updated", "666", ATTENDEE).kind()).isEqualTo(Kind.SIGNALS);
    }

    @Test
    void anotherOrganizationsDeliveryConcernsNothing() {
        assertThat(read(body("attendee.updated", "15000223", "666", ATTENDEE), List.of(OF_ALL))
                        .kind())
                .isEqualTo(Kind.IRRELEVANT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"venue.updated", "organizer.updated", "ticket_class.updated", "event.created", "order.", "TEST"})
    void anyOtherActionConcernsNothing(String action) {
        assertThat(read(action, "15000222", ATTENDEE).kind()).isEqualTo(Kind.IRRELEVANT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.eventbriteapi.com/v3/events/1/attendees/2/",
                "https://www.eventbriteapi.com/v3/events/1/attendees/2",
                "https://www.eventbriteapi.com/v3/events/1/attendees/2-123456/",
                "https://www.eventbriteapi.com/v3/events/123456789012345678901234/attendees/2/",
                "https://www.eventbriteapi.com:443/v3/events/1/attendees/2/",
                "https://www.eventbriteapi.com/v3/orders/1",
                "https://www.eventbriteapi.com/v3/orders/1/attendees/2-1/",
                "https://www.eventbriteapi.com/v3/events/1/"
            })
    void whatEventbriteWritesPointsAtSomething(String address) {
        assertThat(Pointer.read(Pointer.below(URI.create(BASE)), address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.eventbriteapi.com@evil.example/v3/orders/1/",
                "https://user@www.eventbriteapi.com/v3/orders/1/",
                "https://user:pass@www.eventbriteapi.com/v3/orders/1/",
                "https://www.eventbriteapi.com.evil.example/v3/orders/1/",
                "https://www.eventbriteapi.com./v3/orders/1/",
                "https://eventbriteapi.com/v3/orders/1/",
                "https://api.eventbriteapi.com/v3/orders/1/",
                "https://wwwxeventbriteapi.com/v3/orders/1/",
                "https://WWW.eventbriteapi.com/v3/orders/1/",
                "https://evil.example/https://www.eventbriteapi.com/v3/orders/1/",
                "https://evil.example/v3/orders/1/",
                "https://127.0.0.1/v3/orders/1/",
                "https://[::1]/v3/orders/1/",
                "https://169.254.169.254/v3/orders/1/",
                "//www.eventbriteapi.com/v3/orders/1/",
                "/v3/orders/1/",
                "www.eventbriteapi.com/v3/orders/1/",
                "http://www.eventbriteapi.com/v3/orders/1/",
                "HTTPS://www.eventbriteapi.com/v3/orders/1/",
                "ftp://www.eventbriteapi.com/v3/orders/1/",
                "file:///v3/orders/1/",
                "javascript:https://www.eventbriteapi.com/v3/orders/1/",
                "https:/www.eventbriteapi.com/v3/orders/1/",
                "https:///www.eventbriteapi.com/v3/orders/1/",
                "https://www.eventbriteapi.com:9999/v3/orders/1/",
                "https://www.eventbriteapi.com:abc/v3/orders/1/",
                "https://www.eventbriteapi.com:/v3/orders/1/",
                "https://www.eventbriteapi.com:80/v3/orders/1/",
                "https://www.eventbriteapi.com:0443/v3/orders/1/",
                "https://www.eventbriteapi.com/v3/orders/..%2Fusers%2Fme/",
                "https://www.eventbriteapi.com/v3/orders/../users/me/",
                "https://www.eventbriteapi.com/v3/orders/1/../../users/me/",
                "https://www.eventbriteapi.com/v3/orders/./1/",
                "https://www.eventbriteapi.com/v3//orders/1/",
                "https://www.eventbriteapi.com/v3/orders/1//",
                "https://www.eventbriteapi.com\\v3\\orders\\1\\",
                "https://www.eventbriteapi.com/v3/orders\\1/",
                "https://www.eventbriteapi.com/v3/orders/1/#fragment",
                "https://www.eventbriteapi.com/v3/orders/1#/",
                "https://www.eventbriteapi.com/v3/orders/1/?expand=attendees",
                "https://www.eventbriteapi.com/v3/orders/1/?token=T0K3N",
                "https://www.eventbriteapi.com/v3/orders/1/ ",
                " https://www.eventbriteapi.com/v3/orders/1/",
                "https://www.eventbriteapi.com/v3/orders/1/\n",
                "https://www.eventbriteapi.com/v3/orders/1/\r\nHost: evil.example",
                "https://www.eventbriteapi.com/v3/orders/1\u0000/",
                "https://www.eventbriteapi.com/v3/orders/\u0661/",
                "https://www.eventbriteapi.com/v3/orders/\uff11/",
                "https://www.eventbriteapi.com/v3/orders/-1/",
                "https://www.eventbriteapi.com/v3/orders/1e3/",
                "https://www.eventbriteapi.com/v3/orders//",
                "https://www.eventbriteapi.com/v3/orders/1234567890123456789012345/",
                "https://www.eventbriteapi.com/v3/events/1/attendees/2-1234567/",
                "https://www.eventbriteapi.com/v3/events/1/attendees/2-/",
                "https://www.eventbriteapi.com/v3/events/1/attendees/",
                "https://www.eventbriteapi.com/v3/events/1/orders/2/",
                "https://www.eventbriteapi.com/v3/users/me/",
                "https://www.eventbriteapi.com/v3/webhooks/1/",
                "https://www.eventbriteapi.com/v4/orders/1/",
                "https://www.eventbriteapi.com/V3/orders/1/",
                "https://www.eventbriteapi.com/orders/1/",
                "https://www.eventbriteapi.com/v3/test",
                "https://www.eventbriteapi.com/{api-endpoint-to-fetch-object-details}/",
                "https://www.eventbriteapi.com",
                "null",
                ""
            })
    void anyOtherAddressPointsAtNothing(String address) {
        assertThat(Pointer.read(Pointer.below(URI.create(BASE)), address)).isEmpty();
        assertThat(read("order.placed", "15000222", address).kind()).isEqualTo(Kind.IRRELEVANT);
    }

    @Test
    void anAddressLiesBelowThePlaceThatWasChosen() {
        Pattern form = Pointer.below(URI.create("http://127.0.0.1:8080/v3/"));

        assertThat(Pointer.read(form, "http://127.0.0.1:8080/v3/orders/1/")).isPresent();
        assertThat(Pointer.read(form, "http://127.0.0.1/v3/orders/1/")).isEmpty();
        assertThat(Pointer.read(form, ORDER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "{",
                "{}",
                "{\"api_url\":\"x\"}",
                "{\"config\":null}",
                "{\"config\":\"attendee.updated\"}",
                "{\"config\":[]}",
                "{\"config\":{}}}",
                "config=1"
            })
    void whatHasNoConfigurationCantBeRead(String body) {
        assertThat(read(body, List.of(OF_EVENT)).kind()).isEqualTo(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"config\":{}}",
                "{\"config\":{\"action\":null}}",
                "{\"config\":{\"action\":{\"a\":1}},\"api_url\":\"" + ATTENDEE + "\"}",
                "{\"config\":{\"action\":\"attendee.updated\"}}",
                "{\"config\":{\"action\":\"attendee.updated\"},\"api_url\":{\"x\":[]}}"
            })
    void anyMemberMayBeMissingOrOfAnotherType(String body) {
        assertThat(read(body, List.of(OF_EVENT)).kind()).isEqualTo(Kind.IRRELEVANT);
    }

    @Test
    void whatIsNestedTooDeepOrNoUtf8CantBeRead() {
        String deep = "{\"config\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}";
        byte[] latin1 = "{\"config\":{\"action\":\"\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(deep, List.of()).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(read(latin1, List.of()).kind()).isEqualTo(Kind.MALFORMED);
    }

    private static DeliveryContent read(String action, String webhook, String address) {
        return read(body(action, webhook, "4100220033445", address), List.of(OF_EVENT, OF_ALL));
    }

    private static DeliveryContent read(String body, List<Subscription> known) {
        return read(body.getBytes(StandardCharsets.UTF_8), known);
    }

    private static DeliveryContent read(byte[] body, List<Subscription> known) {
        return DeliveryReader.read(Delivery.of(Map.of(), body), known, Pointer.below(URI.create(BASE)));
    }

    private static String body(String action, @Nullable String webhook, @Nullable String organization, String address) {
        return "{\"api_url\":\""
                + address.replace("\\", "\\\\")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\u0000", "\\u0000")
                + "\",\"config\":{\"action\":\"" + action + "\",\"endpoint_url\":\"https://host.example/S3CR3T\""
                + (webhook == null ? "" : ",\"webhook_id\":\"" + webhook + "\"")
                + (organization == null ? "" : ",\"user_id\":\"" + organization + "\"") + "}}";
    }

    private static RemoteRef ref(SubjectKind kind, String id) {
        return new RemoteRef(kind, RemoteId.of(id));
    }
}
