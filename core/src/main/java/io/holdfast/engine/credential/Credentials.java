package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.pace.Pacer;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncLinkStore;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The parts of this room that others use, put together once. */
public record Credentials(
        CredentialKeeper keeper,
        CredentialInstaller installer,
        IntegrationRemoval removal,
        IntegrationSweeper sweeper,
        KeptSecrets keptSecrets,
        CredentialMaintenance maintenance,
        Pacer pacer) {
    /** Puts them together; refreshes and maintenance run on the executors that are given. */
    public static Credentials assemble(
            Gateway gateway, Ports ports, RouteWork routes, Executor refresh, Executor maintenance) {
        SyncLinkStore links = ports.links();
        SyncPolicy policy = ports.policy();
        InstantSource time = ports.time();
        ConnectorRegistry connectors = gateway.connectors();
        IntegrationWriter writer = gateway.integrations();
        IntegrationTransitions transitions = new IntegrationTransitions(policy.credentials());
        ClaimWatch watch = new ClaimWatch(gateway.watches(), policy.credentials(), time);
        Pacer pacer = new Pacer(ports.connectors(), policy.pace(), time, ports.ticker());
        SecretSlots slots = new SecretSlots(
                ports.vault(),
                writer,
                new SecretTransitions(policy.credentials()),
                pacer::listener,
                time,
                gateway.log());
        SeveranceFanOut fanOut = new SeveranceFanOut(
                links,
                gateway.many(),
                gateway.readable(),
                writer,
                gateway.commits(),
                policy.credentials(),
                time,
                gateway.log());
        CredentialRefresher refresher =
                new CredentialRefresher(connectors, writer, slots, transitions, policy, watch, time, refresh);
        CredentialVerifier verifier = new CredentialVerifier(
                connectors,
                writer,
                slots,
                refresher,
                transitions,
                new RefusalTransitions(transitions, new VerdictRules(policy.credentials(), policy.toleratedSkew())),
                new OtherAccountsReader(ports.integrations(), gateway.readable(), policy.credentials()),
                fanOut,
                policy.retry(),
                watch,
                time);
        KeptSecrets keptSecrets = new KeptSecrets(
                connectors,
                writer,
                slots,
                refresher,
                transitions,
                new KeptSecretTransitions(policy.credentials()),
                policy.retry(),
                time);
        CredentialKeeper keeper =
                new CredentialKeeper(connectors, writer, slots, verifier, fanOut, pacer, policy, time);
        CredentialMaintenance maintained = new CredentialMaintenance(
                connectors,
                writer,
                transitions,
                slots,
                refresher,
                verifier,
                keptSecrets,
                fanOut,
                watch,
                routes,
                keeper,
                time);
        return new Credentials(
                keeper,
                new CredentialInstaller(writer, transitions, slots, refresher, time),
                new IntegrationRemoval(gateway, links, writer, transitions, slots, fanOut, routes, time),
                new IntegrationSweeper(
                        ports.integrations(),
                        maintained,
                        gateway.quarantine(),
                        gateway.readable(),
                        time,
                        gateway.log(),
                        maintenance),
                keptSecrets,
                maintained,
                pacer);
    }
}
