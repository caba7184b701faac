package io.holdfast.luma;

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
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads events and their guests, and a calendar's people as a channel, from Luma's public API with the API key of one
 * calendar, which needs Luma Plus. The calendar is the account.
 *
 * <p>Luma tells no changes, so each read is a full scan. Its limit of requests counts for the whole calendar; this connector
 * keeps to its part of it, in memory, and says when there is room again instead of sending. Every request goes to the host
 * of the options and to no other; redirects are not followed. One attendee is one guest, with any number of tickets, or
 * one person of the calendar, with none. Safe
 * for use by several threads.
 */
public final class LumaConnector implements ProviderConnector {
    private static final ProviderId PROVIDER = ProviderId.of("luma");
    /** Nothing is documented; registrations made for people are carried out in the background. */
    private static final Duration CONSISTENCY_WINDOW = Duration.ofMinutes(1);

    /** Each delivery about a guest bears the whole event, with its description twice, and all answers of the guest's. */
    private static final int LONGEST_DELIVERY = 1 << 20;

    private static final Capabilities CAPABILITIES = Capabilities.builder()
            .kinds(Set.of(SubjectKind.EVENT, SubjectKind.CHANNEL))
            .consistencyWindow(CONSISTENCY_WINDOW)
            .feed(Feed.POLL)
            .maxNamed(1)
            .maxDescribed(50)
            .webhooks(WebhookCapabilities.builder()
                    .maxBytes(LONGEST_DELIVERY)
                    .signed(true)
                    .manages(true)
                    .renews(true)
                    .build())
            .build();

    private final Transport transport;
    private final RequestBudget budget;
    private final LumaWebhooks webhooks = new LumaWebhooks(this);

    private LumaConnector(LumaOptions options) {
        transport = new Transport(Endpoints.API, options.baseUri(), options);
        budget = new RequestBudget(options.requestsPerMinute(), options.time());
    }

    /** {@return a connector with all defaults} */
    public static LumaConnector create() {
        return create(LumaOptions.builder().build());
    }

    /**
     * Makes a connector.
     *
     * @param options what the host chose
     * @return the connector
     */
    public static LumaConnector create(LumaOptions options) {
        return new LumaConnector(options);
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
        Account calendar = transport.get(credential, Endpoints.CALENDAR, answer -> read(answer, CalendarReader::read));
        budget.count(calendar.id());
        return calendar;
    }

    @Override
    public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        return switch (kind) {
            case EVENT -> ask(grant, Endpoints.events(after), answer -> EventPages.events(answer, after));
            case CHANNEL ->
                new CandidatePage(
                        List.of(ask(grant, Endpoints.CALENDAR, CalendarReader::channel)), Optional.empty(), List.of());
        };
    }

    /** The address of the page on which an event is managed has its id; that of its public page does not. */
    @Override
    public Optional<RemoteId> remote(SubjectKind kind, String pasted) {
        return PastedId.of(pasted);
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return switch (remote.kind()) {
            case EVENT -> ask(grant, Endpoints.event(remote.id().value()), EventPages::event);
            case CHANNEL -> {
                demandOwn(grant, remote);
                yield ask(grant, Endpoints.CALENDAR, CalendarReader::channel);
            }
        };
    }

    /** The calendar's events that start last, among which those to come are; Luma lists none by their ids. */
    @Override
    public List<RemoteSubject> describeAll(Grant grant, Set<RemoteRef> remotes) {
        return ask(grant, Endpoints.events(Cursor.START), answer -> EventPages.events(answer, Cursor.START))
                .items()
                .stream()
                .filter(event -> remotes.contains(event.ref()))
                .toList();
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return switch (remote.kind()) {
            case EVENT ->
                ask(grant, Endpoints.guests(remote.id().value(), after), answer -> GuestList.read(answer, after));
            case CHANNEL -> {
                demandOwn(grant, remote);
                yield ask(grant, Endpoints.people(after), answer -> GuestList.people(answer, after));
            }
        };
    }

    /** Luma's own "not found" of a guest is about the guest: an event that the key does not manage is refused otherwise. */
    @Override
    public NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        AttendeeId guest = ids.iterator().next();
        return send(grant, Endpoints.guest(remote.id().value(), guest.value()), answer -> {
            if (answer.status() == 200) {
                return NamedAttendees.found(GuestList.one(answer));
            }
            ProviderException failure = ErrorTable.of(answer);
            if (answer.status() == 404 && failure.kind() == FailureKind.REMOTE_GONE) {
                return NamedAttendees.missing(guest, answer.date());
            }
            throw failure;
        });
    }

    @Override
    public WebhookConnector webhooks() {
        return webhooks;
    }

    /** A list of people names no calendar, so those of another one would be taken for this one's. */
    private static void demandOwn(Grant grant, RemoteRef calendar) {
        if (!grant.account().id().equals(calendar.id().value())) {
            throw ProviderException.of(
                    FailureKind.REMOTE_GONE,
                    "expected the calendar whose key is connected but found another one, so none was asked; choose the"
                            + " connected calendar, or connect with the key of the other one");
        }
    }

    <T> T ask(Grant grant, Endpoint call, Function<Response, T> reading) {
        return send(grant, call, answer -> read(answer, reading));
    }

    private <T> T send(Grant grant, Endpoint call, Function<Response, T> reading) {
        budget.take(grant.account().id());
        return transport.get(grant, call, hearing(grant, reading));
    }

    /** Sends a request that changes something, which costs one of the same budget. */
    <T> T write(Grant grant, Endpoint call, JsonBody body, Function<Response, T> reading) {
        budget.take(grant.account().id());
        return transport.post(grant, call, body, hearing(grant, reading));
    }

    private <T> Function<Response, T> hearing(Grant grant, Function<Response, T> reading) {
        return answer -> {
            budget.heard(grant.account().id(), answer);
            return reading.apply(answer);
        };
    }

    private static <T> T read(Response answer, Function<Response, T> reading) {
        if (answer.status() != 200) {
            throw ErrorTable.of(answer);
        }
        return reading.apply(answer);
    }
}
