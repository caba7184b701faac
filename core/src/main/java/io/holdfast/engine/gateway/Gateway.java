package io.holdfast.engine.gateway;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.watch.Observer;
import java.util.concurrent.Executor;

/** The parts of this room that others use, put together once. */
public record Gateway(
        ConnectorRegistry connectors,
        LinkWriter links,
        ManyLinks many,
        IntegrationWriter integrations,
        ListenerDispatcher listeners,
        Quarantine quarantine,
        ReadableRows readable,
        Watches watches,
        AfterCommit commits,
        ThrottledLog log,
        Observer observer) {
    /** The same ports, with a guard before each but the listener: what that lets through is of two kinds only. */
    public static Ports guarded(Ports ports, CallsInHand calls, ThrottledLog log) {
        return new PortGuard(calls, log, ports.policy().credentials().claim(), ports.observer()).around(ports);
    }

    /** Puts them together; listeners are called, and links are woken, on the executors that are given. */
    public static Gateway assemble(Ports ports, Executor listening, Executor waking) {
        ThrottledLog log = new ThrottledLog(ports.time());
        ListenerDispatcher listeners = new ListenerDispatcher(ports.listener(), listening, log, ports.observer());
        AfterCommit commits = new AfterCommit(ports.transactions(), waking);
        LinkWriter links =
                new LinkWriter(ports.links(), ports.queue(), listeners, commits, ports.policy(), ports.time(), log);
        ManyLinks many = new ManyLinks(links, new AttendeeFences(ports.attendees(), log), commits);
        ReadableRows readable = new ReadableRows();
        SignOfLife signs = new SignOfLife(ports.links(), many, readable, waking, ports.policy(), log);
        return new Gateway(
                new ConnectorRegistry(ports.connectors()),
                links,
                many,
                new IntegrationWriter(ports.integrations(), listeners, commits, ports.policy(), ports.time(), signs),
                listeners,
                new Quarantine(log),
                readable,
                new Watches(ports.ticker()),
                commits,
                log,
                ports.observer());
    }
}
