package io.holdfast.testkit.contract;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scripted provider as the checks want it: its connector tells each fault rightly, unless it is seen through a wrong one. */
final class ScriptedWorld implements RemoteWorld {
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event"));
    private static final Credential KEY = Credential.apiKey("key-that-never-shows");
    private static final Credential REFUSED = Credential.apiKey("a key that no message may hold");
    private static final int ATTENDEES = 25;

    private final ManualTime time = ManualTime.at(LinkSamples.NOW);
    private final ScriptedConnector provider = new ScriptedConnector(time, 10);
    private final ProviderConnector connector;
    private int callsBefore = Integer.MAX_VALUE;

    ScriptedWorld(UnaryOperator<ProviderConnector> seenThrough) {
        connector = seenThrough.apply(provider);
        provider.capable(provider.capabilities().toBuilder()
                .maxNamed(10)
                .maxDescribed(10)
                .webhooks(WebhookCapabilities.builder()
                        .signed(true)
                        .manages(true)
                        .renews(true)
                        .build())
                .build());
        provider.event(RemoteSubject.builder().ref(EVENT).title("An event").build());
        for (int i = 0; i < ATTENDEES; i++) {
            provider.put(
                    EVENT,
                    Attendee.builder()
                            .id(AttendeeId.of("attendee-" + i))
                            .attendance(Attendance.ATTENDING)
                            .changedAt(LinkSamples.NOW.minusSeconds(i / 5))
                            .build());
        }
        provider.refuse(REFUSED);
    }

    @Override
    public boolean produce(RemoteFault fault) {
        switch (fault) {
            case REVOKED -> provider.refuse(KEY);
            case FORBIDDEN -> provider.deny(EVENT, true);
            case GONE -> provider.removeEvent(EVENT);
            case WAIT_IN_SECONDS, WAIT_UNTIL_DATE, WAIT_UNTOLD ->
                provider.failNext(ProviderException.rateLimited(WAIT, fault.name()));
            case OUTAGE -> fail(FailureKind.UNREACHABLE, fault);
            case BROKEN, OPEN_END -> fail(FailureKind.MALFORMED, fault);
            case FORGOTTEN_PLACE -> fail(FailureKind.CURSOR_REFUSED, fault);
            case REDIRECT -> {
                callsBefore = provider.calls().size();
                fail(FailureKind.INTERNAL, fault);
            }
            case SILENT -> provider.beforeEachPage(ScriptedWorld::stall);
            case FOREIGN_ROW -> provider.answerNext(withoutFirstRow());
            case OTHER_CLOCK -> time.tick(Duration.between(LinkSamples.NOW, ANOTHER_TIME));
        }
        return true;
    }

    private void fail(FailureKind kind, RemoteFault fault) {
        provider.failNext(ProviderException.of(kind, fault.name()));
    }

    private static void stall() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but the call was interrupted");
        }
    }

    private AttendeePage withoutFirstRow() {
        AttendeePage page = provider.attendees(new Grant(KEY, provider.identify(KEY)), EVENT, Cursor.START);
        List<Attendee> own = page.attendees().subList(1, page.attendees().size());
        return page.toBuilder().attendees(own).build();
    }

    @Override
    public Optional<Delivery> delivery(Secret secret, Instant now) {
        ScriptedWebhooks.Post post = provider.webhooks().signed(new Signal.AttendeesOf(EVENT, Hints.ALL), secret);
        return Optional.of(Delivery.of(post.headers(), post.body()));
    }

    @Override
    public Optional<Secret> webhookAddress() {
        return Optional.of(Secret.of("https://host.example/hooks/secret"));
    }

    /** What a redirect leads to is asked by one call more. */
    @Override
    public boolean strayed() {
        return provider.calls().size() - 1 > callsBefore;
    }

    @Override
    public ProviderConnector connector() {
        return connector;
    }

    @Override
    public Credential credential() {
        return KEY;
    }

    @Override
    public Credential refusedCredential() {
        return REFUSED;
    }

    @Override
    public Credential otherCredential() {
        return Credential.apiKey("another key-that-never-shows");
    }

    @Override
    public RemoteRef remote() {
        return EVENT;
    }

    @Override
    public Set<AttendeeId> attendees() {
        return IntStream.range(0, ATTENDEES)
                .mapToObj(i -> AttendeeId.of("attendee-" + i))
                .collect(Collectors.toSet());
    }

    @Override
    public RemoteRef missing() {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of("missing"));
    }
}
