package io.holdfast.eventbrite;

import io.holdfast.http.Endpoint;
import io.holdfast.http.Response;
import io.holdfast.http.Transport;
import io.holdfast.model.Account;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Feed;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads events and attendees from Eventbrite's API, version 3, with a private token or a user's OAuth token.
 *
 * <p>An organization is a channel: its attendees are those of all its events.
 *
 * <p>Every request goes to the host of the options and to no other; redirects are not followed. One attendee is one
 * ticket. Safe for use by several threads.
 */
public final class EventbriteConnector implements ProviderConnector {
    static final ProviderId PROVIDER = ProviderId.of("eventbrite");
    /** Documented: an answer may lag up to five minutes behind a change; the double is on the safe side. */
    private static final Duration CONSISTENCY_WINDOW = Duration.ofMinutes(10);

    private static final Optional<String> NOT_FOUND = Optional.of("NOT_FOUND");

    /** Of 50 organizations each: no more are searched for a title, should their list never end. */
    private static final int MOST_PAGES = 20;

    /** A continuation was the number of a page, and nothing says that it is not still one in disguise. */
    private static final Capabilities CAPABILITIES = Capabilities.builder()
            .kinds(Set.of(SubjectKind.EVENT, SubjectKind.CHANNEL))
            .consistencyWindow(CONSISTENCY_WINDOW)
            .changes(true)
            .feed(Feed.POLL)
            .numberedPages(true)
            .maxNamed(1)
            .build();

    private final Transport transport;

    private EventbriteConnector(EventbriteOptions options) {
        transport = new Transport(Endpoints.API, options.baseUri(), options);
    }

    /** {@return a connector with all defaults} */
    public static EventbriteConnector create() {
        return create(EventbriteOptions.builder().build());
    }

    /**
     * Makes a connector.
     *
     * @param options what the host chose
     * @return the connector
     */
    public static EventbriteConnector create(EventbriteOptions options) {
        return new EventbriteConnector(options);
    }

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Account identify(Credential credential) {
        return read(credential, Endpoints.ME, UserReader::read);
    }

    @Override
    public Page<RemoteSubject> candidates(Grant grant, SubjectKind kind, Cursor after) {
        return kind == SubjectKind.CHANNEL ? organizations(grant, after) : events(grant, after);
    }

    private Page<RemoteSubject> events(Grant grant, Cursor after) {
        CandidatePlace at = CandidatePlace.of(after);
        while (true) {
            Page<RemoteSubject> organizations = organizations(grant, at.organizations());
            if (at.index() >= organizations.items().size()) {
                return new Page<>(List.of(), Optional.empty());
            }
            RemoteRef organization = organizations.items().get(at.index()).ref();
            Page<RemoteSubject> events = events(grant, organization, at.events());
            Optional<CandidatePlace> next =
                    at.after(events.next(), organizations.items().size(), organizations.next());
            if (!events.items().isEmpty() || next.isEmpty()) {
                return new Page<>(events.items(), next.map(CandidatePlace::cursor));
            }
            at = next.get();
        }
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return remote.kind() == SubjectKind.CHANNEL
                ? organization(grant, remote)
                : read(grant.credential(), Endpoints.event(remote.id().value()), EventPages::event);
    }

    /** One organization alone can't be asked for, so the account's are searched; a list of its own tells why it is none. */
    private RemoteSubject organization(Grant grant, RemoteRef remote) {
        Optional<Cursor> at = Optional.of(Cursor.START);
        for (int page = 0; page < MOST_PAGES && at.isPresent(); page++) {
            Page<RemoteSubject> organizations = organizations(grant, at.get());
            for (RemoteSubject organization : organizations.items()) {
                if (organization.ref().equals(remote)) {
                    return organization;
                }
            }
            at = organizations.next();
        }
        events(grant, remote, Cursor.START);
        return RemoteSubject.builder().ref(remote).title("").build();
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return page(grant, remote, Pagination.parameter(after));
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        String wholeSeconds = since.truncatedTo(ChronoUnit.SECONDS).toString();
        return page(grant, remote, Endpoint.parameter("changed_since", wholeSeconds), Pagination.parameter(after));
    }

    /** Only Eventbrite's own word says that somebody is not there; any other answer without them is a failure. */
    @Override
    public NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        AttendeeId attendee = ids.iterator().next();
        Endpoint call = Endpoints.attendee(remote.id().value(), attendee.value());
        return transport.get(grant.credential(), call, answer -> {
            if (answer.status() == 200) {
                return NamedAttendees.found(AttendeeList.one(answer, remote));
            }
            Optional<String> error = ErrorBody.read(answer);
            if (answer.status() == 404 && error.equals(NOT_FOUND)) {
                return NamedAttendees.missing(attendee, answer.date());
            }
            throw ErrorTable.of(answer, error);
        });
    }

    private AttendeePage page(Grant grant, RemoteRef remote, String... parameters) {
        return read(
                grant.credential(),
                Endpoints.attendees(remote, parameters),
                answer -> AttendeeList.read(answer, remote));
    }

    private Page<RemoteSubject> organizations(Grant grant, Cursor after) {
        Endpoint call = Endpoints.organizations(Pagination.parameter(after));
        return read(grant.credential(), call, EventPages::organizations);
    }

    private Page<RemoteSubject> events(Grant grant, RemoteRef organization, Cursor after) {
        Endpoint call = Endpoints.organizationEvents(
                organization.id().value(), "status=all", "order_by=start_desc", Pagination.parameter(after));
        return read(grant.credential(), call, EventPages::events);
    }

    private <T> T read(Credential credential, Endpoint call, Function<Response, T> reading) {
        return transport.get(credential, call, answer -> {
            if (answer.status() != 200) {
                throw ErrorTable.of(answer);
            }
            return reading.apply(answer);
        });
    }
}
