package io.holdfast.engine.run;

import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** The parts of this room that others use, put together once. */
public record Runs(RunWorker worker, Reconciler reconciler) {
    /** Puts them together; leases are renewed by the timer, and once the engine stops no run goes on. */
    public static Runs assemble(
            Gateway gateway,
            Credentials credentials,
            SyncLinkStore links,
            AttendeeStore attendees,
            RunQueue queue,
            SyncPolicy policy,
            InstantSource time,
            RepeatingTimer timer,
            BooleanSupplier stopping) {
        RunExecution execution = new RunExecution(
                gateway.connectors(),
                credentials.keeper(),
                new PageReader(attendees, new EndlessListGuard(policy), gateway.listeners(), time),
                new AbsenceDetector(attendees, policy),
                gateway.listeners(),
                time,
                stopping);
        RunWorker worker = new RunWorker(
                links,
                gateway.links(),
                credentials.keeper(),
                execution,
                new LeaseRenewer(gateway.links(), policy, time, timer),
                gateway.quarantine(),
                time,
                stopping);
        return new Runs(
                worker,
                new Reconciler(
                        links, queue, worker, credentials.sweeper(), gateway.quarantine(), gateway.readable(), time));
    }
}
