package io.holdfast.luma;

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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a delivery of Luma's says. */
final class DeliveryReaderTest {
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("evt-Pier1"));
    private static final Signal GUEST = new Signal.AttendeesOf(EVENT, Hints.of(Set.of(AttendeeId.of("gst-1"))));
    private static final Signal PEOPLE = new Signal.AttendeesOfChannels(Hints.ALL);

    @ParameterizedTest
    @ValueSource(strings = {"guest.updated", "guest.refunded", "ticket.registered"})
    void whatHappensToAGuestNamesThemInTheirEvent(String type) {
        assertThat(read(type, "{\"id\":\"gst-1\",\"event\":{\"id\":\"evt-Pier1\"}}")
                        .signals())
                .containsExactly(GUEST);
    }

    @Test
    void whoRegistersIsOneOfTheCalendarsPeopleToo() {
        assertThat(read("guest.registered", "{\"id\":\"gst-1\",\"event\":{\"id\":\"evt-Pier1\"}}")
                        .signals())
                .containsExactly(GUEST, PEOPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"guest\":{\"id\":\"gst-1\"},\"event_id\":\"evt-Pier1\"}",
                "{\"guest\":{\"api_id\":\"gst-1\"},\"event_api_id\":\"evt-Pier1\"}",
                "{\"api_id\":\"gst-1\",\"event\":{\"api_id\":\"evt-Pier1\"}}",
                "{\"id\":\"gst-1\",\"api_id\":\"gst-old\",\"event_id\":\"evt-other\",\"event\":{\"id\":\"evt-Pier1\"}}",
                "{\"id\":\"other\",\"guest\":{\"id\":\"gst-1\",\"event\":{\"id\":\"no\"}},\"event_id\":\"evt-Pier1\"}",
                "{\"guest\":null,\"id\":\" gst-1 \",\"event\":{\"id\":\"evt-Pier1\",\"calendar_id\":\"cal-other\"}}"
            })
    void theShapesOfOldSayTheSame(String data) {
        assertThat(read("guest.updated", data).signals()).containsExactly(GUEST);
    }

    @Test
    void aGuestWithoutAnIdIsAnyOfTheEvent() {
        String data = "{\"id\":{\"gst\":1},\"event\":{\"id\":\"evt-Pier1\"}}";

        assertThat(read("guest.updated", data).signals()).containsExactly(new Signal.AttendeesOf(EVENT, Hints.ALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest.updated", "guest.refunded", "ticket.registered"})
    void aGuestWithoutAnEventIsLeftToTheNextScan(String type) {
        assertThat(read(type, "{\"id\":\"gst-1\"}").kind()).isEqualTo(Kind.IRRELEVANT);
        assertThat(read(type, "{}").kind()).isEqualTo(Kind.IRRELEVANT);
        assertThat(read(type, "null").kind()).isEqualTo(Kind.IRRELEVANT);
    }

    @ParameterizedTest
    @CsvSource({"event.updated", "event.canceled"})
    void whatHappensToAnEventIsAboutItself(String type) {
        assertThat(read(type, "{\"id\":\"evt-Pier1\",\"name\":\"Pier Night\"}").signals())
                .containsExactly(new Signal.FactsOf(EVENT));
        assertThat(read(type, "{\"event\":{\"api_id\":\"evt-Pier1\"}}").signals())
                .containsExactly(new Signal.FactsOf(EVENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"calendar.person.subscribed", "calendar.person.unsubscribed"})
    void whoComesAndGoesIsOneOfTheCalendarsPeople(String type) {
        assertThat(read(type, "{\"id\":\"calmem-1\",\"email\":\"a@example.org\"}")
                        .signals())
                .containsExactly(PEOPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendar.event.submitted",
                "calendar.event.added",
                "event.created",
                "never.heard.of",
                "*",
                "test"
            })
    void anyOtherTypeConcernsNothing(String type) {
        assertThat(read(type, "{\"id\":\"evt-Pier1\",\"event\":{\"id\":\"evt-Pier1\"}}")
                        .kind())
                .isEqualTo(Kind.IRRELEVANT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"guest.updated\"",
                "{\"data\":{}}",
                "{\"type\":7e,\"data\":{}}",
                "{\"type\":{},\"data\":{}}",
                "{\"type\":\"\",\"data\":{}}",
                "{\"type\":\"guest.updated\",\"data\":{}} trailing"
            })
    void whatIsNoObjectWithATypeCantBeRead(String body) {
        assertThat(read(body).kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void whatIsNestedTooDeepOrNoUtf8CantBeRead() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        byte[] latin1 =
                "{\"type\":\"guest.updated\",\"data\":{\"id\":\"\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read("{\"type\":\"guest.updated\",\"data\":" + deep + "}").kind())
                .isEqualTo(Kind.MALFORMED);
        assertThat(DeliveryReader.read(Delivery.of(Map.of(), latin1)).kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void anIdThatIsTooLongIsNone() {
        String longest = "x".repeat(AttendeeId.LONGEST + 1);

        assertThat(read("event.updated", "{\"id\":\"" + longest + "\"}").kind()).isEqualTo(Kind.IRRELEVANT);
    }

    private static DeliveryContent read(String type, String data) {
        return read("{\"data\":" + data + ",\"type\":\"" + type + "\"}");
    }

    private static DeliveryContent read(String body) {
        return DeliveryReader.read(Delivery.of(Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }
}
