package io.holdfast.engine;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.EndGuard;
import io.holdfast.model.Hints;
import io.holdfast.model.Read;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.model.Wordless;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.Change;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Report;
import io.holdfast.transition.RunReport;
import io.holdfast.transition.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claim of one run: reads page by page from its checkpoint, each page stored before its checkpoint is. Ends by
 * itself as soon as a later claim holds the run, because each of its writes is then refused.
 */
final class RunExecution {
    private static final Logger log = LoggerFactory.getLogger(RunExecution.class);
    private static final String CREDENTIALS = "credential vault or the integration store";
    private static final int SAMPLE = 10;

    private final RunWorker.Parts parts;
    private final ProviderConnector connector;
    private final PageWriter writer;
    private final LeaseKeeper.Watch lease;
    private final RemoteRef remote;
    private final long run;
    private final long fence;
    private final List<Rejected> sample = new ArrayList<>();
    private SyncLink link;
    /** When the request that is on was sent. */
    private Instant askedAt;
    /** What was seen of the remote thing and has not been reported with a page. */
    private Optional<RemoteFacts> seen = Optional.empty();

    RunExecution(RunWorker.Parts parts, SyncLink claimed, SyncRun run, LeaseKeeper.Watch lease) {
        this.parts = parts;
        this.link = claimed;
        this.lease = lease;
        this.run = run.id();
        this.fence = claimed.fence();
        this.remote = claimed.key().remote();
        this.connector = parts.connectors().of(claimed.key().provider());
        this.writer = new PageWriter(parts.attendees(), claimed);
        this.askedAt = parts.time().instant();
    }

    /** How a claim ended, unless nothing is left to say: with a failure, or because its connection is severed. */
    record End(Optional<FailedAttempt> failed, boolean severed) {
        private static final End SAID = new End(Optional.empty(), false);
        private static final End SEVERED = new End(Optional.empty(), true);

        private static End failed(FailedAttempt attempt) {
            return new End(Optional.of(attempt), false);
        }
    }

    /** Reads to the end of the list, unless the run is lost, its provider lets nobody in, or the engine stops. */
    End carryOut(SyncRun claimed) {
        try {
            Access access = Storage.call(CREDENTIALS, () -> parts.credentials().enter(link));
            return access.fold(
                    open -> carryOut(claimed, open),
                    closed -> yieldUntil(closed.until(), closed.why()),
                    severed -> End.SEVERED);
        } catch (ProviderException failed) {
            return End.failed(attempt(failed));
        } catch (Storage.Failed failed) {
            return End.failed(FailedAttempt.of(failed, seen));
        }
    }

    private End carryOut(SyncRun claimed, Access.Open open) {
        try {
            readAll(claimed, open.grant());
            return End.SAID;
        } catch (ProviderException failed) {
            failed.retryAfter().ifPresent(this::beQuiet);
            return failed.suspectsCredential() ? afterSettling(failed, open) : End.failed(attempt(failed));
        }
    }

    /** What the failure means if the credential is good stands only if it is. */
    private End afterSettling(ProviderException failed, Access.Open open) {
        Verdict verdict =
                Storage.call(CREDENTIALS, () -> parts.credentials().settle(open.integration(), askedAt, failed));
        return switch (verdict.kind()) {
            case STANDS, UNANSWERED -> End.failed(attempt(failed));
            case MOVED -> End.failed(attempt(failed).onceMore());
            case ASKED -> yieldUntil(verdict.until().orElseThrow(), SyncRun.Wait.NOW);
            case SEVERED -> End.SEVERED;
        };
    }

    private FailedAttempt attempt(ProviderException failed) {
        return FailedAttempt.of(failed, connector.capabilities().consistencyWindow(), seen);
    }

    private End yieldUntil(Instant until, SyncRun.Wait why) {
        report(Report.yielded(run, fence, until, why));
        return End.SAID;
    }

    /** The account's other links would be told the same, so they are kept from asking; this link waits anyway. */
    private void beQuiet(Duration asked) {
        try {
            parts.credentials().quiet(link.binding().integration(), asked);
        } catch (RuntimeException thrown) {
            log.debug("{} the provider's wait was not remembered", Named.of(link.id()), Wordless.copyOf(thrown));
        }
    }

    private void readAll(SyncRun claimed, Grant grant) {
        if (!Storage.call("attendee store", () -> writer.takePen(fence, now()))) {
            return;
        }
        Optional<Checkpoint> at = claimed.checkpoint();
        Read read = at.map(Checkpoint::read).orElseGet(() -> chooseRead(claimed));
        if (at.isEmpty() && read.isWalk()) {
            seen = Optional.of(look(grant));
        }
        while (at.isEmpty() || at.get().cursor().isPresent()) {
            if (parts.stopping().getAsBoolean()) {
                report(Report.yielded(run, fence, now(), SyncRun.Wait.NOW));
                return;
            }
            Checkpoint before = at.orElseGet(() -> beginning(read));
            Optional<Checkpoint> after = readPage(grant, before, at.isEmpty());
            if (after.isEmpty() || !report(Report.pageApplied(run, fence, after.get(), seen))) {
                return;
            }
            tellProgress(link);
            at = after;
            seen = Optional.empty();
        }
        complete(claimed, at.get());
    }

    private void complete(SyncRun claimed, Checkpoint last) {
        RunReport.Builder completed = RunReport.builder();
        completed.last(last).sample(sample).lookAgain(lookAgain(claimed));
        if (last.read().isWalk()) {
            Duration window = connector.capabilities().consistencyWindow();
            Optional<Absences.Settled> settled = Storage.call(
                    "attendee store", () -> parts.absences().after(link, writer.pen(), last, window, now()));
            if (settled.isEmpty()) {
                return;
            }
            tell(settled.get().changes());
            completed.heldBack(settled.get().heldBack());
        }
        report(Report.completed(run, fence, completed.build()));
    }

    /** What a signal asked for is read again a while later, where the provider's answers may lag behind its signals. */
    private Optional<Hints> lookAgain(SyncRun claimed) {
        boolean mayLag = !connector.capabilities().consistencyWindow().isZero();
        return claimed.hints().filter(hints -> mayLag && claimed.urgency() == SyncRun.Urgency.SIGNAL);
    }

    /** A catch-up reads changes where the connector can and a watermark stands; all others walk. */
    private Read chooseRead(SyncRun claimed) {
        boolean changes = claimed.kind() == SyncRun.Kind.CATCH_UP
                && connector.capabilities().changes();
        return link.watermarks()
                .readFrom()
                .filter(mark -> changes)
                .map(mark ->
                        Read.changesSince(mark.minus(connector.capabilities().consistencyWindow())))
                .orElse(Read.WALK);
    }

    private RemoteFacts look(Grant grant) {
        Instant now = now();
        askFrom(now);
        return RemoteFacts.of(
                Outside.call(connector, () -> connector.look(grant, remote)),
                connector.capabilities().feed(),
                now);
    }

    /** Where a read begins. A walk's number is the fence of the claim that began it; other reads bear their run's id. */
    private Checkpoint beginning(Read read) {
        Instant now = now();
        return Checkpoint.builder()
                .read(read)
                .walk(read.isWalk() ? fence : run)
                .begunAt(now)
                .asOf(now)
                .cursor(Cursor.START)
                .tally(Tally.NONE)
                .guard(EndGuard.START)
                .takenAt(now)
                .build();
    }

    /** Reads and stores one page; gives where to go on, or nothing if the run is lost. */
    private Optional<Checkpoint> readPage(Grant grant, Checkpoint at, boolean first) {
        Instant readAt = now();
        askFrom(readAt);
        Cursor cursor = at.cursor().orElse(Cursor.START);
        AttendeePage page = Outside.call(connector, () -> fetch(grant, at.read(), cursor));
        EndGuard guard = parts.listGuard().count(at.guard(), cursor, page);
        if (lease.isLost()) {
            return Optional.empty();
        }
        Optional<PageWriter.Applied> applied =
                Storage.call("attendee store", () -> writer.write(page, at.walk(), readAt));
        return applied.map(changed -> {
            tell(changed);
            Checkpoint.Builder after = Checkpoint.builder();
            after.from(at)
                    .asOf(first ? page.asOf() : at.asOf())
                    .cursor(page.next())
                    .tally(changed.addedTo(at.tally(), page.expected()))
                    .guard(guard)
                    .takenAt(now());
            return after.build();
        });
    }

    private AttendeePage fetch(Grant grant, Read read, Cursor cursor) {
        return read.since()
                .map(since -> connector.changes(grant, remote, since, cursor))
                .orElseGet(() -> connector.attendees(grant, remote, cursor));
    }

    private void askFrom(Instant now) {
        lease.pageBegins(now);
        askedAt = now;
    }

    private void tellProgress(SyncLink applied) {
        parts.notices().tell(applied.id(), to -> to.progressed(applied));
    }

    private void tell(PageWriter.Applied applied) {
        SyncLink asked = link;
        applied.rejected().stream().limit(SAMPLE - (long) sample.size()).forEach(sample::add);
        tell(applied.changes());
        if (!applied.rejected().isEmpty()) {
            parts.notices().tell(asked.id(), to -> to.rejected(asked, applied.rejected()));
        }
    }

    private void tell(List<Change> changes) {
        SyncLink asked = link;
        if (!changes.isEmpty()) {
            parts.notices().tell(asked.id(), to -> to.attendeesChanged(asked, changes));
        }
    }

    /** Whether the report moved the link: if not, another claim holds the run. */
    private boolean report(Trigger trigger) {
        Decision decision = parts.mover().apply(link, trigger);
        link = decision.link();
        return decision instanceof Decision.Moved;
    }

    private Instant now() {
        return parts.time().instant();
    }
}
