package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.luma.FakeLuma.Reply;
import io.holdfast.model.Account;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector against a small Luma, over real HTTP. */
final class LumaConnectorTest {
    private static final String KEY = "secret-T0K3N";
    private static final String GUESTS = "/v1/events/guests/list";
    private static final String CALENDAR = "/v1/calendars/get";
    private static final Grant GRANT = new Grant(Credential.apiKey(KEY), new Account("cal-Pier", "Pier Talks"));
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("evt-Pier1"));

    private final FakeLuma luma = new FakeLuma();
    private final ManualTime time = ManualTime.at(Instant.parse("2027-03-14T09:00:00Z"));
    private final LumaConnector connector =
            LumaConnector.create(luma.options().time(time).requestsPerMinute(5).build());

    @BeforeEach
    void open() {
        luma.calendar(KEY, "cal-Pier");
        luma.event("evt-Pier1", "cal-Pier", rows(120));
    }

    @AfterEach
    void stop() {
        luma.close();
    }

    @Test
    void itsChangesAreFoundByFullScansAtIntervals() {
        assertThat(connector.provider().value()).isEqualTo("luma");
        assertThat(connector.capabilities().feed()).isEqualTo(Feed.POLL);
        assertThat(connector.capabilities().changes()).isFalse();
    }

    @Test
    void aKeyIsItsCalendar() {
        luma.calendar("secret-next-T0K3N", "cal-Pier");
        luma.calendar("secret-other-T0K3N", "cal-Other");

        assertThat(connector.identify(Credential.apiKey(KEY))).isEqualTo(GRANT.account());
        assertThat(connector.identify(Credential.apiKey("secret-next-T0K3N")).id())
                .isEqualTo("cal-Pier");
        assertThat(connector.identify(Credential.apiKey("secret-other-T0K3N")).id())
                .isEqualTo("cal-Other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-gone-T0K3N", "T0K3N\n", "two\nlines", "ünsendable"})
    void aKeyThatIsRefusedOrCantBeSentIsSuspectedAndDoesNotShow(String key) {
        ProviderException refused =
                catchThrowableOfType(ProviderException.class, () -> connector.identify(Credential.apiKey(key)));

        assertThat(refused.suspectsCredential()).isTrue();
        assertThat(refused.toString()).doesNotContain(key);
    }

    @Test
    void theListGoesOnByItsCursorUntilItSaysThatItEnded() {
        AttendeePage first = connector.attendees(GRANT, EVENT, Cursor.START);
        AttendeePage second = connector.attendees(GRANT, EVENT, first.next().orElseThrow());
        AttendeePage last = connector.attendees(GRANT, EVENT, second.next().orElseThrow());

        assertThat(first.attendees()).hasSize(50);
        assertThat(last.attendees()).hasSize(20);
        assertThat(last.next()).isEmpty();
        assertThat(luma.asked())
                .containsExactly(
                        GUESTS + "?event_id=evt-Pier1&sort_column=created_at&sort_direction=asc&pagination_limit=50",
                        GUESTS + "?event_id=evt-Pier1&sort_column=created_at&sort_direction=asc&pagination_limit=50"
                                + "&pagination_cursor=at-50",
                        GUESTS + "?event_id=evt-Pier1&sort_column=created_at&sort_direction=asc&pagination_limit=50"
                                + "&pagination_cursor=at-100");
    }

    @Test
    void onlyLumasOwnWordMakesAGuestMissing() {
        assertThat(named("gst-0").missing()).isEmpty();
        assertThat(named("gst-gone").missing()).containsExactly(AttendeeId.of("gst-gone"));

        luma.answer("/v1/events/guests/get", Reply.html(404));
        assertThat(catchThrowableOfType(ProviderException.class, () -> named("gst-0")))
                .returns(FailureKind.UNREACHABLE, ProviderException::kind);
        luma.answerAsUsual("/v1/events/guests/get");
        luma.cancel("evt-Pier1");
        assertThat(catchThrowableOfType(ProviderException.class, () -> named("gst-0")))
                .returns(FailureKind.REMOTE_GONE, ProviderException::kind);
    }

    private ProviderConnector.NamedAttendees named(String guest) {
        return connector.named(GRANT, EVENT, Set.of(AttendeeId.of(guest)));
    }

    @Test
    void aPlaceThatLumaNoLongerKnowsIsRefusedAsSuch() {
        assertThat(failure(Cursor.of("of another list"))).returns(FailureKind.CURSOR_REFUSED, ProviderException::kind);
    }

    @Test
    void aPageThatRepeatsItselfIsMalformed() {
        luma.answer(GUESTS, Reply.json(200, "{\"entries\": [], \"has_more\": true, \"next_cursor\": \"at-50\"}"));

        assertThat(connector.attendees(GRANT, EVENT, Cursor.START).next()).contains(Cursor.of("at-50"));
        assertThat(failure(Cursor.of("at-50"))).returns(FailureKind.MALFORMED, ProviderException::kind);
    }

    @Test
    void anEventThatIsCancelledBetweenPagesIsGoneAndNotAskedElsewhere() {
        Cursor second = connector.attendees(GRANT, EVENT, Cursor.START).next().orElseThrow();
        luma.cancel("evt-Pier1");

        ProviderException gone = failure(second);
        assertThat(gone.kind()).isEqualTo(FailureKind.REMOTE_GONE);
        assertThat(gone.suspectsCredential()).isTrue();
        assertThat(gone).hasMessageContaining("cancelled, moved to another calendar, or is no longer yours");
        assertThat(gone.request()).contains("8f1c-VIE");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 503})
    void aPageOfHtmlNeverSevers(int status) {
        luma.answer(GUESTS, Reply.html(status));
        luma.answer(CALENDAR, Reply.html(status));

        ProviderException guests = failure(Cursor.START);
        ProviderException calendar =
                catchThrowableOfType(ProviderException.class, () -> connector.identify(GRANT.credential()));

        for (ProviderException failure : new ProviderException[] {guests, calendar}) {
            assertThat(failure.suspectsCredential()).isFalse();
            assertThat(failure.kind()).isEqualTo(status == 200 ? FailureKind.MALFORMED : FailureKind.UNREACHABLE);
        }
    }

    @Test
    void whatIsBeyondTheBudgetIsNotSent() {
        connector.identify(GRANT.credential());
        for (int i = 0; i < 4; i++) {
            connector.describe(GRANT, EVENT);
        }

        ProviderException refused = failure(Cursor.START);
        assertThat(refused.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(luma.asked()).hasSize(5);

        time.tick(Duration.ofMinutes(1));
        connector.describe(GRANT, EVENT);
        assertThat(luma.asked()).hasSize(6);
    }

    @Test
    void aBlockIsKeptToByAllThatAskTheCalendar() {
        luma.answer(GUESTS, Reply.json(429, Answers.REFUSED));

        assertThat(failure(Cursor.START).retryAfter()).contains(Duration.ofMinutes(1));
        luma.answerAsUsual(GUESTS);
        time.tick(Duration.ofSeconds(20));
        assertThat(failure(Cursor.START).retryAfter()).contains(Duration.ofSeconds(40));
        assertThat(luma.asked()).hasSize(1);

        time.tick(Duration.ofSeconds(40));
        assertThat(connector.attendees(GRANT, EVENT, Cursor.START).attendees()).hasSize(50);
    }

    @Test
    void aProbeThatIsAskedToWaitSuspectsNothing() {
        luma.answer(CALENDAR, Reply.json(429, Answers.REFUSED).with("Retry-After", "60"));

        ProviderException limited =
                catchThrowableOfType(ProviderException.class, () -> connector.identify(GRANT.credential()));
        assertThat(limited.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(limited.suspectsCredential()).isFalse();
    }

    private ProviderException failure(Cursor after) {
        return catchThrowableOfType(ProviderException.class, () -> connector.attendees(GRANT, EVENT, after));
    }

    private static String[] rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Answers.guest("gst-" + i, "\"approval_status\": \"approved\""))
                .toArray(String[]::new);
    }
}
