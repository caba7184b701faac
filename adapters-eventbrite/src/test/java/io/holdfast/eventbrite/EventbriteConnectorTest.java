package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import io.holdfast.sandbox.SandboxAttendee;
import io.holdfast.sandbox.SandboxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connector against the sandbox, over real HTTP. */
final class EventbriteConnectorTest {
    private final EventbriteSandbox sandbox = EventbriteSandbox.start();
    private final SandboxEvent event = sandbox.event("Harbour Data Night", 230);
    private final RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of(event.id()));
    private final EventbriteConnector connector = EventbriteConnector.create(
            EventbriteOptions.builder().baseUri(sandbox.baseUri()).build());
    private final Grant grant = grant(sandbox.token());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aGoodTokenIsAnAccount() {
        Account account = connector.identify(Credential.apiKey(sandbox.token()));

        assertThat(account.id()).isNotBlank();
        assertThat(account.label()).isEqualTo("North Pier Talks");
    }

    @Test
    void aRevokedTokenAPublicOneAndOneThatCantBeSentAreRefused() {
        String revoked = sandbox.newAccount("Other");
        sandbox.revoke(revoked);

        for (String token : List.of(revoked, sandbox.publicToken(), "two\nlines", "ünsendable")) {
            ProviderException refused =
                    catchThrowableOfType(ProviderException.class, () -> connector.identify(Credential.apiKey(token)));
            assertThat(refused.suspectsCredential()).as(token).isTrue();
            assertThat(refused.getMessage()).doesNotContain(token);
        }
    }

    @Test
    void whatCanBeImportedIsListedOverAllPages() {
        for (int i = 0; i < 60; i++) {
            sandbox.event("Event " + i, 0);
        }

        List<RemoteSubject> all = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            CandidatePage page = connector.candidates(grant, SubjectKind.EVENT, at.get());
            assertThat(page.items().isEmpty() && page.next().isPresent()).isFalse();
            all.addAll(page.items());
            at = page.next();
        }

        assertThat(all)
                .hasSize(61)
                .extracting(RemoteSubject::ref)
                .doesNotHaveDuplicates()
                .contains(remote);
    }

    @Test
    void aDescriptionTellsTheEvent() {
        RemoteSubject told = connector.describe(grant, remote);

        assertThat(told.title()).isEqualTo("Harbour Data Night");
        assertThat(told.endsAt()).isEqualTo(told.startsAt().map(start -> start.plus(Duration.ofHours(4))));
        assertThat(told.zone().orElseThrow().getId()).isEqualTo("Europe/Vienna");
        assertThat(told.providerState()).contains("live");
        assertThat(told.cancelled()).isFalse();
    }

    @Test
    void aCancelledEventSaysSo() {
        event.cancelEvent();

        assertThat(connector.describe(grant, remote).cancelled()).isTrue();
    }

    @Test
    void aFullScanBringsEveryAttendeeOnceAsTheProviderHasIt() {
        List<Attendee> scanned = readAll(Optional.empty());

        assertThat(scanned).hasSize(230);
        assertThat(scanned)
                .extracting(attendee -> attendee.id().value())
                .containsExactlyElementsOf(
                        event.attendees().stream().map(SandboxAttendee::id).toList());
        for (int i = 0; i < scanned.size(); i++) {
            assertSame(scanned.get(i), event.attendees().get(i));
        }
    }

    @Test
    void aLastPageThatNamesAContinuationEndsTheFullScanAllTheSame() {
        try (EventbriteSandbox trap =
                EventbriteSandbox.builder().continuationOnLastPage(true).start()) {
            SandboxEvent trapped = trap.event("Trap", 20);
            EventbriteConnector there = EventbriteConnector.create(
                    EventbriteOptions.builder().baseUri(trap.baseUri()).build());

            AttendeePage page = there.attendees(
                    grant(trap.token()), new RemoteRef(SubjectKind.EVENT, RemoteId.of(trapped.id())), Cursor.START);

            assertThat(page.attendees()).hasSize(20);
            assertThat(page.next()).isEmpty();
        }
    }

    @Test
    void changesSinceAnInstantAreReadWithItInEveryRequest() {
        Instant before = Instant.now().minusSeconds(5);
        String edited = event.attendees().get(9).id();
        event.edit(edited, "Pier Labs", "Analyst");
        String added = event.register("Noor", "Haddad", "noor@example.org").id();

        assertThat(readAll(Optional.of(before)))
                .extracting(attendee -> attendee.id().value())
                .containsExactlyInAnyOrder(edited, added);
        assertThat(sandbox.calls())
                .allMatch(call -> call.matches(".*changed_since=\\d{4}-.*T\\d\\d%3A\\d\\d%3A\\d\\dZ.*"));
    }

    @Test
    void onlyEventbritesOwnWordMakesAnAttendeeMissing() {
        String there = event.attendees().get(7).id();
        assertThat(named(there).found().attendees())
                .singleElement()
                .satisfies(read -> assertSame(read, event.attendees().get(7)));
        assertThat(named("1").missing()).containsExactly(AttendeeId.of("1"));

        sandbox.inject("/attendees/", 1, Fault.html(404));
        assertThat(catchThrowableOfType(ProviderException.class, () -> named(there)))
                .returns(FailureKind.REMOTE_GONE, ProviderException::kind);
    }

    @Test
    void anAttendeeOfAnotherEventIsNamedAndNotTaken() {
        sandbox.inject("/attendees/", 1, Fault.answer(200, "application/json", "{\"id\": \"7\", \"event_id\": \"8\"}"));

        assertThat(named("7").found().rejected())
                .singleElement()
                .returns("other-event", Rejected::code)
                .returns(Optional.of(AttendeeId.of("7")), Rejected::id);
    }

    private ProviderConnector.NamedAttendees named(String attendee) {
        return connector.named(grant, remote, Set.of(AttendeeId.of(attendee)));
    }

    @Test
    void aPlaceThatNoListOfEventbritesGaveIsRefusedSoThatTheFullScanBeginsAnew() {
        ProviderException refused = catchThrowableOfType(
                ProviderException.class, () -> connector.attendees(grant, remote, Cursor.of("page-2")));

        assertThat(refused.kind()).isEqualTo(FailureKind.CURSOR_REFUSED);
        assertThat(sandbox.requests()).isZero();
    }

    @Test
    void theProvidersClockComesWithEachPage() {
        AttendeePage page = connector.attendees(grant, remote, Cursor.START);

        assertThat(Duration.between(page.asOf(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
        assertThat(page.expected()).hasValue(230);
    }

    @Test
    void noRequestEndsWithoutItsSlash() {
        connector.identify(Credential.apiKey(sandbox.token()));
        connector.describe(grant, remote);
        readAll(Optional.empty());

        assertThat(sandbox.calls()).allMatch(call -> call.matches("GET /v3/[^?]*/(\\?.*)?"));
    }

    /** Written by hand from the provider sheet: its error catalogue, and the rule on kind and suspicion. */
    @ParameterizedTest
    @CsvSource({
        "301, PERMANENTLY_MOVED,     json, INTERNAL,       false",
        "302, -,                     html, INTERNAL,       false",
        "400, ACTION_NOT_PROCESSED,  json, REJECTED,       false",
        "400, ARGUMENTS_ERROR,       json, REJECTED,       false",
        "400, BAD_CONTINUATION_TOKEN,json, CURSOR_REFUSED, false",
        "400, BAD_REQUEST,           json, REJECTED,       false",
        "400, INVALID_ARGUMENT,      json, REJECTED,       false",
        "400, INVALID_AUTH,          json, UNREACHABLE,    true",
        "400, INVALID_AUTH_HEADER,   json, UNREACHABLE,    true",
        "400, INVALID_BODY,          json, INTERNAL,       false",
        "400, -,                     html, REJECTED,       false",
        "401, ACCESS_DENIED,         json, UNREACHABLE,    true",
        "401, INVALID_AUTH,          json, UNREACHABLE,    true",
        "401, NO_AUTH,               json, UNREACHABLE,    true",
        "401, -,                     html, UNREACHABLE,    true",
        "403, NOT_AUTHORIZED,        json, PERMISSION,     true",
        "403, -,                     html, UNREACHABLE,    false",
        "403, -,                     none, UNREACHABLE,    false",
        "404, NOT_FOUND,             json, REMOTE_GONE,    false",
        "404, -,                     html, REMOTE_GONE,    false",
        "405, METHOD_NOT_ALLOWED,    json, INTERNAL,       false",
        "409, REQUEST_CONFLICT,      json, UNREACHABLE,    false",
        "429, HIT_RATE_LIMIT,        json, RATE_LIMITED,   false",
        "500, INTERNAL_ERROR,        json, UNREACHABLE,    false",
        "500, EXPANSION_FAILED,      json, UNREACHABLE,    false",
        "502, -,                     html, UNREACHABLE,    false",
        "503, -,                     none, UNREACHABLE,    false",
        "200, -,                     html, MALFORMED,      false",
        "200, -,                     list, MALFORMED,      false",
        "200, -,                     none, MALFORMED,      false",
        "204, -,                     none, MALFORMED,      false",
        "400, BAD_PAGE,              json, CURSOR_REFUSED, false",
        "410, -,                     none, REMOTE_GONE,    false",
    })
    void everyAnswerThatIsNoPageHasItsKind(int status, String error, String body, FailureKind kind, boolean suspect) {
        sandbox.inject(
                "/attendees/",
                1,
                Fault.answer(
                        status, "json".equals(body) ? "application/json" : "text/html", body(status, error, body)));

        ProviderException failed =
                catchThrowableOfType(ProviderException.class, () -> connector.attendees(grant, remote, Cursor.START));

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.suspectsCredential()).isEqualTo(suspect);
        assertThat(failed.getMessage())
                .contains("events/" + event.id() + "/attendees/", ";")
                .doesNotContain(sandbox.token(), "secret words");
    }

    @Test
    void aForeignEventIsAPermissionAndAnUnknownOneIsGone() {
        Grant other = grant(sandbox.newAccount("Other"));

        assertThatThrownBy(() -> connector.describe(other, remote))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PERMISSION));
        assertThatThrownBy(
                        () -> connector.describe(grant, new RemoteRef(SubjectKind.EVENT, RemoteId.of("../users/me"))))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.REMOTE_GONE));
    }

    private List<Attendee> readAll(Optional<Instant> since) {
        List<Attendee> all = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            Cursor place = at.get();
            AttendeePage page = since.map(instant -> connector.changes(grant, remote, instant, place))
                    .orElseGet(() -> connector.attendees(grant, remote, place));
            all.addAll(page.attendees());
            at = page.next();
        }
        return all;
    }

    private static void assertSame(Attendee read, SandboxAttendee told) {
        assertThat(read.placeholder()).isEqualTo(told.placeholder());
        assertThat(read.givenName()).isEqualTo(told.placeholder() ? Optional.empty() : told.firstName());
        assertThat(read.email()).isEqualTo(told.placeholder() ? Optional.empty() : told.email());
        assertThat(read.company()).isEqualTo(told.company());
        assertThat(read.jobTitle()).isEqualTo(told.jobTitle());
        assertThat(read.phone()).isEqualTo(told.phone());
        assertThat(read.providerStatus()).contains(told.status());
        assertThat(read.changedAt()).contains(told.changed());
        assertThat(read.admissions()).hasSize(1);
        assertThat(read.admissions().get(0).barcode()).isEqualTo(told.barcode());
        assertThat(read.admissions().get(0).ticketClass()).contains(told.ticketClass());
        assertThat(read.admissions().get(0).checkedIn()).isEqualTo(told.checkedIn());
        assertThat(read.attendance())
                .isEqualTo(
                        told.cancelled() || told.refunded()
                                ? Attendance.NOT_ATTENDING
                                : told.unpaid() ? Attendance.AWAITING : Attendance.ATTENDING);
    }

    private static String body(int status, String error, String kind) {
        return switch (kind) {
            case "json" ->
                "{\"status_code\": \"" + status + "\", \"error_description\": \"secret words\", \"error\": \"" + error
                        + "\"}";
            case "html" -> "<html><body>secret words</body></html>";
            case "list" -> "[1, 2]";
            default -> "";
        };
    }

    private static Grant grant(String token) {
        return new Grant(Credential.apiKey(token), new Account("1", "any"));
    }
}
