package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Account;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.RemoteSubject;
import io.holdfast.port.ProviderException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Luma tells of a calendar and its events, in the domain's words. */
final class EventPagesTest {
    @Test
    void anEventHasATitleTimesAZoneAndItsGuests() {
        RemoteSubject event = event("""
                {"platform": "luma", "id": "evt-1", "calendar_id": "cal-other", "access": "manage", "name": "Tile Evening",
                 "start_at": "2031-03-31T16:30:00.000Z", "end_at": "2031-03-31T18:30:00Z", "timezone": "Asia/Tokyo",
                 "geo_address_json": {"address": " Tile Hall ", "full_address": "Tile Hall, 1 Quay, Tokyo"},
                 "duration_interval": "P0Y0M0DT2H0M0S", "waitlist_status": null, "hosts": [],
                 "guest_counts": {"invited": {"guests": 900, "tickets": 0}, "approved": {"guests": 3, "tickets": 5}}}
                """);

        assertThat(event.ref().id().value()).isEqualTo("evt-1");
        assertThat(event.title()).isEqualTo("Tile Evening");
        assertThat(event.startsAt()).contains(Instant.parse("2031-03-31T16:30:00Z"));
        assertThat(event.endsAt()).contains(Instant.parse("2031-03-31T18:30:00Z"));
        assertThat(event.zone()).contains(ZoneId.of("Asia/Tokyo"));
        assertThat(event.venue()).contains("Tile Hall");
        assertThat(event.attendees()).hasValue(3);
        assertThat(event.importable()).isTrue();
        assertThat(event.cancelled()).isFalse();
    }

    @Test
    void whatJavaCantReadIsAbsent() {
        RemoteSubject event = event(
                "{\"id\": \"evt-1\", \"name\": null, \"start_at\": \"soon\", \"end_at\": 7, \"timezone\": \"Mars/1\"}");

        assertThat(event.title()).isEmpty();
        assertThat(event.startsAt()).isEmpty();
        assertThat(event.endsAt()).isEmpty();
        assertThat(event.zone()).isEmpty();
        assertThat(event.attendees()).isEmpty();
    }

    @Test
    void anEventOfOldIsUnwrapped() {
        assertThat(event("{\"event\": {\"api_id\": \"evt-1\", \"name\": \"Pier\"}, \"hosts\": []}")
                        .title())
                .isEqualTo("Pier");
    }

    @Test
    void anEventThatTheCalendarOnlyShowsCantBeImportedAndTellsWhatHelps() {
        RemoteSubject shown = event("{\"id\": \"evt-1\", \"name\": \"Pier\", \"access\": \"view\"}");

        assertThat(shown.importable()).isFalse();
        assertThat(shown.obstacle()).contains(ImportObstacle.SHOWN_ONLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\": \"Pier\"}", "{\"platform\": \"external\", \"id\": \"calev-1\"}", "[]"})
    void whatIsNoEventOfLumasIsMalformed(String body) {
        assertThat(catchThrowableOfType(ProviderException.class, () -> event(body)))
                .returns(FailureKind.MALFORMED, ProviderException::kind);
    }

    @Test
    void theListOffersWhatTheCalendarManages() {
        List<RemoteSubject> listed = EventPages.events(
                        Answers.ok(Answers.page(
                                "{\"id\": \"evt-1\", \"access\": \"manage\"}",
                                "{\"id\": \"evt-2\", \"access\": \"view\"}",
                                "{\"id\": \"evt-3\"}",
                                "{\"platform\": \"external\", \"id\": \"calev-4\"}",
                                "{\"name\": \"no id\"}",
                                "{\"api_id\": \"evt-5\", \"event\": {\"api_id\": \"evt-5\", \"name\": \"Of old\"}}")),
                        Cursor.START)
                .items();

        assertThat(listed)
                .extracting(event -> event.ref().id().value())
                .containsExactly("evt-1", "evt-2", "evt-3", "evt-5");
        assertThat(listed).extracting(RemoteSubject::importable).containsExactly(true, false, true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"has_more\": false}", "{\"entries\": []}", "{\"entries\": [], \"has_more\": true}"})
    void aListThatDoesNotSayHowItGoesOnIsMalformed(String body) {
        assertThat(catchThrowableOfType(
                        ProviderException.class, () -> EventPages.events(Answers.ok(body), Cursor.START)))
                .returns(FailureKind.MALFORMED, ProviderException::kind);
    }

    @Test
    void aCalendarIsAnAccountByItsIdAlone() {
        Account named =
                CalendarReader.read(Answers.ok("{\"id\": \"cal-1\", \"name\": \"Pier Talks\", \"slug\": null}"));
        Account nameless = CalendarReader.read(Answers.ok("{\"calendar\": {\"api_id\": \"cal-1\", \"name\": \" \"}}"));

        assertThat(named).isEqualTo(new Account("cal-1", "Pier Talks"));
        assertThat(nameless).isEqualTo(new Account("cal-1", "cal-1"));
        assertThat(catchThrowableOfType(ProviderException.class, () -> CalendarReader.read(Answers.ok("{}"))))
                .returns(FailureKind.MALFORMED, ProviderException::kind);
    }

    private static RemoteSubject event(String body) {
        return EventPages.event(Answers.ok(body));
    }
}
