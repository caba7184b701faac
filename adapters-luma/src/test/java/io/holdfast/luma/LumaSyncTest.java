package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Refusal;
import io.holdfast.engine.SyncEngine;
import io.holdfast.luma.FakeLuma.Reply;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event at Luma and its link, from import to what may come between them; over real HTTP, by an engine turned by hand. */
final class LumaSyncTest {
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final String KEY = "secret-T0K3N";
    private static final String GUESTS = "/v1/events/guests/list";
    private static final int TURNS = 500;

    private final ManualTime time = ManualTime.at(Instant.parse("2031-03-14T09:00:00Z"));
    private final FakeLuma luma = new FakeLuma();
    private final LumaConnector connector =
            LumaConnector.create(luma.options().time(time).requestsPerMinute(12).build());
    private final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    private final SyncEngine engine = SyncEngine.builder()
            .connector(connector)
            .attendees(attendees)
            .time(time)
            .build();

    @BeforeEach
    void open() {
        luma.calendar(KEY, "cal-Pier");
        luma.event("evt-Pier1", "cal-Pier", guests(120, "approved"));
    }

    @AfterEach
    void stop() {
        engine.close();
        luma.close();
    }

    @Test
    void anEventWithItsGuestsGoesLive() {
        SyncLink link = settled(imported());

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(attendees.attendees(link.id())).hasSize(120);
    }

    @Test
    void aCheckInAndItsUndoingAreSeenByTheNextFullScans() {
        luma.event("evt-Pier1", "cal-Pier", checkedIn("null"));
        SyncLink link = settled(imported());
        assertThat(tickets(link)).extracting(Admission::checkedIn).containsExactly(false, false);

        luma.event("evt-Pier1", "cal-Pier", checkedIn("\"2031-03-29T18:04:10.000Z\""));
        link = after(link, now -> tickets(now).get(0).checkedIn());
        assertThat(tickets(link)).extracting(Admission::checkedIn).containsExactly(true, false);

        luma.event("evt-Pier1", "cal-Pier", checkedIn("null"));
        link = after(link, now -> !tickets(now).get(0).checkedIn());
        assertThat(tickets(link)).extracting(Admission::checkedIn).containsExactly(false, false);
    }

    @Test
    void aGuestWhoDeclinesStaysAndDoesNotCome() {
        luma.event("evt-Pier1", "cal-Pier", guests(1, "pending_approval"));
        SyncLink link = settled(imported());
        assertThat(attendees.attendees(link.id()))
                .extracting(Attendee::attendance)
                .containsExactly(Attendance.AWAITING);

        luma.event("evt-Pier1", "cal-Pier", guests(1, "declined"));
        link = after(link, now -> attendees.attendees(now.id()).get(0).attendance() == Attendance.NOT_ATTENDING);
        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aKeyThatIsRevokedDisconnectsAndAnotherOfTheSameCalendarBringsTheEventBack() {
        SyncLink link = settled(imported());
        luma.revoke(KEY);

        link = after(link, now -> now.status() == SyncStatus.DISCONNECTED);
        luma.calendar("secret-other-T0K3N", "cal-Other");
        Refusal refusal = engine.integrations()
                .renew(link.binding().integration(), Credential.apiKey("secret-other-T0K3N"))
                .refusal()
                .orElseThrow();
        assertThat(refusal.code()).isEqualTo(Refusal.Code.OTHER_ACCOUNT);

        luma.calendar("secret-next-T0K3N", "cal-Pier");
        engine.integrations()
                .renew(link.binding().integration(), Credential.apiKey("secret-next-T0K3N"))
                .orThrow();
        engine.links().reconnect(link.id(), link.binding().integration()).orThrow();
        assertThat(settled(engine.links().get(link.id())).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(attendees.attendees(link.id())).hasSize(120);
    }

    @Test
    void anEventThatIsCancelledFailsAloneAndKeepsItsGuests() {
        luma.event("evt-Pier2", "cal-Pier", guests(3, "approved"));
        SyncLink cancelled = settled(imported());
        SyncLink other = settled(imported("evt-Pier2"));
        luma.cancel("evt-Pier1");

        cancelled = after(cancelled, now -> now.status() == SyncStatus.FAILED);

        SyncFailure failure = failure(cancelled);
        assertThat(failure.kind()).isEqualTo(FailureKind.REMOTE_GONE);
        assertThat(failure.message()).contains("cancelled, moved to another calendar, or is no longer yours");
        assertThat(attendees.attendees(cancelled.id())).hasSize(120);
        assertThat(engine.links().get(other.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aListThatNeverEndsFailsAsMalformed() {
        AtomicInteger pages = new AtomicInteger();
        luma.answer(
                GUESTS,
                query -> Reply.json(
                        200,
                        "{\"entries\": [], \"has_more\": true, \"next_cursor\": \"p" + pages.incrementAndGet()
                                + "\"}"));

        SyncLink link = after(imported(), now -> now.incident().isPresent());

        assertThat(failure(link).kind()).isEqualTo(FailureKind.MALFORMED);
    }

    @Test
    void aBlockOfAMinuteDelaysTheImportAndCostsNoAttempt() {
        luma.answer(GUESTS, Reply.json(429, Answers.REFUSED).with("Retry-After", "60"));
        SyncLink link = imported();
        engine.runDue();
        luma.answerAsUsual(GUESTS);

        link = settled(engine.links().get(link.id()));

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(time.instant())
                .isBetween(Instant.parse("2031-03-14T09:01:00Z"), Instant.parse("2031-03-14T09:10:00Z"));
    }

    @Test
    void anImportOfMorePagesThanTheBudgetHasGoesOnAMinuteLater() {
        luma.event("evt-Pier1", "cal-Pier", guests(50 * 15, "approved"));

        SyncLink link = settled(imported());

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(attendees.attendees(link.id())).hasSize(50 * 15);
        assertThat(luma.asked()).hasSizeBetween(17, 19);
        assertThat(time.instant()).isAfter(Instant.parse("2031-03-14T09:00:59Z"));
    }

    private static SyncFailure failure(SyncLink link) {
        return link.incident().orElseThrow().last();
    }

    private SyncLink imported() {
        return imported("evt-Pier1");
    }

    private SyncLink imported(String event) {
        Integration calendar = engine.integrations()
                .connect(ACME, connector.provider(), Credential.apiKey(KEY))
                .orThrow();
        return engine.links()
                .importSubject(ACME, SyncSubject.event("our-" + event), calendar.id(), RemoteId.of(event))
                .orThrow();
    }

    private SyncLink settled(SyncLink link) {
        engine.runDue();
        return after(engine.links().get(link.id()), now -> now.run().isEmpty());
    }

    /** Lets time pass until a link is so. */
    private SyncLink after(SyncLink link, Predicate<SyncLink> wanted) {
        SyncLinkId id = link.id();
        for (int turns = 0; turns < TURNS; turns++) {
            SyncLink now = engine.links().get(id);
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
        throw new AssertionError("link " + id.value() + " did not come to what was waited for in " + TURNS + " turns");
    }

    private List<Admission> tickets(SyncLink link) {
        return attendees.attendees(link.id()).get(0).admissions();
    }

    private static String checkedIn(String at) {
        return Answers.guest(
                "gst-1",
                "\"approval_status\": \"approved\", \"event_tickets\": [{\"id\": \"tkt-1\", \"checked_in_at\": " + at
                        + "}, {\"id\": \"tkt-2\", \"checked_in_at\": null}]");
    }

    private static String[] guests(int count, String status) {
        List<String> rows = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> rows.add(Answers.guest("gst-" + i, "\"approval_status\": \"" + status + "\"")));
        return rows.toArray(String[]::new);
    }
}
