package io.holdfast.luma;

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
import java.util.function.Function;

/**
 * Reads events and their guests from Luma's public API with the API key of one calendar, which needs Luma Plus. The calendar
 * is the account.
 *
 * <p>Luma tells no changes, so each read is a full scan. Its limit of requests counts for the whole calendar; this connector
 * keeps to its part of it, in memory, and says when there is room again instead of sending. Every request goes to the host
 * of the options and to no other; redirects are not followed. One attendee is one guest, with any number of tickets. Safe
 * for use by several threads.
 */
public final class LumaConnector implements ProviderConnector {
    private static final ProviderId PROVIDER = ProviderId.of("luma");
    /** Nothing is documented; registrations made for people are carried out in the background. */
    private static final Duration CONSISTENCY_WINDOW = Duration.ofMinutes(1);

    private static final Capabilities CAPABILITIES = Capabilities.builder()
            .consistencyWindow(CONSISTENCY_WINDOW)
            .feed(Feed.POLL)
            .build();

    private final Transport transport;
    private final RequestBudget budget;

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
    public Page<RemoteSubject> candidates(Grant grant, SubjectKind kind, Cursor after) {
        return ask(grant, Endpoints.events(after), answer -> EventPages.events(answer, after));
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return ask(grant, Endpoints.event(remote.id().value()), EventPages::event);
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        Endpoint call = Endpoints.guests(remote.id().value(), after);
        return ask(grant, call, answer -> GuestList.read(answer, after));
    }

    private <T> T ask(Grant grant, Endpoint call, Function<Response, T> reading) {
        String calendar = grant.account().id();
        budget.take(calendar);
        return transport.get(grant.credential(), call, answer -> {
            budget.heard(calendar, answer);
            return read(answer, reading);
        });
    }

    private static <T> T read(Response answer, Function<Response, T> reading) {
        if (answer.status() != 200) {
            throw ErrorTable.of(answer);
        }
        return reading.apply(answer);
    }
}
