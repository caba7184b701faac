package io.holdfast.eventbrite;

import io.holdfast.model.RemoteId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.proving.HostUnderFire;
import io.holdfast.proving.Overheard;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.testkit.ManualTime;
import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;

/** A host under fire and the fake Eventbrite that it imports from. */
final class UnderFire extends HostUnderFire {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");

    final EventbriteSandbox sandbox;
    final SandboxEvent event;

    UnderFire() {
        this(EventbriteSandbox.builder(), options -> {}, SyncPolicy.defaults());
    }

    UnderFire(EventbriteSandbox.Builder provider, Consumer<EventbriteOptions.Builder> options, SyncPolicy policy) {
        this(ManualTime.at(START), provider, options, policy);
    }

    private UnderFire(
            ManualTime time,
            EventbriteSandbox.Builder provider,
            Consumer<EventbriteOptions.Builder> options,
            SyncPolicy policy) {
        this(time, provider.clock(time).start(), options, policy);
    }

    private UnderFire(
            ManualTime time,
            EventbriteSandbox sandbox,
            Consumer<EventbriteOptions.Builder> options,
            SyncPolicy policy) {
        this(time, sandbox, sandbox.event("Harbour Data Night", ATTENDEES), options, policy);
    }

    private UnderFire(
            ManualTime time,
            EventbriteSandbox sandbox,
            SandboxEvent event,
            Consumer<EventbriteOptions.Builder> options,
            SyncPolicy policy) {
        super(time, overheard(sandbox, options), policy, sandbox.token(), RemoteId.of(event.id()));
        this.sandbox = sandbox;
        this.event = event;
    }

    private static Overheard overheard(EventbriteSandbox sandbox, Consumer<EventbriteOptions.Builder> options) {
        EventbriteOptions.Builder chosen = options(sandbox.baseUri());
        options.accept(chosen);
        return new Overheard(
                EventbriteConnector.create(options(sandbox.baseUri()).build()),
                EventbriteConnector.create(chosen.build()));
    }

    static EventbriteOptions.Builder options(URI base) {
        EventbriteOptions.Builder options = EventbriteOptions.builder();
        options.baseUri(base);
        return options;
    }

    @Override
    public void close() {
        super.close();
        sandbox.close();
    }
}
