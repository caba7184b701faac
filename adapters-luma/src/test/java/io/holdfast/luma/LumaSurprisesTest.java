package io.holdfast.luma;

import static io.holdfast.luma.FireRow.EVENT;
import static io.holdfast.luma.FireRow.PAGES;
import static io.holdfast.luma.FireRow.WHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.Refusal;
import io.holdfast.luma.FakeLuma.Reply;
import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.Command;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.proving.Proof;
import io.holdfast.proving.Tally;
import io.holdfast.recovery.Explanation;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What surprised others at Luma, by the numbers of the list of surprises; people and values are invented. */
@Tag("proof")
final class LumaSurprisesTest {
    private static final String EVENTS = "/v1/calendars/events/list";
    private static final int ROWS = 36;
    private static final Tally TALLY = new Tally();
    /** Those about webhooks. */
    private static final Set<Integer> DELIVERED = Set.of(8, 9, 15, 28, 29, 30, 31, 32);

    record Surprise(int number, String what, Consumer<UnderFire> check) {
        boolean isDelivered() {
            return DELIVERED.contains(number);
        }

        @Override
        public String toString() {
            return number + ": " + what;
        }
    }

    @AfterAll
    static void writeEvidence() throws IOException {
        TALLY.write("luma-surprises", "rows", ROWS);
    }

    @Tag("sample")
    @ParameterizedTest
    @MethodSource("sampled")
    void aSurpriseIsTakenAsItIsMeant(Surprise surprise) {
        TALLY.row(() -> {
            try (UnderFire world = surprise.isDelivered()
                    ? UnderFire.hearing()
                    : new UnderFire(options -> {}, SyncPolicy.defaults())) {
                surprise.check().accept(world);
            }
        });
    }

    @Tag("sample")
    @Test
    void eachIsTried() {
        TreeSet<Integer> all = new TreeSet<>();
        rows().forEach(row -> assertThat(all.add(row.number())).isTrue());
        assertThat(all)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
    }

    static Stream<Surprise> sampled() {
        return rows().filter(row -> Proof.WHOLE || row.number() % 3 == 0);
    }

    static Stream<Surprise> rows() {
        return Stream.of(
                new Surprise(1, "a free ticket in dollars", LumaSurprisesTest::aFreeTicket),
                new Surprise(2, "a last name of no letters", LumaSurprisesTest::anEmptyLastName),
                new Surprise(3, "declined and without tickets", LumaSurprisesTest::declined),
                new Surprise(4, "a cursor on the last page", LumaSurprisesTest::aCursorOnTheLastPage),
                new Surprise(5, "a card that is held until approval", LumaSurprisesTest::aHeldCard),
                new Surprise(6, "a part of the money back", LumaSurprisesTest::aPartialRefund),
                new Surprise(7, "all the money back", LumaSurprisesTest::aFullRefund),
                new Surprise(10, "questions of new types", LumaSurprisesTest::newTypes),
                new Surprise(11, "a question whose type is called otherwise", LumaSurprisesTest::aTypeCalledOtherwise),
                new Surprise(12, "a company of nothing", LumaSurprisesTest::anEmptyCompany),
                new Surprise(13, "two questions of the same words", LumaSurprisesTest::sameWords),
                new Surprise(14, "a place in a session", LumaSurprisesTest::aSession),
                new Surprise(16, "a check-in that is undone", LumaSurprisesTest::anUndoneCheckIn),
                new Surprise(17, "one event refused", LumaSurprisesTest::oneEventRefused),
                new Surprise(18, "a key refused again and again", LumaSurprisesTest::aKeyRefusedAgainAndAgain),
                new Surprise(19, "a refusal of several lines", LumaSurprisesTest::severalLines),
                new Surprise(20, "an organisation's key", LumaSurprisesTest::anOrganisationsKey),
                new Surprise(21, "an event of a partner's calendar", LumaSurprisesTest::aPartnersEvent),
                new Surprise(22, "an event that is only shown", LumaSurprisesTest::onlyShown),
                new Surprise(23, "null where values stood", LumaSurprisesTest::nullsOfAnEvent),
                new Surprise(24, "an evening that is tomorrow there", LumaSurprisesTest::tomorrowThere),
                new Surprise(25, "a ticket of a type that is gone", LumaSurprisesTest::aTypeThatIsGone),
                new Surprise(26, "a ticket handed on", LumaSurprisesTest::handedOn),
                new Surprise(27, "a row of old", LumaSurprisesTest::aRowOfOld),
                new Surprise(33, "tickets that are all called otherwise", LumaSurprisesTest::otherTicketIds),
                new Surprise(34, "a limit that does not say for how long", LumaSurprisesTest::aLimitWithoutATime),
                new Surprise(35, "a link that is none", LumaSurprisesTest::aBareSlug),
                new Surprise(36, "an event that moved to another calendar", LumaSurprisesTest::moved),
                new Surprise(8, "a refund, told twice", LumaSurprisesTest::aRefundToldTwice),
                new Surprise(9, "a refund told without its event", LumaSurprisesTest::aRefundWithoutItsEvent),
                new Surprise(15, "a check-in that a webhook denies", LumaSurprisesTest::aDeniedCheckIn),
                new Surprise(28, "a registration told thrice", LumaSurprisesTest::aRegistrationToldThrice),
                new Surprise(29, "webhooks of other types", LumaSurprisesTest::otherTypes),
                new Surprise(30, "webhooks that were lost", LumaSurprisesTest::lostWebhooks),
                new Surprise(31, "a retry of old", LumaSurprisesTest::aRetryOfOld),
                new Surprise(32, "a webhook of a removed connection", LumaSurprisesTest::ofARemovedConnection));
    }

    private static void aFreeTicket(UnderFire world) {
        Attendee guest = only(
                world,
                guest(
                        "approved",
                        ticket("tkt-1", "null", "\"amount\": 0, \"currency\": \"usd\", \"is_captured\": false")));
        assertThat(guest.attendance()).isEqualTo(Attendance.ATTENDING);
        assertThat(guest.admissions()).extracting(Admission::id).containsExactly("tkt-1");
    }

    private static void anEmptyLastName(UnderFire world) {
        Attendee guest = only(
                world,
                guest("approved", "\"user_name\": \"Nia\", \"user_first_name\": \"Nia\", \"user_last_name\": \"\""));
        assertThat(guest.name()).contains("Nia");
        assertThat(guest.givenName()).contains("Nia");
        assertThat(guest.familyName()).isEmpty();
    }

    private static void declined(UnderFire world) {
        assertThat(only(world, guest("declined", "\"event_tickets\": []")))
                .returns(Attendance.NOT_ATTENDING, Attendee::attendance)
                .returns(List.of(), Attendee::admissions);
    }

    private static void aCursorOnTheLastPage(UnderFire world) {
        world.luma.answer(
                PAGES,
                Reply.json(
                        200, "{\"entries\": [{\"id\": \"gst-1\"}], \"next_cursor\": \"bW9yZQ\", \"has_more\": false}"));
        SyncLink link = world.settled(world.imported().id());
        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(calls(world, PAGES)).isEqualTo(1);
    }

    private static void aHeldCard(UnderFire world) {
        SyncLink link = read(
                world, guest("pending_approval", ticket("tkt-1", "null", "\"amount\": 4200, \"is_captured\": false")));
        Attendee before = world.stored(link.id()).get(0);
        Attendee after = readAgain(
                world, link, guest("approved", ticket("tkt-1", "null", "\"amount\": 4200, \"is_captured\": true")));

        assertThat(before.attendance()).isEqualTo(Attendance.AWAITING);
        assertThat(after.attendance()).isEqualTo(Attendance.ATTENDING);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.admissions()).isEqualTo(before.admissions()).hasSize(1);
    }

    private static void aPartialRefund(UnderFire world) {
        Attendee guest = only(world, guest("approved", refunded(1300)));
        assertThat(guest.attendance()).isEqualTo(Attendance.ATTENDING);
        assertThat(guest.admissions()).hasSize(2);
    }

    private static void aFullRefund(UnderFire world) {
        SyncLink link = read(world, guest("approved", refunded(6600)));
        assertThat(world.stored(link.id()).get(0).attendance()).isEqualTo(Attendance.ATTENDING);
        assertThat(readAgain(world, link, guest("declined", refunded(6600))).attendance())
                .isEqualTo(Attendance.NOT_ATTENDING);
    }

    private static List<String> answered(Attendee guest) {
        return guest.answers().stream()
                .flatMap(answer -> answer.answers().stream())
                .toList();
    }

    private static void newTypes(UnderFire world) {
        Attendee guest = only(
                world,
                guest(
                        "approved",
                        answers(
                                "{\"label\": \"Boats\", \"question_id\": \"b\", \"question_type\": \"select\", \"multiple\": true, \"value\": [\"Sloop\", \"Yawl\"]}",
                                "{\"label\": \"Berth\", \"question_id\": \"h\", \"question_type\": \"select\", \"value\": \"North\"}",
                                "{\"label\": \"Wind\", \"question_id\": \"w\", \"question_type\": \"rating\", \"value\": 9}")));
        assertThat(answered(guest)).containsExactlyInAnyOrder("Sloop", "Yawl", "North", "9");
    }

    private static void aTypeCalledOtherwise(UnderFire world) {
        String question =
                "{\"label\": \"Boats\", \"question_id\": \"b\", \"question_type\": \"%s\", \"value\": [\"Sloop\"]}";
        SyncLink link = read(world, guest("approved", answers(question.formatted("multi-select"))));
        Attendee before = world.stored(link.id()).get(0);
        Attendee after = readAgain(world, link, guest("approved", answers(question.formatted("select"))));
        assertThat(after.answers()).isEqualTo(before.answers()).hasSize(1);
    }

    private static void anEmptyCompany(UnderFire world) {
        Attendee guest = only(
                world,
                guest(
                        "approved",
                        answers(
                                "{\"label\": \"Firm\", \"question_id\": \"f\", \"question_type\": \"company\", \"value\": {\"company\": null, \"job_title\": null}}")));
        assertThat(guest.company()).isEmpty();
        assertThat(guest.jobTitle()).isEmpty();
        assertThat(answered(guest)).doesNotContain("null");
    }

    private static void sameWords(UnderFire world) {
        Attendee guest = only(
                world,
                guest(
                        "approved",
                        answers(
                                "{\"label\": \"Crew\", \"question_id\": \"c1\", \"value\": \"Bo\"}",
                                "{\"label\": \"Crew\", \"question_id\": \"c2\", \"value\": \"Cy\"}",
                                "{\"label\": \"\", \"question_id\": \"c3\", \"value\": \"Di\"}")));
        assertThat(answered(guest)).containsExactlyInAnyOrder("Bo", "Cy", "Di");
    }

    private static void aSession(UnderFire world) {
        Attendee guest = only(world, guest("session", ""));
        assertThat(guest.providerStatus()).contains("session");
        assertThat(guest.attendance()).isEqualTo(Attendance.ATTENDING);
    }

    private static void anUndoneCheckIn(UnderFire world) {
        String seen = "\"2031-05-20T17:04:00.000Z\"";
        SyncLink link = read(world, guest("approved", tickets(ticketOf("tkt-1", seen), ticketOf("tkt-2", "null"))));
        List<Admission> before = world.stored(link.id()).get(0).admissions();
        List<Admission> after = readAgain(
                        world, link, guest("approved", tickets(ticketOf("tkt-1", "null"), ticketOf("tkt-2", "null"))))
                .admissions();
        assertThat(before).extracting(Admission::checkedIn).containsExactly(true, false);
        assertThat(after).extracting(Admission::checkedIn).containsExactly(false, false);
        assertThat(after.get(1)).isEqualTo(before.get(1));
    }

    private static void oneEventRefused(UnderFire world) {
        world.luma.event("evt-Pier2", UnderFire.CALENDAR, UnderFire.guests(3));
        SyncLink refused = read(world, guest("approved", ""));
        SyncLink other = world.settled(world.imported(SyncSubject.event("our-43"), RemoteId.of("evt-Pier2"))
                .id());
        world.luma.cancel("evt-Pier1");
        refused = ended(world, refused);
        assertThat(refused.status()).isEqualTo(SyncStatus.FAILED);
        assertThat(refused.incident().orElseThrow().last().kind()).isEqualTo(FailureKind.REMOTE_GONE);
        assertThat(world.engine.links().get(other.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    private static void aKeyRefusedAgainAndAgain(UnderFire world) {
        world.luma.event("evt-Pier2", UnderFire.CALENDAR, UnderFire.guests(3));
        SyncLink one = read(world, guest("approved", ""));
        SyncLink other = world.settled(world.imported(SyncSubject.event("our-43"), RemoteId.of("evt-Pier2"))
                .id());
        int asked = calls(world, WHO);
        world.luma.revoke(world.secret);
        one = ended(world, one);
        assertThat(one.status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(ended(world, other).status()).isEqualTo(SyncStatus.DISCONNECTED);
        // the first refusal, and those of the questions a minute, five and fifteen minutes apart; no other account to
        // compare
        assertThat(calls(world, WHO) - asked).isEqualTo(4);
    }

    private static void severalLines(UnderFire world) {
        SyncLink link = read(world, guest("approved", ""));
        world.luma.answer(
                PAGES,
                Reply.json(
                        400,
                        "{\"message\": \"Not right.\\n- event_id: ask with " + world.secret
                                + "\\n- page: no\", \"code\": null}"));
        link = ended(world, link);
        assertThat(link.status()).isEqualTo(SyncStatus.FAILED);
        assertThat(link.incident().orElseThrow().last().message())
                .hasLineCount(1)
                .doesNotContain(world.secret);
    }

    private static void anOrganisationsKey(UnderFire world) {
        world.luma.answer("/v1/users/get-self", Reply.json(200, "{\"id\": \"usr-1\"}"));
        world.luma.answer(WHO, Reply.json(403, Answers.REFUSED));
        Outcome<Integration> connected = world.engine
                .integrations()
                .connect(UnderFire.ACME, world.connector.provider(), Credential.apiKey(world.secret));
        assertThat(connected.refusal().map(Refusal::code)).contains(Refusal.Code.CREDENTIAL_REFUSED);
        assertThat(world.engine.integrations().list(UnderFire.ACME)).isEmpty();
    }

    private static void aPartnersEvent(UnderFire world) {
        event(
                world,
                "\"id\": \"evt-Pier1\", \"calendar_id\": \"cal-Partner\", \"access\": \"manage\", \"managing_calendars\": [{\"id\": \"cal-Partner\"}, {\"id\": \"cal-Pier\"}]");
        SyncLink link = world.settled(world.imported().id());
        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(world.stored(link.id())).hasSize(UnderFire.ATTENDEES);
    }

    private static void onlyShown(UnderFire world) {
        event(world, "\"id\": \"evt-Pier1\", \"calendar_id\": \"cal-Other\", \"access\": \"view\"");
        assertThat(candidate(world).importable()).isFalse();
        SyncLink link = world.settled(world.imported().id());
        assertThat(link.incident().orElseThrow().last().message())
                .contains("connect with the key of the one that manages it");
        assertThat(calls(world, PAGES)).isZero();
    }

    private static void nullsOfAnEvent(UnderFire world) {
        event(
                world,
                "\"id\": \"evt-Pier1\", \"name\": \"Ink Night\", \"waitlist_status\": null, \"feedback_email\": null, \"display_price\": null, \"geo_address_json\": {\"city\": null, \"city_state\": \"Old Town, North\"}");
        assertThat(candidate(world))
                .returns("Ink Night", RemoteSubject::title)
                .returns(true, RemoteSubject::importable);
        assertThat(world.settled(world.imported().id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    private static void tomorrowThere(UnderFire world) {
        event(world, "\"id\": \"evt-Pier1\", \"start_at\": \"2032-06-30T15:30:00.000Z\", \"timezone\": \"Asia/Tokyo\"");
        RemoteSubject found = candidate(world);
        assertThat(found.startsAt()
                        .orElseThrow()
                        .atZone(found.zone().orElseThrow())
                        .toLocalDate())
                .isEqualTo(LocalDate.of(2032, 7, 1));
    }

    private static void aTypeThatIsGone(UnderFire world) {
        Attendee guest = only(
                world,
                guest(
                        "approved",
                        ticket(
                                "tkt-1",
                                "null",
                                "\"event_ticket_type_id\": \"ttype-gone\", \"name\": \"First mates\"")));
        assertThat(guest.admissions().get(0).ticketClass()).contains("First mates");
    }

    private static void handedOn(UnderFire world) {
        SyncLink link = read(world, guest("approved", tickets(ticketOf("tkt-1", "null"), ticketOf("tkt-2", "null"))));
        Attendee giver = readAgain(world, link, guest("approved", tickets(ticketOf("tkt-1", "null"))));
        assertThat(giver.admissions()).extracting(Admission::id).containsExactly("tkt-1");

        readAgain(
                world,
                link,
                guest("approved", tickets(ticketOf("tkt-1", "null"))),
                Answers.guest("gst-2", "\"approval_status\": \"approved\", " + tickets(ticketOf("tkt-9", "null"))));
        assertThat(world.stored(link.id()))
                .hasSize(2)
                .allMatch(guest -> guest.attendance() == Attendance.ATTENDING
                        && guest.admissions().size() == 1);
    }

    private static void aRowOfOld(UnderFire world) {
        world.road.inject("pagination_cursor", 0, 1, Fault.json(200, Answers.page()));
        world.road.inject(
                PAGES,
                0,
                1,
                Fault.json(
                        200,
                        "{\"entries\": [{\"api_id\": \"gst-9\", \"guest\": {\"api_id\": \"gst-9\", \"user_name\": \"Udo\", \"approval_status\": \"approved\", \"event_tickets\": []}}], \"has_more\": true, \"next_cursor\": \"p2\"}"));
        SyncLink link = world.settled(world.imported().id());
        assertThat(world.stored(link.id()))
                .singleElement()
                .returns("gst-9", guest -> guest.id().value())
                .returns(Optional.of("Udo"), Attendee::name)
                .returns(Attendance.ATTENDING, Attendee::attendance);
    }

    private static void otherTicketIds(UnderFire world) {
        String at = "\"2031-05-20T17:04:00.000Z\"";
        SyncLink link = read(
                world,
                guest("approved", tickets(ticketOf("eventticket-1", "null"), ticketOf("eventticket-2", "null"))));
        Attendee after =
                readAgain(world, link, guest("approved", tickets(ticketOf("tkt-1", at), ticketOf("tkt-2", "null"))));
        assertThat(after.admissions()).extracting(Admission::id).containsExactly("tkt-1", "tkt-2");
        assertThat(after.admissions()).extracting(Admission::checkedIn).containsExactly(true, false);
    }

    private static void aLimitWithoutATime(UnderFire world) {
        world.road.inject(PAGES, 0, 1, Fault.refused(429));
        world.road.inject(PAGES, 0, 1, Fault.refused(429).header("X-RateLimit-Reset", "1931331700"));
        world.road.inject(PAGES, 0, 1, Fault.refused(429).header("X-RateLimit-Reset", "1931331700000"));
        world.road.inject(PAGES, 0, 1, Fault.refused(429).header("Retry-After", "4000"));
        SyncLink link = world.turned(world.imported().id());
        // limits one after the other double from half a minute, and a longer wait that the connector names wins
        for (int waited : new int[] {60, 60, 120, 300}) {
            assertThat(link.due()).contains(world.time.instant().plusSeconds(waited));
            assertThat(link.status()).isEqualTo(SyncStatus.PENDING);
            link = world.next(link.id());
        }
        assertThat(world.settled(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    /** Holdfast passes no links on, so it shows no broken one either. */
    private static void aBareSlug(UnderFire world) {
        event(world, "\"id\": \"evt-Pier1\", \"url\": \"ink-night\"");
        assertThat(candidate(world).toString()).doesNotContain("ink-night");
        assertThat(world.settled(world.imported().id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    private static void moved(UnderFire world) {
        SyncLink link = read(world, guest("approved", ""));
        world.luma.event("evt-Pier1", "cal-Other", guest("approved", ""));
        world.luma.calendar("secret-of-another", "cal-Other");
        Outcome<Integration> other = world.engine
                .integrations()
                .connect(UnderFire.ACME, world.connector.provider(), Credential.apiKey("secret-of-another"));
        link = ended(world, link);
        IntegrationId next = other.orThrow().id();
        Explanation told = world.engine.links().explain(link.id());
        assertThat(link.status()).isEqualTo(SyncStatus.FAILED);
        assertThat(told.advice().action()).isEqualTo(RecoveryAction.RETRY);
        assertThat(told.accepts(Command.RETRY)).isTrue();
        assertThat(told.failure().orElseThrow().message())
                .contains("moved to another calendar", "connect with the key of the calendar that manages it");
        assertThat(world.stored(link.id())).singleElement().returns(Attendance.ATTENDING, Attendee::attendance);
        world.engine.links().move(link.id(), next).orThrow();
        assertThat(world.settled(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    private static final String GUEST_OF_EVENT = "{\"id\": \"gst-1\", \"event\": {\"id\": \"evt-Pier1\"}}";

    /** A live link whose provider delivers. */
    private static SyncLink heard(UnderFire world, String... guests) {
        SyncLink link = read(world, guests);
        world.awaitWebhook();
        return link;
    }

    private static void told(UnderFire world, String type, String data) {
        assertThat(world.delivered(type, data, Duration.ZERO)).isEqualTo(200);
    }

    private static void aRefundToldTwice(UnderFire world) {
        SyncLink link = heard(world, guest("approved", refunded(0)));
        List<Attendee> before = world.stored(link.id());
        world.luma.event("evt-Pier1", UnderFire.CALENDAR, guest("approved", refunded(1300)));
        for (int i = 0; i < 2; i++) {
            int calls = calls(world, "/v1/events/guests/");
            told(world, "guest.refunded", GUEST_OF_EVENT);
            world.settled(link.id());
            assertThat(calls(world, "/v1/events/guests/")).isGreaterThan(calls);
        }
        assertThat(world.stored(link.id())).isEqualTo(before);
    }

    private static void aRefundWithoutItsEvent(UnderFire world) {
        SyncLink link = heard(world, guest("approved", ""));
        int before = world.road.calls().size();
        told(world, "guest.refunded", "{\"id\": \"gst-1\"}");
        world.turned(link.id());
        assertThat(world.road.calls()).hasSize(before);
        assertThat(readAgain(world, link, guest("declined", "")).attendance()).isEqualTo(Attendance.NOT_ATTENDING);
    }

    private static void aDeniedCheckIn(UnderFire world) {
        SyncLink link = heard(world, guest("approved", tickets(ticketOf("tkt-1", "null"))));
        world.luma.event(
                "evt-Pier1",
                UnderFire.CALENDAR,
                guest("approved", tickets(ticketOf("tkt-1", "\"2031-03-14T09:30:00.000Z\""))));
        told(
                world,
                "guest.updated",
                "{\"id\": \"gst-1\", \"checked_in_at\": null, \"event\": {\"id\": \"evt-Pier1\"}}");
        world.settled(link.id());
        assertThat(world.stored(link.id()).get(0).admissions())
                .singleElement()
                .matches(admission -> admission.checkedIn());
    }

    private static void aRegistrationToldThrice(UnderFire world) {
        SyncLink link = heard(world);
        world.luma.event("evt-Pier1", UnderFire.CALENDAR, guest("approved", ""));
        told(world, "guest.updated", GUEST_OF_EVENT);
        told(world, "ticket.registered", GUEST_OF_EVENT);
        told(world, "guest.registered", GUEST_OF_EVENT);
        world.settled(link.id());
        assertThat(world.stored(link.id())).hasSize(1);
    }

    private static void otherTypes(UnderFire world) {
        SyncLink link = heard(world, guest("approved", ""));
        SyncLink before = world.engine.links().get(link.id());
        told(world, "calendar.event.submitted", "{\"id\": \"evt-Pier1\"}");
        told(world, "calendar.person.unsubscribed", "{\"id\": \"calmem-1\"}");
        told(world, "never.heard.of", "{\"id\": \"gst-1\"}");
        assertThat(world.engine.links().get(link.id())).isEqualTo(before);
    }

    private static void lostWebhooks(UnderFire world) {
        SyncLink link = heard(world, guest("approved", ""));
        assertThat(readAgain(world, link, guest("declined", "")).attendance()).isEqualTo(Attendance.NOT_ATTENDING);
    }

    private static void aRetryOfOld(UnderFire world) {
        SyncLink link = heard(world, guest("approved", ""));
        world.luma.event("evt-Pier1", UnderFire.CALENDAR, guest("declined", ""));
        assertThat(world.delivered("guest.updated", GUEST_OF_EVENT, Duration.ofMinutes(7)))
                .isEqualTo(200);
        world.settled(link.id());
        assertThat(world.stored(link.id())).singleElement().returns(Attendance.NOT_ATTENDING, Attendee::attendance);
    }

    private static void ofARemovedConnection(UnderFire world) {
        SyncLink link = heard(world, guest("approved", ""));
        IntegrationId account = link.binding().integration();
        String address = world.engine
                .integrations()
                .webhookAddress(account)
                .orElseThrow()
                .reveal();
        world.engine.links().remove(link.id()).orThrow();
        world.engine.integrations().remove(account).orThrow();
        assertThat(world.delivered(address, "t=1,v1=00", "{}")).isEqualTo(404);
    }

    private static SyncLink read(UnderFire world, String... guests) {
        world.luma.event("evt-Pier1", UnderFire.CALENDAR, guests);
        SyncLink link = world.settled(world.imported().id());
        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        return link;
    }

    private static Attendee only(UnderFire world, String guest) {
        return world.stored(read(world, guest).id()).get(0);
    }

    private static Attendee readAgain(UnderFire world, SyncLink link, String... guests) {
        world.luma.event("evt-Pier1", UnderFire.CALENDAR, guests);
        world.next(link.id());
        assertThat(world.settled(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        return world.stored(link.id()).stream()
                .filter(guest -> guest.id().value().equals("gst-1"))
                .findFirst()
                .orElseThrow();
    }

    /** Lets time pass until a live link is live no more. */
    private static SyncLink ended(UnderFire world, SyncLink link) {
        SyncLink now = world.engine.links().get(link.id());
        for (int turns = 0; turns < 100 && now.status() == SyncStatus.ACTIVE; turns++) {
            now = world.next(link.id());
        }
        return world.engine.links().get(link.id());
    }

    private static void event(UnderFire world, String members) {
        world.luma.answer(EVENT, Reply.json(200, "{\"platform\": \"luma\", " + members + "}"));
        world.luma.answer(EVENTS, Reply.json(200, Answers.page("{\"platform\": \"luma\", " + members + "}")));
    }

    private static RemoteSubject candidate(UnderFire world) {
        return world.engine
                .integrations()
                .candidates(world.connected().id(), SubjectKind.EVENT, Cursor.START)
                .items()
                .get(0);
    }

    private static int calls(UnderFire world, String path) {
        return (int) world.road.calls().stream()
                .filter(call -> call.startsWith(path))
                .count();
    }

    private static String guest(String status, String members) {
        return Answers.guest(
                "gst-1", "\"approval_status\": \"" + status + "\"" + (members.isEmpty() ? "" : ", " + members));
    }

    private static String answers(String... answers) {
        return "\"registration_answers\": [" + String.join(",", answers) + "]";
    }

    private static String refunded(int amount) {
        return tickets(ticketOf("tkt-1", "null"), ticketOf("tkt-2", "null"))
                + ", \"event_ticket_orders\": [{\"id\": \"tord-1\", \"amount\": 6600, \"amount_refunded\": " + amount
                + ", \"is_captured\": true}]";
    }

    private static String ticket(String id, String checkedIn, String members) {
        return tickets("{\"id\": \"" + id + "\", \"checked_in_at\": " + checkedIn + ", " + members + "}");
    }

    private static String ticketOf(String id, String checkedIn) {
        return "{\"id\": \"" + id + "\", \"checked_in_at\": " + checkedIn + "}";
    }

    private static String tickets(String... tickets) {
        return "\"event_tickets\": [" + String.join(",", tickets) + "]";
    }
}
