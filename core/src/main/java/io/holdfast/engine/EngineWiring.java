package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialMaintenance;
import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.run.Runs;
import io.holdfast.model.Actor;
import io.holdfast.policy.SyncPolicy;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Puts the rooms of one engine together, once, and the commands of each actor. */
final class EngineWiring {
    private final Ports ports;
    private final SyncPolicy policy;
    private final InstantSource time;
    private final Gateway gateway;
    private final Credentials credentials;
    private final Runs runs;
    private final LinkViews views;

    EngineWiring(Ports ports, SyncPolicy policy, InstantSource time, EngineThreads threads, BooleanSupplier stopping) {
        this.ports = ports;
        this.policy = policy;
        this.time = time;
        gateway = Gateway.assemble(
                ports.connectors(),
                ports.links(),
                ports.integrations(),
                ports.attendees(),
                ports.queue(),
                ports.listener(),
                policy,
                time,
                threads.listening());
        credentials = Credentials.assemble(
                gateway,
                ports.links(),
                ports.integrations(),
                ports.vault(),
                policy,
                time,
                threads.refreshing(),
                threads.maintaining());
        runs = Runs.assemble(
                gateway, credentials, ports.links(), ports.attendees(), ports.queue(), policy, time, threads, stopping);
        views = new LinkViews(ports.integrations(), gateway.readable(), policy, time);
    }

    Runs runs() {
        return runs;
    }

    CredentialMaintenance maintenance() {
        return credentials.maintenance();
    }

    /** What one actor may ask for. */
    Operations operations(Actor actor) {
        CommandGate gate = new CommandGate(ports.authorizer(), actor);
        LinkCommands links = new LinkCommands(
                gateway, credentials.keeper(), ports.links(), ports.attendees(), views, gate, actor, time);
        return new Operations(
                links,
                new IntegrationCommands(
                        gateway,
                        credentials,
                        ports.integrations(),
                        ports.links(),
                        links,
                        gate,
                        policy.credentials(),
                        time),
                new WorkspaceCommands(links, credentials.removal(), ports.links(), ports.integrations(), gate));
    }
}
