package io.holdfast.quickstart;

import io.holdfast.eventbrite.EventbriteConnector;
import io.holdfast.eventbrite.EventbriteOptions;
import io.holdfast.luma.LumaConnector;
import io.holdfast.luma.LumaOptions;
import io.holdfast.model.Credential;
import io.holdfast.port.ProviderConnector;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.LumaSandbox;
import io.holdfast.sandbox.ProviderSandbox;
import java.time.Duration;

/** The providers of the quickstart, each in a sandbox: the one place where they are told apart. */
enum Provider {
    EVENTBRITE("Eventbrite") {
        @Override
        Source open(Duration latency, int attendees) {
            EventbriteSandbox sandbox = EventbriteSandbox.builder()
                    .latency(latency)
                    .callsPerHour(UNLIMITED)
                    .start();
            EventbriteOptions options =
                    EventbriteOptions.builder().baseUri(sandbox.baseUri()).build();
            return source(EventbriteConnector.create(options), sandbox, attendees);
        }
    },
    LUMA("Luma") {
        @Override
        Source open(Duration latency, int attendees) {
            LumaSandbox sandbox = LumaSandbox.builder()
                    .latency(latency)
                    .requestsPerMinute(UNLIMITED)
                    .start();
            LumaOptions options = LumaOptions.builder()
                    .baseUri(sandbox.baseUri())
                    .requestsPerMinute(UNLIMITED)
                    .build();
            return source(LumaConnector.create(options), sandbox, attendees);
        }
    };

    /** A poll every second is more than the true ones allow. */
    private static final int UNLIMITED = 1_000_000;

    private final String title;

    Provider(String title) {
        this.title = title;
    }

    /** Its name, for people. */
    String title() {
        return title;
    }

    /** Starts its sandbox with one event. */
    abstract Source open(Duration latency, int attendees);

    Source source(ProviderConnector connector, ProviderSandbox sandbox, int attendees) {
        return new Source(
                connector, Credential.apiKey(sandbox.token()), sandbox, sandbox.event("Harbour Data Night", attendees));
    }
}
