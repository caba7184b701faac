package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.Refusal;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.sandbox.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What has to come of each file of the cases. */
final class CaseFiles {
    private static final RemoteId EVENT = RemoteId.of(Answers.EVENT);
    private static final String LIST = "/events/" + Answers.EVENT + "/attendees/?";
    private static final String JSON = "application/json";
    private static final int FOR_GOOD = Integer.MAX_VALUE;

    static final Map<String, Consumer<CannedEventbrite>> EXPECTED = new TreeMap<>();

    static {
        put("dates-with-a-space-or-offset-without-colon.json", CaseFiles::dates);
        put("draft-event-whose-null-name-is-left-out.json", CaseFiles::draft);
        put("email-and-name-with-trailing-space-from-phone-keyboard.json", CaseFiles::blanks);
        put("event-a-ticket-id-1.json", eventbrite -> ofOneEvent("a@example.org"));
        put("event-b-ticket-id-1.json", eventbrite -> ofOneEvent("b@example.org"));
        put("event-start-with-local-and-timezone-but-no-utc.json", CaseFiles::localStart);
        put(
                "every-walk-has-one-row-of-another-event-and-attendee-2-is-deleted.json",
                eventbrite -> deletedBesideARowOfAnotherEvent());
        put("info-requested-in-the-name-only-and-buyers-email.json", CaseFiles::infoRequested);
        put("list-is-empty-for-good-although-40-were-there.txt", eventbrite -> emptyForGood());
        put("old-pagination-continuation-only-page1.json", CaseFiles::continuationWithoutACount);
        put("old-pagination-without-page-count-page1.json", CaseFiles::pagesWithoutACount);
        put("old-pagination-without-page-count-page2.json", CaseFiles::lastPageWithoutACount);
        put("one-word-names.json", CaseFiles::names);
        put("pasted-event-ids.txt", eventbrite -> pasted());
        put("profile-fields-the-form-asks-for.json", CaseFiles::profile);
        put("rate-limited-without-usable-headers.json", CaseFiles::waits);
        put("recorded-2018-checked-in.json", CaseFiles::checkedIn);
        put("refunded-then-bought-again-same-person.json", CaseFiles::boughtAgain);
        put("same-email-confirmed-then-cancelled.json", CaseFiles::oneCancelled);
    }

    private CaseFiles() {}

    private static void put(String file, Consumer<CannedEventbrite> check) {
        EXPECTED.put(file, check);
    }

    private static List<Attendee> read(CannedEventbrite eventbrite, String file) {
        return eventbrite.attendees(CannedEventbrite.file(file));
    }

    private static void dates(CannedEventbrite eventbrite) {
        assertThat(read(eventbrite, "dates-with-a-space-or-offset-without-colon.json"))
                .allMatch(
                        attendee -> attendee.registeredAt().equals(Optional.of(Instant.parse("2026-03-14T09:26:53Z"))))
                .extracting(
                        attendee -> attendee.changedAt().map(Instant::toString).orElse("none"))
                .containsExactly(
                        "2026-03-14T09:26:57Z",
                        "2026-03-14T09:26:57Z",
                        "2026-03-14T09:26:57.123456Z",
                        "2026-03-14T09:26:00Z",
                        "2026-03-14T08:26:57Z",
                        "2026-03-14T09:26:57Z");
    }

    private static void draft(CannedEventbrite eventbrite) {
        RemoteSubject event = eventbrite.event(CannedEventbrite.file("draft-event-whose-null-name-is-left-out.json"));

        assertThat(event.ref()).isEqualTo(Answers.REMOTE);
        assertThat(event.title()).isEmpty();
        assertThat(event.providerState()).contains("draft");
        assertThat(event.importable()).isTrue();
    }

    private static void blanks(CannedEventbrite eventbrite) {
        List<Attendee> read = read(eventbrite, "email-and-name-with-trailing-space-from-phone-keyboard.json");

        assertThat(read.get(0).email()).contains("ilse@example.org");
        assertThat(read.get(0).name()).contains("Ilse Oberg");
        assertThat(read.get(0).givenName()).contains("Ilse");
        assertThat(read.get(0).familyName()).contains("Oberg");
        assertThat(read.get(0).company()).contains("Pier Labs");
        assertThat(read.get(0).phone()).contains("+43 1 555 0100");
        assertThat(read.get(0).admissions().get(0).ticketClass()).contains("Early bird");
        assertThat(read.get(0).answers()).containsExactly(new Answer(Optional.of("31"), "T-shirt size", List.of("M")));
        assertThat(read.get(1).email()).contains("noor@example.org");
        assertThat(read.get(1).name()).contains("Noor");
        assertThat(read.get(2).name()).isEmpty();
        assertThat(read.get(2).answers()).isEmpty();
        assertThat(read.get(2).admissions().get(0).barcode()).isEmpty();
        assertThat(read.get(2).attendance()).isEqualTo(Attendance.ATTENDING);
    }

    /** Each of two events has a ticket of this id, and neither takes the other's for its own. */
    private static void ofOneEvent(String email) {
        try (UnderFire world = new UnderFire()) {
            world.sandbox.inject("/events/880011223344/attendees/", FOR_GOOD, json("event-a-ticket-id-1.json"));
            world.sandbox.inject("/events/990000000002/attendees/", FOR_GOOD, json("event-b-ticket-id-1.json"));
            world.sandbox.inject("/events/880011223344/", FOR_GOOD, event("880011223344"));
            world.sandbox.inject("/events/990000000002/", FOR_GOOD, event("990000000002"));

            SyncLink a =
                    world.settled(world.imported(SyncSubject.event("a"), EVENT).id());
            SyncLink b = world.settled(world.imported(SyncSubject.event("b"), RemoteId.of("990000000002"))
                    .id());

            SyncLink mine = email.startsWith("a") ? a : b;
            assertThat(world.stored(mine.id())).singleElement().satisfies(attendee -> {
                assertThat(attendee.id()).isEqualTo(AttendeeId.of("1"));
                assertThat(attendee.email()).contains(email);
            });
            assertThat(world.rejected).isEmpty();
        }
    }

    private static void localStart(CannedEventbrite eventbrite) {
        String start = CannedEventbrite.file("event-start-with-local-and-timezone-but-no-utc.json")
                .strip();
        RemoteSubject event = eventbrite.event("{\"id\": \"" + Answers.EVENT + "\", " + start.substring(1));

        assertThat(event.startsAt()).contains(Instant.parse("2026-07-22T18:00:00Z"));
        assertThat(event.zone()).contains(ZoneId.of("Europe/London"));
    }

    private static void deletedBesideARowOfAnotherEvent() {
        try (UnderFire world = new UnderFire()) {
            String other = "{\"id\": \"9\", \"event_id\": \"990000000002\"}";
            String before = Answers.page(Answers.row("1", ""), Answers.row("2", ""), other);
            String after = Answers.page(Answers.row("1", ""), other);
            world.sandbox.inject("/attendees/2/", FOR_GOOD, Fault.error(404, "NOT_FOUND"));
            world.sandbox.inject("changed_since", FOR_GOOD, Fault.answer(200, JSON, Answers.page()));
            world.sandbox.inject(LIST, FOR_GOOD, Fault.answer(200, JSON, after));
            world.sandbox.inject("/attendees/", 1, Fault.answer(200, JSON, before));
            world.sandbox.inject("/attendees/", FOR_GOOD, Fault.answer(200, JSON, after));
            world.sandbox.inject("/events/" + Answers.EVENT, FOR_GOOD, event(Answers.EVENT));

            SyncLink live = world.settled(world.imported(world.subject, EVENT).id());
            walkAgain(world, live, Duration.ZERO);
            walkAgain(world, live, Duration.ofHours(3));

            assertThat(world.stored(live.id()))
                    .extracting(attendee -> attendee.id().value() + " " + attendee.attendance())
                    .containsExactlyInAnyOrder("1 ATTENDING", "2 NOT_ATTENDING");
            assertThat(world.rejected).isNotEmpty().allMatch(row -> row.code().equals("other-event"));
        }
    }

    private static void infoRequested(CannedEventbrite eventbrite) {
        List<Attendee> read = read(eventbrite, "info-requested-in-the-name-only-and-buyers-email.json");

        assertThat(read)
                .extracting(attendee ->
                        attendee.placeholder() + " " + attendee.name().orElse("-") + " "
                                + attendee.givenName().orElse("-") + " "
                                + attendee.email().orElse("-"))
                .containsExactly(
                        "true - - buyer@example.org",
                        "true - - buyer@example.org",
                        "false Ilse Oberg Ilse -",
                        "true - - -");
    }

    private static void emptyForGood() {
        try (UnderFire world = new UnderFire()) {
            String forty = Answers.page(IntStream.range(0, 40)
                    .mapToObj(i -> Answers.row("77000000" + (10 + i), ""))
                    .toArray(String[]::new));
            world.sandbox.inject("/attendees/77", FOR_GOOD, Fault.error(404, "NOT_FOUND"));
            world.sandbox.inject("/attendees/", 1, Fault.answer(200, JSON, forty));
            world.sandbox.inject("/attendees/", FOR_GOOD, Fault.answer(200, JSON, Answers.page()));
            world.sandbox.inject("/events/" + Answers.EVENT, FOR_GOOD, event(Answers.EVENT));

            SyncLink live = world.settled(world.imported(world.subject, EVENT).id());
            walkAgain(world, live, Duration.ZERO);
            walkAgain(world, live, Duration.ofMinutes(11));
            walkAgain(world, live, Duration.ofHours(1));

            assertThat(world.stored(live.id()))
                    .hasSize(40)
                    .allMatch(attendee -> attendee.attendance() == Attendance.ATTENDING);
            assertThat(world.engine.links().view(live.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        }
    }

    private static void continuationWithoutACount(CannedEventbrite eventbrite) {
        eventbrite
                .at("page=2", Answers.page())
                .at("/attendees/", CannedEventbrite.file("old-pagination-continuation-only-page1.json"));

        assertThat(eventbrite.list()).containsExactly("1", "2");
    }

    private static void pagesWithoutACount(CannedEventbrite eventbrite) {
        eventbrite
                .at("page=3", "{\"attendees\": [], \"pagination\": {\"page_number\": 3, \"page_size\": 2}}")
                .at("page=2", CannedEventbrite.file("old-pagination-without-page-count-page2.json"))
                .at("/attendees/", CannedEventbrite.file("old-pagination-without-page-count-page1.json"));

        assertThat(eventbrite.list()).containsExactly("1", "2", "3");
    }

    private static void lastPageWithoutACount(CannedEventbrite eventbrite) {
        eventbrite
                .at("page=3", Fault.error(400, "BAD_PAGE"))
                .at("page=2", CannedEventbrite.file("old-pagination-without-page-count-page2.json"))
                .at("/attendees/", CannedEventbrite.file("old-pagination-without-page-count-page1.json"));

        assertThat(eventbrite.list()).containsExactly("1", "2", "3");
    }

    private static void names(CannedEventbrite eventbrite) {
        assertThat(read(eventbrite, "one-word-names.json"))
                .extracting(attendee -> attendee.name().orElse("-") + " | "
                        + attendee.givenName().orElse("-") + " | "
                        + attendee.familyName().orElse("-") + " | "
                        + attendee.email().orElse("-"))
                .containsExactly(
                        "Madonna | Madonna | - | m@example.org",
                        "Ilse Oberg | Ilse | Oberg | -",
                        "- | - | - | only@example.org");
    }

    private static void pasted() {
        try (UnderFire world = new UnderFire()) {
            Integration account = world.connected();
            List<String> found = CannedEventbrite.file("pasted-event-ids.txt")
                    .lines()
                    .map(line -> world.engine
                            .links()
                            .importSubject(UnderFire.ACME, world.subject, account.id(), RemoteId.of(line)))
                    .map(CaseFiles::told)
                    .toList();

            assertThat(found).containsExactly("880011223344", "880011223344", "NAMES_NOTHING");
            assertThat(world.engine.links().of(UnderFire.ACME, world.subject)).hasSize(1);
        }
    }

    private static String told(Outcome<SyncLink> outcome) {
        return outcome.refusal()
                .map(Refusal::code)
                .map(Refusal.Code::name)
                .orElseGet(() -> outcome.orThrow().key().remote().id().value());
    }

    private static void profile(CannedEventbrite eventbrite) {
        Attendee attendee =
                read(eventbrite, "profile-fields-the-form-asks-for.json").get(0);

        assertThat(attendee.name()).contains("Dr Ilse Oberg");
        assertThat(attendee.phone()).contains("+43 1 555 0100");
        assertThat(attendee.profile())
                .isEqualTo(Map.ofEntries(
                        Map.entry("prefix", "Dr"),
                        Map.entry("suffix", "Jr"),
                        Map.entry("gender", "female"),
                        Map.entry("age", "36"),
                        Map.entry("birth_date", "1990-02-28"),
                        Map.entry("website", "https://ilse.example.org"),
                        Map.entry("blog", "https://blog.example.org"),
                        Map.entry("work_phone", "+43 1 555 0199"),
                        Map.entry("addresses.home.address_1", "1 Quay"),
                        Map.entry("addresses.home.city", "Wien"),
                        Map.entry("addresses.home.postal_code", "1010"),
                        Map.entry("addresses.home.country", "AT")));
        assertThat(attendee.answers())
                .containsExactly(
                        new Answer(Optional.of("51"), "Home address", List.of("1 Quay", "Wien", "AT")),
                        new Answer(Optional.of("52"), "Days", List.of("Friday", "Saturday")));
    }

    /** The file is three answers; the instant that it leaves open lies half an hour ahead. */
    private static void waits(CannedEventbrite eventbrite) {
        assertThat(CannedEventbrite.file("rate-limited-without-usable-headers.json"))
                .contains("\"headers\": {}", "X-RateLimit-Reset", "\"Retry-After\": \"1800.0\"");
        Fault busy = Fault.error(429, "HIT_RATE_LIMIT");
        String reset = "" + Instant.now().plus(Duration.ofMinutes(30)).getEpochSecond();

        assertThat(wait(eventbrite, busy)).isEqualTo(Duration.ofSeconds(30));
        assertThat(wait(eventbrite, busy.header("X-RateLimit-Remaining", "0").header("X-RateLimit-Reset", reset)))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        assertThat(wait(eventbrite, busy.header("Retry-After", "1800.0"))).isEqualTo(Duration.ofMinutes(30));
    }

    /** The sandbox tells a budget of its own, which the answers of this case do not. */
    private static Duration wait(CannedEventbrite eventbrite, Fault busy) {
        eventbrite.sandbox.inject("/attendees/", 1, busy.header("x-rate-limit", ""));
        return eventbrite.failure().retryAfter().orElseThrow();
    }

    private static void checkedIn(CannedEventbrite eventbrite) {
        Attendee attendee = read(eventbrite, "recorded-2018-checked-in.json").get(0);

        assertThat(attendee.attendance()).isEqualTo(Attendance.ATTENDING);
        assertThat(attendee.providerStatus()).contains("Checked In");
        assertThat(attendee.admissions().get(0).checkedIn()).isTrue();
        assertThat(attendee.admissions().get(0).barcode()).contains("1234567435234");
        assertThat(attendee.profile()).isEmpty();
    }

    private static void boughtAgain(CannedEventbrite eventbrite) {
        assertThat(read(eventbrite, "refunded-then-bought-again-same-person.json"))
                .extracting(attendee -> attendee.id().value() + " " + attendee.attendance())
                .containsExactly("7700112233 NOT_ATTENDING", "7700119999 ATTENDING");
    }

    private static void oneCancelled(CannedEventbrite eventbrite) {
        assertThat(read(eventbrite, "same-email-confirmed-then-cancelled.json"))
                .extracting(attendee -> attendee.id().value() + " " + attendee.attendance())
                .containsExactly("7700000001 ATTENDING", "7700000002 NOT_ATTENDING");
    }

    private static void walkAgain(UnderFire world, SyncLink link, Duration later) {
        world.time.tick(later);
        world.engine.links().resync(link.id()).orThrow();
        world.settled(link.id());
    }

    private static Fault json(String file) {
        return Fault.answer(200, JSON, CannedEventbrite.file(file));
    }

    private static Fault event(String id) {
        return Fault.answer(200, JSON, "{\"id\": \"" + id + "\", \"name\": {\"text\": \"Harbour Data Night\"}}");
    }
}
