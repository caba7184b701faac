package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.RouteSecrets;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.port.SyncLinkStore;
import java.time.InstantSource;

/** The parts of this room that others use, put together once. */
public record IncomingDeliveries(Deliveries deliveries, Routes routes, Upkeep upkeep) {
    /** Puts them together; without a base of addresses nothing is subscribed to. */
    public static IncomingDeliveries assemble(Gateway gateway, Ports ports, WebhookBase base) {
        SyncLinkStore links = ports.links();
        InstantSource time = ports.time();
        RouteSecrets secrets = RouteSecrets.of(gateway, ports);
        RouteTransitions rules = new RouteTransitions(secrets);
        Routes routes = new Routes(base, gateway.connectors(), gateway.integrations(), secrets, rules, time);
        return new IncomingDeliveries(
                new Deliveries(
                        gateway.connectors(),
                        gateway.integrations(),
                        secrets,
                        new SignalledLinks(links, gateway.links(), gateway.readable(), gateway.log()),
                        ports.served(),
                        time,
                        gateway.log()),
                routes,
                new Upkeep(
                        routes,
                        rules,
                        new StandingRoutes(gateway.integrations(), secrets, time),
                        new Silence(
                                links,
                                gateway.links(),
                                gateway.readable(),
                                gateway.integrations(),
                                time,
                                gateway.log()),
                        gateway.connectors(),
                        gateway.integrations(),
                        new Followed(links, gateway.readable(), gateway.log()),
                        time,
                        gateway.log()));
    }
}
