package io.holdfast.engine.run;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.gateway.Quarantine;
import io.holdfast.engine.webhook.Upkeep;
import io.holdfast.policy.SyncPolicy;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** The parts of this room that others use, put together once. */
public record Runs(RunWorker worker, Reconciler reconciler) {
    /** Puts them together; leases are renewed by the timer, and once the engine stops no run goes on. */
    public static Runs assemble(
            Gateway gateway,
            Credentials credentials,
            Upkeep upkeep,
            Ports ports,
            RepeatingTimer timer,
            BooleanSupplier stopping) {
        SyncPolicy policy = ports.policy();
        InstantSource time = ports.time();
        CredentialKeeper keeper = credentials.keeper();
        Quarantine quarantine = gateway.quarantine();
        Lapses lapses = new Lapses(ports.served());
        PageReader pages = new PageReader(
                ports.attendees(), new EndlessListGuard(policy), gateway.listeners(), credentials.pacer(), time);
        AbsenceDetector absences = new AbsenceDetector(ports.attendees(), pages, gateway.listeners(), policy, time);
        RunExecution execution = new RunExecution(
                gateway.connectors(),
                keeper,
                pages,
                absences,
                gateway.listeners(),
                credentials.pacer(),
                policy.credentials().longestDoubt(),
                upkeep,
                time,
                link -> stopping.getAsBoolean() || !lapses.isServed(link));
        LeaseRenewer leases = new LeaseRenewer(gateway.links(), policy, ports.ticker(), timer);
        LeaseWatch watch = new LeaseWatch(gateway.watches(), policy, time, timer);
        RunWorker worker = new RunWorker(
                ports.links(),
                gateway.links(),
                keeper,
                execution,
                new Looks(gateway.connectors(), keeper, ports.links(), gateway.links(), gateway.readable(), time),
                leases,
                watch,
                quarantine,
                new ClaimsInHand(),
                credentials.pacer(),
                gateway.readable(),
                lapses,
                new RunTeller(ports.observer()),
                time,
                stopping);
        DecidedAhead ahead = new DecidedAhead(
                ports.links(), ports.integrations(), worker, credentials.sweeper(), gateway.readable(), policy, time);
        return new Runs(
                worker,
                new Reconciler(
                        ports.links(),
                        ports.queue(),
                        worker,
                        credentials.sweeper(),
                        ahead,
                        quarantine,
                        gateway.readable(),
                        lapses,
                        time,
                        ports.observer(),
                        gateway.log()));
    }
}
