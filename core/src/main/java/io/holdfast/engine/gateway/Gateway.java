package io.holdfast.engine.gateway;

import io.holdfast.model.ProviderId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;

/** The parts of this room that others use, put together once. */
public record Gateway(
        ConnectorRegistry connectors,
        LinkWriter links,
        IntegrationWriter integrations,
        ListenerDispatcher listeners,
        AttendeeFences fences,
        Quarantine quarantine,
        ReadableRows readable) {
    /** Puts them together; listeners are called on the executor that is given. */
    public static Gateway assemble(
            Map<ProviderId, ProviderConnector> connectors,
            SyncLinkStore links,
            IntegrationStore integrations,
            AttendeeStore attendees,
            RunQueue queue,
            SyncListener listener,
            SyncPolicy policy,
            InstantSource time,
            Executor listening) {
        ListenerDispatcher listeners = new ListenerDispatcher(listener, listening);
        return new Gateway(
                new ConnectorRegistry(connectors),
                new LinkWriter(links, queue, listeners, policy, time),
                new IntegrationWriter(integrations, listeners),
                listeners,
                new AttendeeFences(attendees, time),
                new Quarantine(),
                new ReadableRows());
    }
}
