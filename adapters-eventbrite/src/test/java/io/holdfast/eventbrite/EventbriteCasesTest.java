package io.holdfast.eventbrite;

import static io.holdfast.eventbrite.CannedEventbrite.events;
import static io.holdfast.eventbrite.CannedEventbrite.organizations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderException;
import io.holdfast.proving.Proof;
import io.holdfast.proving.Tally;
import io.holdfast.sandbox.Fault;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eventbrite as it really answers: in shapes that its own documents, recorded samples or users of other importers tell of,
 * over real HTTP. What is expected is written by hand.
 */
final class EventbriteCasesTest {
    private static final int FEWEST_ROWS = 40;
    private static final String LAST = "\"has_more_items\": false";
    private static final Tally FILES = new Tally();
    private static final Tally ROWS = new Tally();

    @AfterAll
    static void writeEvidence() throws IOException {
        Proof.write(
                "eventbrite-cases",
                FILES.tried() + " files, " + ROWS.tried() + " rows, wrong " + (FILES.wrong() + ROWS.wrong()));
        assertThat(FILES.tried()).as("files").isEqualTo(CaseFiles.EXPECTED.size());
        assertThat(ROWS.tried()).as("rows").isGreaterThanOrEqualTo(FEWEST_ROWS);
    }

    @Test
    void noFileOfTheCasesIsLeftOut() throws IOException, URISyntaxException {
        Path folder =
                Path.of(Objects.requireNonNull(EventbriteCasesTest.class.getResource("cases/pasted-event-ids.txt"))
                        .toURI());
        try (Stream<Path> files = Files.list(Objects.requireNonNull(folder.getParent()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(CaseFiles.EXPECTED.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileIsReadAsItsOrganiserExpects(CaseRow file) {
        FILES.row(file::run);
    }

    static Stream<CaseRow> files() {
        return CaseFiles.EXPECTED.entrySet().stream().map(file -> new CaseRow(file.getKey(), file.getValue()));
    }

    @ParameterizedTest
    @MethodSource({
        "candidates",
        "answers",
        "barcodes",
        "profiles",
        "placeholders",
        "blanks",
        "lists",
        "absent",
        "pasted",
        "limits",
        "waits",
        "dots",
        "names"
    })
    void eachAnswerIsReadAsItsOrganiserExpects(CaseRow row) {
        ROWS.row(row::run);
    }

    // spotless:off

    static Stream<CaseRow> candidates() {
        return Stream.of(
                row("an organization that refuses with 403 hides no other's events", eventbrite -> shown(
                        twoOrganizations(eventbrite).at("/41/events/", Fault.error(403, "NOT_AUTHORIZED")).at("/42/events/", events(LAST, "b")),
                        "b", "Org 41 refused")),
                row("one that refuses with 404 neither", eventbrite -> shown(
                        twoOrganizations(eventbrite).at("/42/events/", Fault.error(404, "NOT_FOUND")).at("/41/events/", events(LAST, "a")),
                        "a", "Org 42 refused")),
                row("one that refuses with 400 neither", eventbrite -> shown(
                        twoOrganizations(eventbrite).at("/41/events/", Fault.error(400, "ARGUMENTS_ERROR")).at("/42/events/", events(LAST, "b")),
                        "b", "Org 41 refused")),
                row("all refuse, and each is named", eventbrite -> shown(
                        twoOrganizations(eventbrite).at("/events/", Fault.error(403, "NOT_AUTHORIZED")),
                        "Org 41 refused", "Org 42 refused")),
                row("an outage of one is the provider's, not the organization's", eventbrite -> {
                    twoOrganizations(eventbrite).at("/41/events/", Fault.html(502));
                    assertThat(catchThrowableOfType(ProviderException.class, eventbrite::shown)).returns(FailureKind.UNREACHABLE, ProviderException::kind);
                }),
                row("an account without an organization has its events under its own id", eventbrite -> shown(
                        eventbrite.at("/organizations/?", organizations(LAST)).at("/me/organizations/", organizations(LAST)).at("/" + CannedEventbrite.USER + "/events/", events(LAST, "own")),
                        "own")),
                row("and if that refuses too, the account is named", eventbrite -> shown(
                        eventbrite.at("/me/organizations/", organizations(LAST)).at("/events/", Fault.error(404, "NOT_FOUND")),
                        "Noor Haddad refused")),
                row("as a channel such an account stands for itself", eventbrite -> {
                    CandidatePage page = eventbrite.at("/me/organizations/", organizations(LAST)).at("/events/", events(LAST)).candidates(SubjectKind.CHANNEL, Cursor.START);
                    assertThat(page.items()).extracting(RemoteSubject::title).containsExactly("Noor Haddad");
                    assertThat(page.items().get(0).ref()).isEqualTo(new RemoteRef(SubjectKind.CHANNEL, RemoteId.of(CannedEventbrite.USER)));
                }),
                row("unless it may not be read", eventbrite -> {
                    CandidatePage page = eventbrite.at("/me/organizations/", organizations(LAST)).at("/events/", Fault.error(403, "NOT_AUTHORIZED")).candidates(SubjectKind.CHANNEL, Cursor.START);
                    assertThat(page.items()).isEmpty();
                    assertThat(page.refused()).containsExactly("Noor Haddad");
                }),
                row("300 organizations without events cost ten requests a page", eventbrite -> {
                    String[] ids = IntStream.range(100, 400).mapToObj(Integer::toString).toArray(String[]::new);
                    CandidatePage page = eventbrite.at("/me/organizations/", organizations(LAST, ids)).at("/events/", events(LAST)).candidates(SubjectKind.EVENT, Cursor.START);
                    assertThat(page.items()).isEmpty();
                    assertThat(page.next()).isPresent();
                    assertThat(eventbrite.sandbox.calls()).hasSize(10);
                }),
                row("an empty page of events in the middle ends nothing", eventbrite -> shown(
                        eventbrite.at("/me/organizations/", organizations(LAST, "41"))
                                .at("continuation=two", events(LAST, "late")).at("/events/", events("\"has_more_items\": true, \"continuation\": \"two\"")),
                        "late")),
                row("an empty page of organizations in the middle ends nothing", eventbrite -> shown(
                        eventbrite.at("/me/organizations/?continuation=two", organizations(LAST, "42")).at("/me/organizations/", organizations("\"has_more_items\": true, \"continuation\": \"two\""))
                                .at("/42/events/", events(LAST, "b")),
                        "b")),
                row("a place that leads back to itself ends the list", eventbrite -> shown(
                        eventbrite.at("continuation=again", organizations("\"has_more_items\": true, \"continuation\": \"again\"")).at("/me/organizations/", organizations("\"has_more_items\": true, \"continuation\": \"again\"", "41"))
                                .at("/41/events/", events(LAST, "a")),
                        "a")),
                row("the parent of a series is shown and can't be picked", eventbrite -> {
                    shown(eventbrite.at("/me/organizations/", organizations(LAST, "41"))
                            .at("show_series_parent=true", "{\"pagination\": {" + LAST + "}, \"events\": [{\"id\": \"8\", \"name\": {\"text\": \"Weekly\"}, \"is_series_parent\": true}, {\"id\": \"9\"}]}"),
                            "Weekly (not to be imported)", "");
                    assertThat(eventbrite.candidates(SubjectKind.EVENT, Cursor.START).items().get(0).obstacle()).isPresent();
                }));
    }

    static Stream<CaseRow> answers() {
        return Stream.of(
                row("two questions of one wording", eventbrite -> answered(eventbrite,
                        "{\"question_id\": \"1\", \"question\": \"Diet?\", \"answer\": \"Vegan\"}, {\"question_id\": \"2\", \"question\": \"Diet?\", \"answer\": \"None\"}",
                        answer("1", "Diet?", "Vegan"), answer("2", "Diet?", "None"))),
                row("a question whose wording was corrected", eventbrite -> {
                    List<Attendee> read = eventbrite.attendees(Answers.page(
                            Answers.row("1", "\"answers\": [{\"question_id\": \"7\", \"question\": \"Tshirt?\", \"answer\": \"M\"}]"),
                            Answers.row("2", "\"answers\": [{\"question_id\": \"7\", \"question\": \"T-shirt?\", \"answer\": \"M\"}]")));
                    assertThat(read).extracting(attendee -> attendee.answers().get(0)).containsExactly(answer("7", "Tshirt?", "M"), answer("7", "T-shirt?", "M"));
                }),
                row("answers that are lists, objects, numbers and flags", eventbrite -> answered(eventbrite,
                        "{\"question_id\": \"1\", \"answer\": [\"Fri\", \"Sat\"]}, {\"question_id\": \"2\", \"answer\": {\"city\": \"Wien\", \"country\": \"AT\"}}, {\"question_id\": \"3\", \"answer\": 4}, {\"question_id\": \"4\", \"answer\": true}",
                        answer("1", "", "Fri", "Sat"), answer("2", "", "Wien", "AT"), answer("3", "", "4"), answer("4", "", "true"))));
    }

    static Stream<CaseRow> barcodes() {
        return Stream.of(
                row("a ticket that was sold again", eventbrite -> barcode(eventbrite, "{\"barcode\": \"OLD\", \"status\": \"refunded\"}, {\"barcode\": \"NEW\", \"status\": \"unused\"}", "NEW")),
                row("one that was used before it was printed anew", eventbrite -> barcode(eventbrite, "{\"barcode\": \"OLD\", \"status\": \"used\"}, {\"barcode\": \"NEW\", \"status\": \"unused\"}", "NEW")),
                row("a used one beside a refunded one", eventbrite -> barcode(eventbrite, "{\"status\": \"Refunded\", \"barcode\": \"OLD\"}, {\"status\": \"used\", \"barcode\": \"IN\"}", "IN")),
                row("a refunded one alone", eventbrite -> barcode(eventbrite, "{\"barcode\": \"OLD\", \"status\": \"refunded\"}", "OLD")),
                row("of two that admit the first", eventbrite -> barcode(eventbrite, "{\"barcode\": null, \"status\": \"unused\"}, {\"barcode\": \"A\", \"status\": \"unused\"}, {\"barcode\": \"B\", \"status\": \"unused\"}", "A")));
    }

    static Stream<CaseRow> profiles() {
        return Stream.of(
                row("a birth date, a gender and a website", eventbrite -> profile(eventbrite,
                        "\"birth_date\": \"1971-10-01\", \"gender\": \"other\", \"website\": \" https://noor.example.org \"",
                        Map.of("birth_date", "1971-10-01", "gender", "other", "website", "https://noor.example.org"))),
                row("two telephones: the first is the attendee's", eventbrite -> {
                    Attendee attendee = eventbrite.attendee("\"profile\": {\"home_phone\": \"3\", \"work_phone\": \"2\"}");
                    assertThat(attendee.phone()).contains("2");
                    assertThat(attendee.profile()).isEqualTo(Map.of("home_phone", "3"));
                }),
                row("addresses of which parts are missing", eventbrite -> profile(eventbrite,
                        "\"addresses\": {\"home\": {\"city\": \"Graz\", \"address_2\": null, \"region\": \"\"}, \"bill\": null, \"work\": {}}",
                        Map.of("addresses.home.city", "Graz"))),
                row("a field that nobody has heard of, of any type", eventbrite -> profile(eventbrite,
                        "\"pronouns\": [\"she\", \"her\"], \"age\": 36, \"member\": false, \"nick\": \" \"",
                        Map.of("pronouns", "she, her", "age", "36", "member", "false"))));
    }

    static Stream<CaseRow> placeholders() {
        return Stream.of(
                row("a family name that is still asked for", eventbrite -> {
                    Attendee attendee = eventbrite.attendee("\"profile\": {\"name\": \"Ilse Info Requested\", \"first_name\": \"Ilse\", \"last_name\": \"Info Requested\", \"email\": \"ilse@example.org\"}");
                    assertThat(attendee.placeholder()).isFalse();
                    assertThat(attendee.name()).contains("Ilse");
                    assertThat(attendee.givenName()).contains("Ilse");
                    assertThat(attendee.familyName()).isEmpty();
                    assertThat(attendee.email()).contains("ilse@example.org");
                }),
                row("an address that is still asked for, in capitals", eventbrite -> {
                    Attendee attendee = eventbrite.attendee("\"profile\": {\"first_name\": \"Ilse\", \"email\": \" INFO REQUESTED \"}");
                    assertThat(attendee.placeholder()).isFalse();
                    assertThat(attendee.email()).isEmpty();
                }),
                row("a company and a city that are still asked for", eventbrite -> {
                    Attendee attendee = eventbrite.attendee("\"profile\": {\"name\": \"Ilse\", \"company\": \"Info Requested\", \"addresses\": {\"home\": {\"city\": \"Info Requested\"}}}");
                    assertThat(attendee.company()).isEmpty();
                    assertThat(attendee.profile()).isEmpty();
                    assertThat(attendee.placeholder()).isFalse();
                }),
                row("nobody yet, but the buyer's address", eventbrite -> {
                    Attendee attendee = eventbrite.attendee("\"profile\": {\"name\": \"info requested info requested\", \"email\": \"buyer@example.org\"}");
                    assertThat(attendee.placeholder()).isTrue();
                    assertThat(attendee.email()).contains("buyer@example.org");
                }));
    }

    static Stream<CaseRow> blanks() {
        return Stream.of(
                row("an address with a blank that does not break", eventbrite -> assertThat(eventbrite.attendee("\"profile\": {\"email\": \"\\u00a0noor@example.org\\u202f\"}").email()).contains("noor@example.org")),
                row("an address between marks that do not show", eventbrite -> assertThat(eventbrite.attendee("\"profile\": {\"email\": \"\\ufeff\\u200enoor@example.org\\u200d\\u2060\"}").email()).contains("noor@example.org")),
                row("an id and an event's id with blanks around them", eventbrite -> {
                    Attendee attendee = eventbrite.attendees(Answers.page("{\"id\": \" 77\\u200b\", \"event_id\": \"" + Answers.EVENT + " \"}")).get(0);
                    assertThat(attendee.id()).isEqualTo(AttendeeId.of("77"));
                }),
                row("one ticket class, typed in two ways", eventbrite -> assertThat(eventbrite.attendees(Answers.page(Answers.row("1", "\"ticket_class_name\": \"VIP \""), Answers.row("2", "\"ticket_class_name\": \"\\tVIP\"")))
                        .stream().map(attendee -> attendee.admissions().get(0).ticketClass().orElseThrow()).distinct()).containsExactly("VIP")),
                row("nothing but what does not show", eventbrite -> assertThat(eventbrite.attendee("\"profile\": {\"email\": \"\\u200b \", \"name\": \"\\ufeff\"}").email()).isEmpty()));
    }

    static Stream<CaseRow> lists() {
        return Stream.of(
                row("pages that are numbered alone, with a page that is none behind", eventbrite -> listed(
                        eventbrite.at("page=4", Fault.error(400, "BAD_PAGE")).at("page=3", numbered(3, "5")).at("page=2", numbered(2, "3", "4")).at("/attendees/", numbered(1, "1", "2")),
                        "1", "2", "3", "4", "5")),
                row("pages that tell nothing of themselves behind the first", eventbrite -> listed(
                        eventbrite.at("page=3", "{\"attendees\": []}").at("page=2", "{\"attendees\": [{\"id\": \"2\"}]}").at("/attendees/", numbered(1, "1")),
                        "1", "2")),
                row("a list that is empty and not counted", eventbrite -> listed(eventbrite.at("/attendees/", numbered(1)))),
                row("continuations without a number", eventbrite -> listed(
                        eventbrite.at("continuation=b", "{\"attendees\": [], \"pagination\": {\"continuation\": \"b2\"}}").at("/attendees/", "{\"attendees\": [{\"id\": \"1\"}], \"pagination\": {\"continuation\": \"b\"}}"),
                        "1")),
                row("more is announced without a place, and a number alone does not tell one", eventbrite -> {
                    eventbrite.at("/attendees/", "{\"attendees\": [{\"id\": \"1\"}], \"pagination\": {\"has_more_items\": true, \"page_number\": 1}}");
                    assertThat(eventbrite.failure()).returns(FailureKind.MALFORMED, ProviderException::kind);
                }),
                row("a server that does not know pages ends nothing", eventbrite -> {
                    eventbrite.at("/attendees/", numbered(1, "1"));
                    assertThat(catchThrowableOfType(ProviderException.class, eventbrite::list)).returns(FailureKind.MALFORMED, ProviderException::kind);
                }),
                row("a page that was announced and is none is no end", eventbrite -> {
                    eventbrite.at("page=2", Fault.error(400, "BAD_PAGE")).at("/attendees/", "{\"attendees\": [{\"id\": \"1\"}], \"pagination\": {\"page_number\": 1, \"page_count\": 2}}");
                    assertThat(catchThrowableOfType(ProviderException.class, eventbrite::list)).returns(FailureKind.CURSOR_REFUSED, ProviderException::kind);
                }));
    }

    static Stream<CaseRow> absent() {
        return Stream.of(
                row("an event whose name is null", eventbrite -> assertThat(eventbrite.event("{\"id\": \"" + Answers.EVENT + "\", \"name\": null}").title()).isEmpty()),
                row("an event of which nothing but the id is told", eventbrite -> assertThat(eventbrite.event("{\"id\": \"" + Answers.EVENT + "\"}").startsAt()).isEmpty()),
                row("an event that has no id is none", eventbrite -> assertThat(catchThrowableOfType(ProviderException.class, () -> eventbrite.event("{\"name\": {\"text\": \"x\"}}"))).returns(FailureKind.MALFORMED, ProviderException::kind)),
                row("an end in local time, in winter", eventbrite -> assertThat(eventbrite.event("{\"id\": \"" + Answers.EVENT + "\", \"end\": {\"local\": \"2026-12-01 19:30:00\", \"timezone\": \"America/New_York\", \"utc\": null}}").endsAt()).contains(Instant.parse("2026-12-02T00:30:00Z"))),
                row("a local time without a zone tells no instant", eventbrite -> assertThat(eventbrite.event("{\"id\": \"" + Answers.EVENT + "\", \"start\": {\"local\": \"2026-12-01T19:30:00\"}}").startsAt()).isEmpty()),
                row("a zone alone", eventbrite -> assertThat(eventbrite.event("{\"id\": \"" + Answers.EVENT + "\", \"start\": {\"timezone\": \"Europe/Vienna\"}}").zone()).contains(ZoneId.of("Europe/Vienna"))),
                row("a place, told beside the event", eventbrite -> assertThat(eventbrite.event("{\"id\": \"" + Answers.EVENT + "\", \"venue\": {\"name\": \" Town hall \", \"address\": {}}}").venue()).contains("Town hall")),
                row("a place that can't be told beside it", eventbrite -> {
                    eventbrite.at("expand=venue", Fault.error(500, "EXPANSION_FAILED"));
                    assertThat(eventbrite.event("{\"id\": \"" + Answers.EVENT + "\"}").venue()).isEmpty();
                }),
                row("changes written in five ways are one instant", eventbrite -> assertThat(eventbrite.attendees(Answers.page(
                                Stream.of("2026-05-01 10:00:00", "2026-05-01T10:00:00 Z", "2026-05-01T12:00:00+0200", "2026-05-01T12:00:00+02", "2026-05-01T10:00:00.000000Z")
                                        .map(date -> Answers.row(date.replace(' ', '_'), "\"changed\": \"" + date + "\"")).toArray(String[]::new)))
                        .stream().map(attendee -> attendee.changedAt().orElseThrow()).distinct()).containsExactly(Instant.parse("2026-05-01T10:00:00Z"))),
                row("a registration without a date, and a change of no day", eventbrite -> {
                    Attendee attendee = eventbrite.attendee("\"created\": null, \"changed\": \"2026-02-30 10:00:00\"");
                    assertThat(attendee.registeredAt()).isEmpty();
                    assertThat(attendee.changedAt()).isEmpty();
                }));
    }

    static Stream<CaseRow> pasted() {
        return Stream.of(
                pasted("https://www.eventbrite.com/e/880011223344", "880011223344"),
                pasted("https://www.eventbrite.de/e/hafen-abend-tickets-880011223344#tickets", "880011223344"),
                pasted("eventbrite.com.au/e/3-2-1-go-tickets-880011223344/", "880011223344"),
                pasted("\u200bHTTPS://WWW.EVENTBRITE.COM/e/x-880011223344?aff=oddtdtcreator\n", "880011223344"),
                pasted("https://www.eventbrite.com/myevent?eid=880011223344", "880011223344"),
                pasted("https://www.eventbrite.com/manage/events/880011223344/details", "880011223344"),
                pasted("https://www.eventbriteapi.com/v3/events/880011223344/", "880011223344"),
                pasted("7700112233-1", "7700112233-1"),
                pasted("https://www.eventbrite.com/o/north-pier-talks-8362601290", "-"),
                pasted("https://www.eventbrite.com.evil.example/e/x-880011223344", "-"),
                pasted("https://eventbrite.com@evil.example/e/x-880011223344", "-"),
                pasted("https://www.eventbrite.com/e/", "-"),
                pasted("../users/me", "-"),
                pasted("Harbour Data Night", "-"),
                pasted("..", "-"),
                row("an organization's address", eventbrite -> assertThat(eventbrite.connector.remote(SubjectKind.CHANNEL, "https://www.eventbrite.com/organizations/4100220033445/events").map(RemoteId::value)).contains("4100220033445")),
                row("an organizer is no organization", eventbrite -> assertThat(eventbrite.connector.remote(SubjectKind.CHANNEL, "https://www.eventbrite.com/o/north-pier-talks-8362601290")).isEmpty()));
    }

    static Stream<CaseRow> limits() {
        String form = IntStream.range(0, 220).mapToObj(i -> "{\"question_id\": \"" + i + "\", \"answer\": \"a\"}").collect(Collectors.joining(","));
        return Stream.of(
                row("50 attendees who answered 220 questions each", eventbrite -> {
                    List<Attendee> read = eventbrite.attendees(page(50, "\"answers\": [" + form + "]"));
                    assertThat(read).hasSize(50).allMatch(attendee -> attendee.answers().size() == 220);
                }),
                row("50 attendees with 100 kB each", eventbrite -> {
                    List<Attendee> read = eventbrite.attendees(page(50, "\"answers\": [{\"question_id\": \"1\", \"answer\": \"" + "x".repeat(100_000) + "\"}]"));
                    assertThat(read).hasSize(50);
                }),
                row("one form without end among others is rejected alone", eventbrite -> {
                    String endless = IntStream.range(0, 10_500).mapToObj(i -> "{\"answer\": \"a\"}").collect(Collectors.joining(","));
                    rejectedAlone(eventbrite, "\"answers\": [" + endless + "]");
                }),
                row("one text that nobody would keep is rejected alone", eventbrite -> rejectedAlone(eventbrite, "\"profile\": {\"first_name\": \"" + "x".repeat(Attendee.LONGEST + 1) + "\"}")),
                row("what is beyond the limit of bytes names the option that helps", eventbrite -> {
                    try (CannedEventbrite small = new CannedEventbrite(options -> options.maxBytes(1_000))) {
                        ProviderException failed = small.at("/attendees/", page(50, "")).failure();
                        assertThat(failed).hasMessageContaining("raise maxBytes").hasMessageNotContaining("try again later");
                    }
                }),
                row("what is beyond the limit of elements too", eventbrite -> {
                    try (CannedEventbrite small = new CannedEventbrite(options -> options.maxElements(100))) {
                        ProviderException failed = small.at("/attendees/", page(101, "")).failure();
                        assertThat(failed).hasMessageContaining("raise maxElements").hasMessageNotContaining("try again later");
                    }
                }));
    }

    static Stream<CaseRow> waits() {
        Fault busy = Fault.error(429, "HIT_RATE_LIMIT");
        return Stream.of(
                row("a wait with a fraction that is nothing", eventbrite -> waits(eventbrite, busy.header("Retry-After", "90.0"), 90)),
                row("a wait with a fraction, in full", eventbrite -> waits(eventbrite, busy.header("Retry-After", "90.25"), 91)),
                row("a wait that is no number", eventbrite -> waits(eventbrite, busy.header("Retry-After", "90s").header("x-rate-limit", ""), 30)));
    }

    static Stream<CaseRow> dots() {
        return Stream.of(
                row("an event of one dot is asked nowhere", eventbrite -> askedNowhere(eventbrite, ".")),
                row("an event of two dots is asked nowhere", eventbrite -> askedNowhere(eventbrite, "..")),
                row("an attendee of two dots has no id", eventbrite -> {
                    AttendeePage page = eventbrite.at("/attendees/", Answers.page("{\"id\": \"..\"}")).page(Cursor.START);
                    assertThat(page.attendees()).isEmpty();
                    assertThat(page.rejected()).extracting(Rejected::code).containsExactly("no-id");
                }),
                row("a token that comes back as an error is not told", eventbrite -> {
                    ProviderException failed = eventbrite.at("/attendees/", Fault.error(400, eventbrite.sandbox.token())).failure();
                    assertThat(failed).hasMessageNotContaining(eventbrite.sandbox.token()).returns(FailureKind.REJECTED, ProviderException::kind);
                }),
                row("nor a part of it", eventbrite -> {
                    String part = eventbrite.sandbox.token().substring(0, 12);
                    assertThat(eventbrite.at("/attendees/", Fault.error(401, part)).failure()).hasMessageNotContaining(part);
                }),
                row("a code that is known is told", eventbrite -> assertThat(eventbrite.at("/attendees/", Fault.error(400, "ARGUMENTS_ERROR")).failure()).hasMessageContaining("HTTP 400 ARGUMENTS_ERROR")));
    }

    static Stream<CaseRow> names() {
        return Stream.of(
                row("a name of which only the parts came", eventbrite -> assertThat(eventbrite.attendee("\"profile\": {\"first_name\": \"Noor\", \"last_name\": \"Haddad\", \"name\": null}").name()).contains("Noor Haddad")),
                row("a given name alone", eventbrite -> assertThat(eventbrite.attendee("\"profile\": {\"first_name\": \" Noor \"}").name()).contains("Noor")),
                row("a whole name is kept as it is written", eventbrite -> assertThat(eventbrite.attendee("\"profile\": {\"name\": \"Haddad, Noor\", \"first_name\": \"Noor\", \"last_name\": \"Haddad\"}").name()).contains("Haddad, Noor")),
                row("no name at all", eventbrite -> {
                    Attendee attendee = eventbrite.attendee("\"profile\": {\"email\": \"noor@example.org\"}");
                    assertThat(attendee.name()).isEmpty();
                    assertThat(attendee.attendance()).isEqualTo(Attendance.ATTENDING);
                }));
    }

    // spotless:on

    private static CaseRow row(String name, Consumer<CannedEventbrite> check) {
        return new CaseRow(name, check);
    }

    private static CaseRow pasted(String text, String id) {
        return row(
                "pasted: " + text.strip(),
                eventbrite -> assertThat(eventbrite
                                .connector
                                .remote(SubjectKind.EVENT, text)
                                .map(RemoteId::value)
                                .orElse("-"))
                        .isEqualTo(id));
    }

    private static CannedEventbrite twoOrganizations(CannedEventbrite eventbrite) {
        return eventbrite.at("/me/organizations/", organizations(LAST, "41", "42"));
    }

    private static void shown(CannedEventbrite eventbrite, String... events) {
        assertThat(eventbrite.shown()).containsExactlyInAnyOrder(events);
    }

    private static void answered(CannedEventbrite eventbrite, String answers, Answer... expected) {
        assertThat(eventbrite.attendee("\"answers\": [" + answers + "]").answers())
                .containsExactly(expected);
    }

    private static Answer answer(String id, String question, String... words) {
        return new Answer(Optional.of(id), question, List.of(words));
    }

    private static void barcode(CannedEventbrite eventbrite, String barcodes, String expected) {
        assertThat(eventbrite
                        .attendee("\"barcodes\": [" + barcodes + "]")
                        .admissions()
                        .get(0)
                        .barcode())
                .contains(expected);
    }

    private static void profile(CannedEventbrite eventbrite, String members, Map<String, String> expected) {
        assertThat(eventbrite.attendee("\"profile\": {" + members + "}").profile())
                .isEqualTo(expected);
    }

    /** A page of a list that tells neither how many pages it has nor whether more follow. */
    private static String numbered(int number, String... ids) {
        return "{\"pagination\": {\"page_number\": " + number + ", \"page_size\": 2}, \"attendees\": ["
                + Stream.of(ids).map(id -> Answers.row(id, "")).collect(Collectors.joining(",")) + "]}";
    }

    private static void listed(CannedEventbrite eventbrite, String... ids) {
        assertThat(eventbrite.list()).containsExactly(ids);
    }

    private static String page(int rows, String members) {
        return Answers.page(IntStream.range(0, rows)
                .mapToObj(i -> Answers.row("77001" + i, members))
                .toArray(String[]::new));
    }

    private static void rejectedAlone(CannedEventbrite eventbrite, String members) {
        AttendeePage page = eventbrite
                .at("/attendees/", Answers.page(Answers.row("1", ""), Answers.row("2", members), Answers.row("3", "")))
                .page(Cursor.START);

        assertThat(page.attendees())
                .extracting(attendee -> attendee.id().value())
                .containsExactly("1", "3");
        assertThat(page.rejected()).singleElement().satisfies(row -> {
            assertThat(row.code()).isEqualTo("too-large");
            assertThat(row.id()).contains(AttendeeId.of("2"));
        });
    }

    private static void waits(CannedEventbrite eventbrite, Fault busy, long seconds) {
        assertThat(eventbrite.at("/attendees/", busy).failure().retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    private static void askedNowhere(CannedEventbrite eventbrite, String id) {
        RemoteRef event = new RemoteRef(SubjectKind.EVENT, RemoteId.of(id));

        assertThat(catchThrowableOfType(
                        ProviderException.class, () -> eventbrite.connector.describe(eventbrite.grant(), event)))
                .returns(FailureKind.REMOTE_GONE, ProviderException::kind);
        assertThat(eventbrite.sandbox.calls()).isEmpty();
    }
}
