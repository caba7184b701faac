package io.holdfast.engine;

import io.holdfast.model.SyncLink;
import io.holdfast.port.Authorizer;
import java.time.Duration;
import java.time.Instant;

/** A world whose event has been polled once and is polled again on demand, with each call of a port written down. */
final class PolledWorld {
    final World world = new World();
    final CountedPorts ports = new CountedPorts(world);
    final SyncLink link;
    private final SyncEngine engine;

    PolledWorld() {
        world.registered(12);
        link = world.live();
        engine = ports.engine(Authorizer.anyone());
        poll();
        ports.forget();
    }

    void poll() {
        Instant at = world.engine
                .links()
                .get(link.id())
                .bookkeeping()
                .polls()
                .pollAt()
                .orElseThrow();
        world.time.tick(Duration.between(world.time.instant(), at));
        engine.runDue();
    }
}
