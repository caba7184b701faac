package io.holdfast.eventbrite;

import io.holdfast.http.Endpoint;
import io.holdfast.http.JsonBody;
import io.holdfast.http.Response;
import io.holdfast.http.Transport;
import io.holdfast.model.Account;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Feed;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Subscription;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    private static final String VENUE = "expand=venue";

    private static final Optional<String> NOT_FOUND = Optional.of("NOT_FOUND");

    /** A continuation was the number of a page, and nothing says that it is not still one in disguise. */
    private static final Capabilities CAPABILITIES = Capabilities.builder()
            .kinds(Set.of(SubjectKind.EVENT, SubjectKind.CHANNEL))
            .consistencyWindow(CONSISTENCY_WINDOW)
            .changes(true)
            .feed(Feed.POLL)
            .numberedPages(true)
            .maxNamed(1)
            .maxDescribed(50)
            .webhooks(WebhookCapabilities.builder().manages(true).build())
            .build();

    private final Transport transport;
    private final EventbriteWebhooks webhooks;

    private EventbriteConnector(EventbriteOptions options) {
        transport = new Transport(Endpoints.API, options.baseUri(), options);
        webhooks = new EventbriteWebhooks(this, options);
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
        return transport.get(credential, Endpoints.ME, answer -> success(answer, UserReader::read));
    }

    @Override
    public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        Organizations organizations = new Organizations(this, grant);
        return kind == SubjectKind.CHANNEL ? organizations.page(after) : organizations.events(CandidatePlace.of(after));
    }

    /** An event's page has its id at its end; that of an organizer, which is no organization, does not name one. */
    @Override
    public Optional<RemoteId> remote(SubjectKind kind, String pasted) {
        return PastedId.of(kind, pasted);
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return remote.kind() == SubjectKind.CHANNEL
                ? new Organizations(this, grant).describe(remote)
                : event(grant, remote.id().value());
    }

    @Override
    public List<RemoteSubject> describeAll(Grant grant, Set<RemoteRef> remotes) {
        return new Organizations(this, grant).describeAll(remotes);
    }

    /** Eventbrite tells the place beside the event if it is asked to, and says so where it can't. */
    private RemoteSubject event(Grant grant, String event) {
        return transport.get(grant, Endpoints.event(event, VENUE), answer -> {
            if (answer.status() == 200) {
                return EventPages.event(answer);
            }
            Optional<String> error = ErrorBody.read(answer);
            if (error.filter("EXPANSION_FAILED"::equals).isPresent()) {
                return read(grant, Endpoints.event(event), EventPages::event);
            }
            throw ErrorTable.of(answer, error);
        });
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return page(grant, remote, after, Pagination.parameter(after));
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        String wholeSeconds = since.truncatedTo(ChronoUnit.SECONDS).toString();
        return page(
                grant, remote, after, Endpoint.parameter("changed_since", wholeSeconds), Pagination.parameter(after));
    }

    /** Only Eventbrite's own word says that somebody is not there; any other answer without them is a failure. */
    @Override
    public NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        AttendeeId attendee = ids.iterator().next();
        Endpoint call = Endpoints.attendee(remote.id().value(), attendee.value());
        return transport.get(grant, call, answer -> {
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

    @Override
    public WebhookConnector webhooks() {
        return webhooks;
    }

    /** One page of an organization's webhooks that deliver to an address. */
    Page<Subscription> webhooks(Grant grant, RemoteRef organization, Secret address, Cursor after) {
        return list(
                grant,
                after,
                Endpoints.webhooks(organization.id().value(), Pagination.parameter(after)),
                answer -> WebhookReader.page(answer, after, address, organization),
                none -> new Page<>(List.of(), Optional.empty()));
    }

    /** Which organization holds an event; empty if it does not say. */
    Optional<String> organizationOf(Grant grant, String event) {
        return read(grant, Endpoints.event(event), EventPages::organization);
    }

    Subscription createWebhook(Grant grant, String organization, JsonBody body, RemoteRef scope) {
        return transport.post(grant, Endpoints.webhooks(organization), body, answer -> {
            if (answer.status() != 200 && answer.status() != 201) {
                throw ErrorTable.of(answer);
            }
            return WebhookReader.made(answer, scope);
        });
    }

    /** Only Eventbrite's own word says that one is not there, and so need not be removed. */
    void deleteWebhook(Grant grant, String id) {
        transport.delete(grant, Endpoints.webhook(id), answer -> {
            if (answer.status() != 200 && answer.status() != 204) {
                Optional<String> error = ErrorBody.read(answer);
                if (answer.status() != 404 || !error.equals(NOT_FOUND)) {
                    throw ErrorTable.of(answer, error);
                }
            }
            return answer.status();
        });
    }

    private AttendeePage page(Grant grant, RemoteRef remote, Cursor after, String... parameters) {
        return list(
                grant,
                after,
                Endpoints.attendees(remote, parameters),
                answer -> AttendeeList.read(answer, remote, after),
                AttendeeList::none);
    }

    /** One page of the account's organizations. */
    Page<RemoteSubject> organizations(Grant grant, Cursor after) {
        return list(
                grant,
                after,
                Endpoints.organizations(Pagination.parameter(after)),
                answer -> EventPages.organizations(answer, after),
                none -> EventPages.none());
    }

    /** One page of an organization's events, the parents of series among them. */
    Page<RemoteSubject> events(Grant grant, RemoteRef organization, Cursor after) {
        Endpoint call = Endpoints.organizationEvents(
                organization.id().value(),
                "status=all",
                "order_by=start_desc",
                "show_series_parent=true",
                Pagination.parameter(after));
        return list(grant, after, call, answer -> EventPages.events(answer, after), none -> EventPages.none());
    }

    /** Those of some events that an organization holds. */
    Page<RemoteSubject> events(Grant grant, RemoteRef organization, Set<RemoteRef> some) {
        String ids = some.stream().map(event -> event.id().value()).sorted().collect(Collectors.joining(","));
        Endpoint call = Endpoints.organizationEvents(
                organization.id().value(),
                "status=all",
                "show_series_parent=true",
                VENUE,
                Endpoint.parameter("event_ids", ids));
        return read(grant, call, answer -> EventPages.events(answer, Cursor.START));
    }

    private <T> T list(
            Grant grant, Cursor after, Endpoint call, Function<Response, T> page, Function<Response, T> behindTheEnd) {
        return transport.get(grant, call, answer -> {
            if (answer.status() == 200) {
                return page.apply(answer);
            }
            Optional<String> error = ErrorBody.read(answer);
            if (Pagination.isBehindTheEnd(after, answer.status(), error)) {
                return behindTheEnd.apply(answer);
            }
            throw ErrorTable.of(answer, error);
        });
    }

    private <T> T read(Grant grant, Endpoint call, Function<Response, T> reading) {
        return transport.get(grant, call, answer -> success(answer, reading));
    }

    private static <T> T success(Response answer, Function<Response, T> reading) {
        if (answer.status() != 200) {
            throw ErrorTable.of(answer);
        }
        return reading.apply(answer);
    }
}
