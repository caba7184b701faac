package io.holdfast.engine;

import io.holdfast.model.Lease;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Text;
import io.holdfast.model.Wordless;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Report;
import io.holdfast.transition.SyncStateMachine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a link needs now: finds a lost worker, begins a look or a recovery, or claims a waiting run and carries it out. */
final class RunWorker implements RunQueue.Worker {
    private static final Logger log = LoggerFactory.getLogger(RunWorker.class);

    /** What a run needs around it. */
    record Parts(
            Connectors connectors,
            SyncLinkStore links,
            CredentialKeeper credentials,
            FanOuts fanOuts,
            AttendeeStore attendees,
            Absences absences,
            LinkMover mover,
            Notices notices,
            ListGuard listGuard,
            InstantSource time,
            BooleanSupplier stopping) {}

    private final Parts parts;
    private final LeaseKeeper leases;
    private final Quarantine quarantine;

    RunWorker(Parts parts, LeaseKeeper leases, Quarantine quarantine) {
        this.parts = parts;
        this.leases = leases;
        this.quarantine = quarantine;
    }

    @Override
    public Optional<RunQueue.Ticket> work(SyncLinkId id) {
        return guarded(id, this::doWhatIsDue);
    }

    /** Tells a link what is due on it, without carrying anything out. */
    void announce(SyncLinkId id) {
        guarded(id, link -> LinkMover.ticket(isDue(link) ? announce(link) : link));
    }

    private Optional<RunQueue.Ticket> guarded(SyncLinkId id, Function<SyncLink, Optional<RunQueue.Ticket>> look) {
        if (quarantine.holds(Named.of(id), parts.time().instant())) {
            return Optional.empty();
        }
        try {
            Optional<RunQueue.Ticket> next = parts.links().load(id).flatMap(look);
            quarantine.release(Named.of(id));
            return next;
        } catch (UnknownIdException removed) {
            log.debug("{} was removed meanwhile", Named.of(id));
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            quarantine.add(Named.of(id), thrown, parts.time().instant());
            return Optional.empty();
        }
    }

    private Optional<RunQueue.Ticket> doWhatIsDue(SyncLink seen) {
        SyncLink link = seen;
        if (isDue(link)) {
            link = announce(link);
        }
        if (isDue(link)
                && link.run().filter(run -> !run.isWorking()).isPresent()
                && !parts.stopping().getAsBoolean()) {
            link = claim(link);
        }
        return parts.links()
                .load(link.id())
                .filter(left -> left.run().filter(run -> !run.isWorking()).isPresent())
                .flatMap(LinkMover::ticket);
    }

    private boolean isDue(SyncLink link) {
        return link.due().filter(at -> !at.isAfter(parts.time().instant())).isPresent();
    }

    /** Tells the link what is due on it: a worker that fell silent, a look or a recovery. */
    private SyncLink announce(SyncLink link) {
        return SyncStateMachine.announced(link)
                .map(due -> parts.mover().apply(link, due).link())
                .orElse(link);
    }

    private SyncLink claim(SyncLink waiting) {
        SyncRun run = waiting.run().orElseThrow();
        String owner = UUID.randomUUID().toString();
        SyncLink claimed =
                parts.mover().apply(waiting, Report.started(run.id(), owner)).link();
        boolean mine = claimed.run()
                .flatMap(SyncRun::lease)
                .map(Lease::owner)
                .filter(owner::equals)
                .isPresent();
        if (mine) {
            carryOut(claimed, claimed.run().orElseThrow());
        }
        return claimed;
    }

    private void carryOut(SyncLink claimed, SyncRun run) {
        RunExecution.End end;
        try (LeaseKeeper.Watch lease = leases.watch(claimed, run.id())) {
            end = new RunExecution(parts, claimed, run, lease).carryOut(run);
        }
        if (end.severed()) {
            parts.fanOuts().tell(claimed);
            parts.fanOuts().carryOn(claimed.binding().integration());
        }
        end.failed().ifPresent(attempt -> report(claimed, run, attempt));
    }

    private void report(SyncLink claimed, SyncRun run, FailedAttempt failed) {
        Instant now = parts.time().instant();
        if (parts.stopping().getAsBoolean()) {
            // an exchange that was cut short by our own shutdown says nothing about the provider
            parts.mover().apply(claimed.id(), Report.yielded(run.id(), claimed.fence(), now, SyncRun.Wait.NOW));
            return;
        }
        SyncFailure failure = failed.failure(claimed, now);
        log.info(
                "link={} run={} attempt={} failure={} reference={} request={}",
                Text.shown(claimed.id().value()),
                run.id(),
                run.attempt(),
                failure.kind(),
                failure.reference(),
                failure.providerRequest().map(Text::shown).orElse("none"));
        log.debug(
                "link={} reference={}",
                Text.shown(claimed.id().value()),
                failure.reference(),
                Wordless.copyOf(failed.thrown()));
        parts.mover()
                .apply(
                        claimed.id(),
                        Report.failed(run.id(), claimed.fence(), failure, failed.waitAtLeast(), failed.seen()));
    }
}
