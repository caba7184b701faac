package io.holdfast.eventbrite;

import io.holdfast.http.Endpoint;
import io.holdfast.http.Response;
import io.holdfast.http.Transport;
import io.holdfast.model.Account;
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
import java.util.function.Function;

/**
 * Reads events and attendees from Eventbrite's API, version 3, with a private token or a user's OAuth token.
 *
 * <p>Every request goes to the host of the options and to no other; redirects are not followed. One attendee is one
 * ticket. Safe for use by several threads.
 */
public final class EventbriteConnector implements ProviderConnector {
    static final ProviderId PROVIDER = ProviderId.of("eventbrite");
    /** Documented: an answer may lag up to five minutes behind a change; the double is on the safe side. */
    private static final Duration CONSISTENCY_WINDOW = Duration.ofMinutes(10);

    private static final Capabilities CAPABILITIES = Capabilities.builder()
            .consistencyWindow(CONSISTENCY_WINDOW)
            .changes(true)
            .feed(Feed.POLL)
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
        CandidatePlace at = CandidatePlace.of(after);
        while (true) {
            Page<String> organizations = organizations(grant, at.organizations());
            if (at.index() >= organizations.items().size()) {
                return new Page<>(List.of(), Optional.empty());
            }
            Page<RemoteSubject> events = events(grant, organizations.items().get(at.index()), at.events());
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
        return read(grant.credential(), Endpoints.event(remote.id().value()), EventPages::event);
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

    private AttendeePage page(Grant grant, RemoteRef remote, String... parameters) {
        String event = remote.id().value();
        return read(
                grant.credential(), Endpoints.attendees(event, parameters), answer -> AttendeeList.read(answer, event));
    }

    private Page<String> organizations(Grant grant, Cursor after) {
        Endpoint call = Endpoints.organizations(Pagination.parameter(after));
        return read(grant.credential(), call, EventPages::organizations);
    }

    private Page<RemoteSubject> events(Grant grant, String organization, Cursor after) {
        Endpoint call = Endpoints.organizationEvents(
                organization, "status=all", "order_by=start_desc", Pagination.parameter(after));
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
