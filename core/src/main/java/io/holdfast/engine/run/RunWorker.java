package io.holdfast.engine.run;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.Quarantine;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.engine.pace.Pacer;
import io.holdfast.engine.watch.LogContext;
import io.holdfast.internal.Text;
import io.holdfast.metrics.RunEnd;
import io.holdfast.model.Lease;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.UnknownIdException;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a link needs now: finds a lost worker, looks at its event or channel, begins a poll or an automatic retry, or claims a
 * waiting run and carries it out.
 */
public record RunWorker(
        SyncLinkStore links,
        LinkWriter writer,
        CredentialKeeper credentials,
        RunExecution execution,
        Looks looks,
        LeaseRenewer leases,
        LeaseWatch watch,
        Quarantine quarantine,
        ClaimsInHand inHand,
        Pacer pacer,
        ReadableRows readable,
        Lapses lapses,
        RunTeller teller,
        InstantSource time,
        BooleanSupplier stopping)
        implements RunQueue.Worker {
    private static final Logger log = LoggerFactory.getLogger(RunWorker.class);

    @Override
    public Optional<RunQueue.Ticket> work(SyncLinkId id) {
        return guarded(id, link -> lapses.isServed(link) ? doWhatIsDue(link) : Optional.empty());
    }

    /** Whether the engine stops: then nothing more is claimed. */
    boolean isStopping() {
        return stopping.getAsBoolean();
    }

    /** Hands back for its worker each run that is still worked: to another node it then need not look lost first. */
    public void handBack() {
        inHand.handBack(writer, time.instant());
    }

    /** How many runs are worked just now. */
    public int inHandNow() {
        return inHand.size();
    }

    /** Whether this node has what the link's provider needs; during a rolling deploy another may have what this one lacks. */
    boolean canWork(SyncLink link) {
        return execution.connectors().serves(link.key().provider());
    }

    /** Tells a link what is due on it, without carrying anything out. */
    public void announce(SyncLinkId id) {
        guarded(id, link -> LinkWriter.ticket(isDue(link) ? announce(link, Optional.empty()) : link));
    }

    /** Sets a link right that was decided by a clock that was ahead; if a worker is on it, its lease is watched instead. */
    void correct(SyncLinkId id) {
        guarded(id, link -> {
            if (link.run().filter(SyncRun::isWorking).isPresent()) {
                announce(link, Optional.empty());
            } else {
                writer.correct(link);
            }
            return Optional.empty();
        });
    }

    private Optional<RunQueue.Ticket> guarded(SyncLinkId id, Function<SyncLink, Optional<RunQueue.Ticket>> work) {
        if (quarantine.holds(LogIds.of(id), time.instant())) {
            return Optional.empty();
        }
        try {
            Optional<RunQueue.Ticket> next = readable.load(links, id)
                    .filter(this::canWork)
                    .flatMap(link -> LogContext.of(link).get(() -> work.apply(link)));
            quarantine.release(LogIds.of(id));
            return next;
        } catch (UnknownIdException removed) {
            log.debug("{} was removed meanwhile", LogIds.of(id));
            return Optional.empty();
        } catch (Throwable thrown) {
            quarantine.add(LogIds.of(id), thrown, time.instant());
            return Optional.empty();
        }
    }

    private Optional<RunQueue.Ticket> doWhatIsDue(SyncLink seen) {
        Optional<Duration> wait = waits(seen);
        if (wait.isPresent()) {
            Instant then = time.instant().plus(wait.get());
            return LinkWriter.ticket(seen)
                    .map(ticket -> new RunQueue.Ticket(ticket.link(), ticket.workspace(), then, ticket.urgency()));
        }
        SyncLink link = isLookNext(seen) && !stopping.getAsBoolean() ? looks.look(seen) : seen;
        String owner = UUID.randomUUID().toString();
        if (isDue(link)) {
            link = announce(link, Optional.of(owner).filter(mine -> !stopping.getAsBoolean()));
        }
        if (isDue(link) && link.run().filter(run -> !run.isWorking()).isPresent() && !stopping.getAsBoolean()) {
            link = claim(link, owner);
        }
        return isClaimed(link, owner) && leavesNothing(link) ? Optional.empty() : left(link);
    }

    private Optional<RunQueue.Ticket> left(SyncLink link) {
        return links.load(link.id())
                .filter(left -> left.run().filter(run -> !run.isWorking()).isPresent())
                .flatMap(LinkWriter::ticket);
    }

    /** How long the pace keeps back what is due; it is not begun then, and nothing is written. A worker's run has begun. */
    private Optional<Duration> waits(SyncLink seen) {
        if (!isDue(seen)) {
            pacer.leave(seen);
            return Optional.empty();
        }
        return seen.run().filter(SyncRun::isWorking).isPresent() ? Optional.empty() : pacer.enter(seen);
    }

    /** Whether it waits for its turn, so that there is nothing to do on it yet. */
    boolean isPaced(SyncLink link) {
        return pacer.holds(link);
    }

    /** A look goes before what is due besides, because that may be more after it. */
    private boolean isLookNext(SyncLink link) {
        return isDue(link)
                && SyncStateMachine.announced(link)
                        .filter(Fact.LookDue.class::isInstance)
                        .isPresent();
    }

    private boolean isDue(SyncLink link) {
        return link.due().filter(at -> !at.isAfter(time.instant())).isPresent();
    }

    /** Whether there is anything to tell a link that is due: a worker that may have fallen silent is watched first. */
    boolean isReady(SyncLink link) {
        return link.run().filter(SyncRun::isWorking).isEmpty() || watch.isLost(link, () -> announce(link.id()));
    }

    /**
     * Tells the link what is due on it: a worker that fell silent, an automatic retry, or a poll, which a worker that is there claims
     * with the same move.
     */
    private SyncLink announce(SyncLink link, Optional<String> owner) {
        if (!isReady(link) || isLookNext(link)) {
            return link;
        }
        return SyncStateMachine.announced(link)
                .map(due ->
                        due instanceof Fact.AutoRetryDue ? new Fact.AutoRetryDue(credentials.turnPasses(link)) : due)
                .map(due -> due instanceof Fact.PollDue ? new Fact.PollDue(owner) : due)
                .map(due -> told(link, due))
                .orElse(link);
    }

    private SyncLink told(SyncLink link, Trigger due) {
        Decision decision = writer.apply(link, due);
        if (due instanceof WorkerReport.RunLost && decision instanceof Decision.Moved) {
            teller.takenOver();
        }
        return decision.link();
    }

    private SyncLink claim(SyncLink waiting, String owner) {
        SyncRun run = waiting.run().orElseThrow();
        return writer.apply(waiting, new WorkerReport.RunStarted(run.id(), owner))
                .link();
    }

    private static boolean isClaimed(SyncLink link, String owner) {
        return link.run()
                .flatMap(SyncRun::lease)
                .map(Lease::owner)
                .filter(owner::equals)
                .isPresent();
    }

    /** Carries out the run of a claim; whether that leaves nothing to do on its link. */
    private boolean leavesNothing(SyncLink claimed) {
        return LogContext.of(claimed).get(() -> isCarriedOut(claimed));
    }

    private boolean isCarriedOut(SyncLink claimed) {
        inHand.add(claimed);
        RunCount count = new RunCount();
        SyncRun run = claimed.run().orElseThrow();
        long begun = teller.begun(claimed, run);
        try {
            RunExecution.End end = teller.under(claimed, () -> ended(claimed, run, count));
            if (end.severed()) {
                count.ends(RunEnd.Outcome.SEVERED);
            }
            end.failed().ifPresent(attempt -> count.ends(report(claimed, run, attempt)));
            return end.atRest();
        } finally {
            inHand.remove(claimed);
            teller.ended(claimed, run, begun, count);
        }
    }

    /** Whatever is thrown after a claim ends it at once: else its lease would keep it from everybody for minutes. */
    private RunExecution.End ended(SyncLink claimed, SyncRun run, RunCount count) {
        try {
            RunExecution.End end = end(claimed, run, count);
            if (end.severed()) {
                credentials.disconnect(claimed);
            }
            return end;
        } catch (UnknownIdException removed) {
            throw removed;
        } catch (StorageCall.Failed failed) {
            return RunExecution.End.failed(FailedAttempt.of(failed, Optional.empty()));
        } catch (Throwable thrown) {
            return RunExecution.End.failed(FailedAttempt.unforeseen(thrown));
        }
    }

    private RunExecution.End end(SyncLink claimed, SyncRun run, RunCount count) {
        try (LeaseRenewer.Watch lease = leases.watch(claimed, run.id())) {
            return execution.carryOut(new ClaimedRun(writer, claimed, lease, count, time.instant()));
        }
    }

    private RunEnd.Outcome report(SyncLink claimed, SyncRun run, FailedAttempt failed) {
        Instant now = time.instant();
        if (stopping.getAsBoolean()) {
            // an exchange that was cut short by our own shutdown says nothing about the provider
            Decision yielded = writer.apply(
                    claimed.id(),
                    new WorkerReport.RunYielded(run.id(), claimed.bookkeeping().fence(), now, SyncRun.Wait.NOW));
            return yielded instanceof Decision.Moved ? RunEnd.Outcome.PAUSED : RunEnd.Outcome.LOST;
        }
        SyncFailure failure = failed.failure(claimed, now);
        log.info(
                "link={} run={} attempt={} failure={} reference={} request={}",
                Text.escaped(claimed.id().value()),
                run.id(),
                run.attempt(),
                failure.kind(),
                failure.reference(),
                failure.providerRequest().map(Text::escaped).orElse("none"));
        log.debug(
                "link={} reference={}",
                Text.escaped(claimed.id().value()),
                failure.reference(),
                SanitizedThrowable.copyOf(failed.thrown()));
        Decision decision = writer.apply(
                claimed.id(),
                new WorkerReport.RunFailed(
                        run.id(), claimed.bookkeeping().fence(), failure, failed.waitAtLeast(), failed.seen()));
        if (!(decision instanceof Decision.Moved)) {
            return RunEnd.Outcome.LOST;
        }
        return decision.link().run().isPresent() ? RunEnd.Outcome.RETRIED : RunEnd.Outcome.GAVE_UP;
    }
}
