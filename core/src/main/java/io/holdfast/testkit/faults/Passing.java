package io.holdfast.testkit.faults;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets time pass for one engine, as its sweeps would see it. */
final class Passing {
    private Passing() {}

    static void until(Instant end, FaultPorts ports, SyncEngine engine) {
        engine.runDue();
        while (ports.time().instant().isBefore(end)) {
            ports.time().tick(Duration.between(ports.time().instant(), next(end, ports)));
            engine.runDue();
        }
    }

    /** When something falls due; what is due already and was left is looked at again at the next sweep. */
    private static Instant next(Instant end, FaultPorts ports) {
        Instant sweep = ports.time().instant().plus(ports.policy().sweepInterval());
        return firstDue(end, ports)
                .map(due -> due.isAfter(ports.time().instant()) ? due : sweep)
                .filter(end::isAfter)
                .orElse(end);
    }

    private static Optional<Instant> firstDue(Instant end, FaultPorts ports) {
        Stream<Instant> links = ports.links().due(end, Cursor.START, 1).items().stream()
                .flatMap(row -> row.value().flatMap(SyncLink::due).stream());
        Stream<Instant> integrations = ports.integrations().due(end, Cursor.START, 1).items().stream()
                .flatMap(row -> row.value().flatMap(Integration::due).stream());
        return Stream.concat(links, integrations).min(Instant::compareTo);
    }
}
