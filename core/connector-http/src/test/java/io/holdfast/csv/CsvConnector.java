package io.holdfast.csv;

import static io.holdfast.http.FailureTable.atLeast;
import static io.holdfast.http.FailureTable.is;

import io.holdfast.http.ApiProfile;
import io.holdfast.http.Dates;
import io.holdfast.http.Endpoint;
import io.holdfast.http.FailureTable;
import io.holdfast.http.FailureTable.Row;
import io.holdfast.http.Response;
import io.holdfast.http.RetryAfter;
import io.holdfast.http.Transport;
import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Reads events and attendees from Lantern, a made-up provider that answers in CSV without quotes. */
final class CsvConnector implements ProviderConnector {
    private static final ApiProfile API =
            new ApiProfile("Lantern", "Authorization", "Bearer ", "Lantern's settings, Keys", List.of("x-request-id"));

    private static final Capabilities CAPABILITIES = Capabilities.builder()
            .changes(true)
            .consistencyWindow(Duration.ofMinutes(1))
            .feed(Feed.POLL)
            .build();

    private static final FailureTable<String> FAILURES = new FailureTable<>(List.of(
            on(401).suspect(FailureKind.UNREACHABLE, "if the key was revoked, make another and connect again"),
            on(403).suspect(FailureKind.PERMISSION, "give the account access to the event at Lantern"),
            on(404).means(FailureKind.REMOTE_GONE, "check the id, and that the event was not deleted"),
            on(410).means(FailureKind.CURSOR_REFUSED, "the list is read from its start"),
            on(429).means(FailureKind.RATE_LIMITED, "Lantern asks to wait"),
            onAll(500).means(FailureKind.UNREACHABLE, "try again later"),
            onAll(400).means(FailureKind.REJECTED, "check the event at Lantern"),
            onAll(300).means(FailureKind.INTERNAL, "redirects are not followed; check the base URI"),
            onAll(0).means(FailureKind.MALFORMED, "try again later")));

    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Transport transport;

    CsvConnector(CsvOptions options) {
        transport = new Transport(API, options.base(), options);
    }

    @Override
    public ProviderId provider() {
        return ProviderId.of("lantern");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Account identify(Credential credential) {
        return ask(credential, Endpoint.of("me.csv"), answer -> {
            List<String> me = CsvList.read(answer).one(answer, 2);
            return new Account(me.get(0), me.get(1));
        });
    }

    @Override
    public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        return ask(grant.credential(), Endpoint.of("events.csv", place(after)), answer -> {
            CsvList list = CsvList.read(answer);
            return new CandidatePage(
                    list.rows().stream().map(row -> event(answer, row)).toList(), list.next(), List.of());
        });
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return ask(
                grant.credential(),
                Endpoint.of(path(remote) + ".csv"),
                answer -> event(answer, CsvList.read(answer).one(answer, 2)));
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        Endpoint call = Endpoint.of(path(remote) + "/attendees.csv", place(after));
        return ask(grant.credential(), call, answer -> page(answer, remote));
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        String from = Endpoint.parameter("since", since.toString());
        Endpoint call = Endpoint.of(path(remote) + "/attendees.csv", from, place(after));
        return ask(grant.credential(), call, answer -> page(answer, remote));
    }

    private <T> T ask(Credential credential, Endpoint call, Function<Response, T> reading) {
        return transport.get(credential, call, answer -> {
            if (answer.status() != 200) {
                throw failure(answer);
            }
            return reading.apply(answer);
        });
    }

    private static ProviderException failure(Response answer) {
        Duration wait = RetryAfter.limited(RetryAfter.told(answer.headers()).orElse(USUAL_WAIT), LONGEST_WAIT);
        return FAILURES.failure(answer, "", "HTTP " + answer.status(), wait);
    }

    private static AttendeePage page(Response answer, RemoteRef remote) {
        CsvList list = CsvList.read(answer);
        AttendeePage.Builder page = AttendeePage.builder().asOf(answer.date()).next(list.next());
        int number = 0;
        for (List<String> row : list.rows()) {
            number++;
            if (row.size() != 5 || row.get(0).isBlank()) {
                page.addRejected(Rejected.nameless("row " + number, "columns", "expected an id and four more columns"));
            } else if (!row.get(1).equals(remote.id().value())) {
                page.addRejected(
                        Rejected.of(AttendeeId.of(row.get(0)), "other-event", "expected a row of the event asked for"));
            } else {
                page.addAttendees(attendee(row));
            }
        }
        return page.build();
    }

    private static Attendee attendee(List<String> row) {
        return Attendee.builder()
                .id(AttendeeId.of(row.get(0)))
                .name(row.get(2))
                .attendance(row.get(3).equals("cancelled") ? Attendance.NOT_ATTENDING : Attendance.ATTENDING)
                .changedAt(Dates.lenient(row.get(4)))
                .build();
    }

    private static RemoteSubject event(Response answer, List<String> row) {
        if (row.size() != 2 || row.get(0).isBlank()) {
            throw answer.malformed("a row is no event");
        }
        return RemoteSubject.builder()
                .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of(row.get(0))))
                .title(row.get(1))
                .build();
    }

    private static String path(RemoteRef remote) {
        return "events/" + Endpoint.encoded(remote.id().value());
    }

    private static String place(Cursor after) {
        return after.equals(Cursor.START) ? "" : Endpoint.parameter("from", after.value());
    }

    private static Row<String> on(int status) {
        return Row.on(is(status));
    }

    private static Row<String> onAll(int lowest) {
        return Row.on(atLeast(lowest));
    }
}
