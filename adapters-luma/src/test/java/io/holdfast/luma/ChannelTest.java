package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A calendar's people as a channel, over real HTTP. */
final class ChannelTest {
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final String KEY = "secret-T0K3N";
    private static final Grant GRANT = new Grant(Credential.apiKey(KEY), new Account("cal-Pier", "Pier Talks"));
    private static final RemoteRef PIER = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("cal-Pier"));
    private static final int TURNS = 500;

    private final ManualTime time = ManualTime.at(Instant.parse("2031-03-14T09:00:00Z"));
    private final FakeLuma luma = new FakeLuma();
    private final LumaConnector connector =
            LumaConnector.create(luma.options().time(time).requestsPerMinute(6).build());
    private final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    private final SyncEngine engine = SyncEngine.builder()
            .connector(connector)
            .attendees(attendees)
            .time(time)
            .build();

    @BeforeEach
    void open() {
        luma.calendar(KEY, "cal-Pier");
        luma.people("cal-Pier", people(120));
    }

    @AfterEach
    void stop() {
        engine.close();
        luma.close();
    }

    @Test
    void theOneCalendarOfAKeyIsWhatCanBeImported() {
        assertThat(connector.capabilities().kinds()).containsExactlyInAnyOrder(SubjectKind.EVENT, SubjectKind.CHANNEL);
        assertThat(connector.candidates(GRANT, SubjectKind.CHANNEL, Cursor.START))
                .satisfies(page -> assertThat(page.next()).isEmpty())
                .satisfies(page -> assertThat(page.items())
                        .singleElement()
                        .returns(PIER, RemoteSubject::ref)
                        .returns("Pier Talks", RemoteSubject::title)
                        .returns(true, RemoteSubject::importable));
        assertThat(connector.describe(GRANT, PIER).ref()).isEqualTo(PIER);
    }

    @Test
    void thePeopleOfAnotherCalendarAreNotTakenForItsOwn() {
        RemoteRef other = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("cal-Other"));

        for (ProviderException refused : new ProviderException[] {
            catchThrowableOfType(ProviderException.class, () -> connector.describe(GRANT, other)),
            catchThrowableOfType(ProviderException.class, () -> connector.attendees(GRANT, other, Cursor.START))
        }) {
            assertThat(refused.kind()).isEqualTo(FailureKind.REMOTE_GONE);
            assertThat(refused.suspectsCredential()).isFalse();
            assertThat(refused).hasMessageContaining("choose the connected calendar");
        }
        assertThat(luma.asked()).isEmpty();
    }

    @Test
    void itsPeopleComePageByPageWithinTheBudgetOfTheCalendar() {
        luma.people("cal-Pier", people(50 * 9));

        SyncLink link = settled(imported());

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(attendees.attendees(link.id()))
                .hasSize(50 * 9)
                .allMatch(person -> person.admissions().isEmpty());
        assertThat(luma.asked())
                .contains(
                        "/v1/calendars/contacts/list?sort_column=created_at&sort_direction=asc&pagination_limit=50",
                        "/v1/calendars/contacts/list?sort_column=created_at&sort_direction=asc&pagination_limit=50"
                                + "&pagination_cursor=at-50");
        assertThat(time.instant()).isAfter(Instant.parse("2031-03-14T09:00:59Z"));
    }

    @Test
    void whoDeclinesAMembershipAndWhoLeavesTheCalendarStayOnRecordAsNotAttending() {
        luma.people("cal-Pier", person(1, "pending"), person(2, "approved"));
        SyncLink link = settled(imported());
        assertThat(attendees.attendees(link.id()))
                .extracting(Attendee::attendance)
                .containsExactlyInAnyOrder(Attendance.AWAITING, Attendance.ATTENDING);

        luma.people("cal-Pier", person(1, "declined"));
        link = after(
                link,
                now -> attendees.attendees(now.id()).stream()
                        .allMatch(person -> person.attendance() == Attendance.NOT_ATTENDING));

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(attendees.attendees(link.id())).hasSize(2);
    }

    @Test
    void aKeyThatIsRevokedDisconnectsAChannelAsItDoesAnEvent() {
        SyncLink link = settled(imported());
        luma.revoke(KEY);

        link = after(link, now -> now.status() == SyncStatus.DISCONNECTED);
        assertThat(attendees.attendees(link.id())).hasSize(120);
    }

    private SyncLink imported() {
        Integration calendar = engine.integrations()
                .connect(ACME, connector.provider(), Credential.apiKey(KEY))
                .orThrow();
        return engine.links()
                .importSubject(ACME, SyncSubject.channel("our-members"), calendar.id(), RemoteId.of("cal-Pier"))
                .orThrow();
    }

    private SyncLink settled(SyncLink link) {
        engine.runDue();
        return after(engine.links().get(link.id()), now -> now.run().isEmpty());
    }

    /** Lets time pass until a link is so. */
    private SyncLink after(SyncLink link, Predicate<SyncLink> wanted) {
        for (int turns = 0; turns < TURNS; turns++) {
            SyncLink now = engine.links().get(link.id());
            if (wanted.test(now)) {
                return now;
            }
            Duration until = now.due()
                    .map(due -> Duration.between(time.instant(), due))
                    .filter(left -> !left.isNegative())
                    .orElse(Duration.ofSeconds(30));
            time.tick(until);
            engine.runDue();
        }
        throw new AssertionError("the link did not come to what was waited for in " + TURNS + " turns");
    }

    private static String[] people(int count) {
        return IntStream.range(0, count).mapToObj(i -> person(i, "approved")).toArray(String[]::new);
    }

    private static String person(int number, String status) {
        return Answers.guest(
                "calmem-" + number,
                "\"email\": \"p" + number + "@quay.test\", \"membership\": {\"status\": \"" + status + "\"}");
    }
}
