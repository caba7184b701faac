package io.holdfast.eventbrite;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderConnector;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import io.holdfast.sandbox.OneAnswer;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.testkit.contract.RemoteFault;
import io.holdfast.testkit.contract.RemoteWorld;
import io.holdfast.webhook.Delivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sandbox, as the checks of the connector want it. */
final class EventbriteWorld implements RemoteWorld {
    private static final String ALL = "/";
    private static final String ATTENDEES = "/attendees/";
    private static final String EMPTY_PAGE = "{\"pagination\": {\"has_more_items\": false}, \"attendees\": []}";

    private final EventbriteSandbox sandbox =
            EventbriteSandbox.builder().rotatingTokens(Duration.ofDays(1)).start();
    private final SandboxEvent event = sandbox.event("Harbour Data Night", 120);
    private final Credential other =
            Credential.apiKey(sandbox.issuePair(sandbox.token()).access());
    private final Credential refused = Credential.apiKey(sandbox.newAccount("Other"));
    private ProviderConnector connector = at(sandbox.baseUri());

    EventbriteWorld() {
        sandbox.revoke(refused.bearer().reveal());
    }

    private static ProviderConnector at(URI base) {
        return EventbriteConnector.create(
                EventbriteOptions.builder().baseUri(base).build());
    }

    @Override
    public boolean produce(RemoteFault fault) {
        Fault busy = Fault.error(429, "HIT_RATE_LIMIT");
        switch (fault) {
            case REVOKED -> sandbox.revoke(sandbox.token());
            case FORBIDDEN -> sandbox.loseOrganization(sandbox.token());
            case GONE -> event.remove();
            case WAIT_IN_SECONDS -> inject(ALL, busy.header("Retry-After", "" + WAIT.toSeconds()));
            case WAIT_UNTIL_DATE ->
                inject(ALL, busy.header("Retry-After", httpDate(Instant.now().plus(WAIT))));
            case WAIT_UNTOLD -> inject(ALL, busy);
            case OUTAGE -> inject(ALL, Fault.html(502));
            case BROKEN -> inject(ALL, Fault.answer(200, "application/json", "{\"attendees\": [{\"id\": \"1\", \"sta"));
            case REDIRECT -> inject(ALL, Fault.redirect(sandbox.baseUri().resolve("elsewhere")));
            case SILENT -> inject(ATTENDEES, Fault.stall());
            case OPEN_END -> inject(ATTENDEES, Fault.withoutPagination());
            case FORGOTTEN_PLACE -> inject("continuation=", Fault.error(400, "BAD_CONTINUATION_TOKEN"));
            case FOREIGN_ROW -> inject(ATTENDEES, Fault.foreignRow());
            case OTHER_CLOCK -> connector = at(OneAnswer.at(httpDate(ANOTHER_TIME), EMPTY_PAGE));
        }
        return true;
    }

    private void inject(String calls, Fault fault) {
        sandbox.inject(calls, Integer.MAX_VALUE, fault);
    }

    private static String httpDate(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
    }

    @Override
    public boolean strayed() {
        return sandbox.calls().stream().anyMatch(call -> call.contains("elsewhere"));
    }

    @Override
    public ProviderConnector connector() {
        return connector;
    }

    @Override
    public Credential credential() {
        return Credential.apiKey(sandbox.token());
    }

    @Override
    public Credential otherCredential() {
        return other;
    }

    @Override
    public Credential refusedCredential() {
        return refused;
    }

    @Override
    public RemoteRef remote() {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of(event.id()));
    }

    @Override
    public Optional<Delivery> delivery(Secret secret, Instant now) {
        String who = "https://www.eventbriteapi.com/v3/events/" + event.id() + "/attendees/"
                + event.attendees().get(0).id() + "/";
        String body = "{\"config\": {\"action\": \"attendee.updated\"}, \"api_url\": \"" + who + "\"}";
        return Optional.of(Delivery.of(Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<Secret> webhookAddress() {
        return Optional.of(Secret.of("https://host.example/hooks/secret"));
    }

    @Override
    public Set<AttendeeId> attendees() {
        return event.attendees().stream()
                .map(attendee -> AttendeeId.of(attendee.id()))
                .collect(Collectors.toSet());
    }

    @Override
    public RemoteRef missing() {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of("990000000001"));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
