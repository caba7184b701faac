package io.holdfast.engine.run;

import io.holdfast.engine.credential.Access;
import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.credential.Verdict;
import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.ListenerDispatcher;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.engine.pace.Pacer;
import io.holdfast.engine.webhook.Upkeep;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.Integration;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one claim of one run: reads page by page from its checkpoint, each page stored before its checkpoint is. Ends by
 * itself as soon as a later claim holds the run, because each of its writes is then refused.
 */
record RunExecution(
        ConnectorRegistry connectors,
        CredentialKeeper credentials,
        PageReader pages,
        AbsenceDetector absences,
        ListenerDispatcher listeners,
        Pacer pacer,
        Duration longestDoubt,
        Upkeep upkeep,
        InstantSource time,
        Predicate<SyncLink> mustLetGo) {
    private static final Logger log = LoggerFactory.getLogger(RunExecution.class);
    private static final String CREDENTIALS = "credential vault or the integration store";

    /** How a claim ended, unless nothing is left to say: with a failure, or because its connection is severed. */
    record End(Optional<FailedAttempt> failed, boolean severed, boolean atRest) {
        private static final End SAID = new End(Optional.empty(), false, false);
        private static final End SEVERED = new End(Optional.empty(), true, false);

        static End failed(FailedAttempt attempt) {
            return new End(Optional.of(attempt), false, false);
        }

        /** What is left to do on the link is known without looking at it once more. */
        private static End said(SyncLink last) {
            return last.run().isEmpty() ? new End(Optional.empty(), false, true) : SAID;
        }
    }

    /** Reads to the end of the list, unless the run is lost, its provider may not be called, or it must let go of it. */
    End carryOut(ClaimedRun claim) {
        ProviderConnector connector = connectors.of(claim.link().key().provider());
        try {
            Access access = StorageCall.call(CREDENTIALS, () -> credentials.enter(claim.link()));
            return access.fold(
                    open -> carryOut(claim, connector, open),
                    closed -> waitOrGiveUp(claim, closed),
                    severed -> End.SEVERED);
        } catch (ProviderException failed) {
            return End.failed(attempt(claim, connector, failed));
        } catch (StorageCall.Failed failed) {
            return End.failed(FailedAttempt.of(failed, claim.seen()));
        }
    }

    /** A run that has waited for long enough to know whether a refused credential is dead says what it waits for, and ends. */
    private End waitOrGiveUp(ClaimedRun claim, Access.Closed closed) {
        Optional<Instant> atMost = closed.refusedSince().map(since -> doubtEnds(claim.begun(), since));
        if (atMost.filter(end -> !end.isAfter(now())).isPresent()) {
            return End.failed(FailedAttempt.doubted(closed.refusedSince().orElseThrow()));
        }
        return yieldUntil(claim, atMost.filter(closed.until()::isAfter).orElse(closed.until()), closed.why());
    }

    private Instant doubtEnds(SyncRun run, Instant refusedSince) {
        Instant waitsSince = run.pagelessSince().filter(refusedSince::isBefore).orElse(refusedSince);
        return waitsSince.plus(longestDoubt);
    }

    private End carryOut(ClaimedRun claim, ProviderConnector connector, Access.Open open) {
        try {
            readAll(claim, connector, open);
            return End.said(claim.link());
        } catch (ProviderException failed) {
            Optional<Duration> wait =
                    FailedAttempt.wait(failed).map(asked -> rateLimited(claim.link(), failed.kind(), asked));
            return failed.suspectsCredential()
                    ? afterVerification(claim, connector, failed, open)
                    : End.failed(attempt(claim, connector, failed).waiting(wait));
        }
    }

    /** What the failure means if the credential is good stands only if it is. */
    private End afterVerification(
            ClaimedRun claim, ProviderConnector connector, ProviderException failed, Access.Open open) {
        Verdict verdict = StorageCall.call(
                CREDENTIALS, () -> credentials.verifyAfterFailure(open.integration(), claim.askedAt(), failed));
        return switch (verdict.kind()) {
            case STANDS, UNANSWERED -> End.failed(attempt(claim, connector, failed));
            case MOVED -> End.failed(attempt(claim, connector, failed).onceMore());
            case ASKED -> yieldUntil(claim, verdict.until().orElseThrow(), SyncRun.Wait.NOW);
            case SEVERED -> End.SEVERED;
        };
    }

    private static FailedAttempt attempt(ClaimedRun claim, ProviderConnector connector, ProviderException failed) {
        return FailedAttempt.of(failed, connector.capabilities().consistencyWindow(), claim.seen());
    }

    private static End yieldUntil(ClaimedRun claim, Instant until, SyncRun.Wait why) {
        claim.reportEnd(new WorkerReport.RunYielded(claim.run(), claim.fence(), until, why));
        return End.SAID;
    }

    /** The account's other links would be told the same, so they are kept from asking; this link waits anyway. */
    private Duration rateLimited(SyncLink link, FailureKind why, Duration asked) {
        try {
            return credentials.rateLimited(link.binding().integration(), why, asked);
        } catch (RuntimeException thrown) {
            log.debug(
                    "{} the provider's wait was not remembered",
                    LogIds.of(link.id()),
                    SanitizedThrowable.copyOf(thrown));
            return asked;
        }
    }

    private Integration answered(SyncLink link, Integration seen) {
        try {
            return credentials.answered(seen);
        } catch (RuntimeException thrown) {
            log.debug(
                    "{} that the provider answers again was not remembered",
                    LogIds.of(link.id()),
                    SanitizedThrowable.copyOf(thrown));
            return seen;
        }
    }

    private void readAll(ClaimedRun claim, ProviderConnector connector, Access.Open open) {
        PageWriter writer = pages.writer(claim.link());
        boolean announces = !claim.isFirst() || claim.begun().kind() != SyncRun.Kind.CATCH_UP;
        if (announces && !StorageCall.call("attendee store", () -> writer.announce(claim.fence()))) {
            return;
        }
        List<AttendeeId> named = NamedReads.whom(claim, connector.capabilities());
        if (named.isEmpty()) {
            readList(claim, connector, open, writer);
        } else {
            readNamed(claim, connector, open, writer, named);
        }
    }

    /** One that must be let go of is handed back; where it is lost, that comes too late and changes nothing. */
    private void readNamed(
            ClaimedRun claim,
            ProviderConnector connector,
            Access.Open open,
            PageWriter writer,
            List<AttendeeId> named) {
        Optional<NamedReads.Read> all = new NamedReads(pages, time)
                .read(claim, writer, connector, open.grant(), named, () -> mustLetGo.test(claim.link()));
        if (all.isEmpty()) {
            yieldUntil(claim, now(), SyncRun.Wait.NOW);
            return;
        }
        Integration account = answered(claim.link(), open.integration());
        RunResult read = result(claim, connector.capabilities(), all.get().last(), account);
        complete(claim, read.ofNamedAlone(all.get().missing()), account);
        listeners.progressed(claim.link());
    }

    private void readList(ClaimedRun claim, ProviderConnector connector, Access.Open open, PageWriter writer) {
        Grant grant = open.grant();
        ReadPlan plan = new ReadPlan(absences.policy(), time);
        Optional<Checkpoint> at = claim.begun().checkpoint();
        ReadMode read = at.map(Checkpoint::read).orElseGet(() -> plan.choose(claim, connector.capabilities()));
        if (at.isEmpty() && read.isFull()) {
            describe(claim, connector, grant);
            pacer.spend(claim.link());
        }
        boolean mayLag = ReadPlan.mayLag(connector.capabilities());
        NamesDuringScan names = new NamesDuringScan(pages, time);
        Integration account = open.integration();
        boolean goesOn = false;
        while (at.isEmpty() || at.get().cursor().isPresent()) {
            if (mustLetGo.test(claim.link())) {
                yieldUntil(claim, now(), SyncRun.Wait.NOW);
                return;
            }
            Optional<Duration> wait = goesOn ? pacer.nextPage(claim.link()) : Optional.empty();
            if (wait.isPresent()) {
                yieldUntil(claim, now().plus(wait.get()), ReadPlan.paced(claim.begun()));
                return;
            }
            goesOn = true;
            Checkpoint before = at.orElseGet(() -> plan.beginning(claim, read, connector.capabilities()));
            if (!names.read(claim, writer, connector, grant, before)) {
                return;
            }
            Optional<Checkpoint> after = pages.read(claim, writer, connector, grant, before, at.isEmpty());
            if (after.isEmpty()
                    || (ReadPlan.isKept(before, after.get())
                            && !claim.reportPage(after.get(), names.taken(), mayLag))) {
                return;
            }
            listeners.progressed(claim.link());
            at = after;
            account = answered(claim.link(), account);
        }
        pacer.readAll(claim.link(), at.get().begunAt());
        RunResult result = result(claim, connector.capabilities(), at.get(), account);
        boolean scanned = result.last().read().isFull();
        if (scanned) {
            demandRows(claim, result.last().tally());
        }
        Optional<RunResult> settled = scanned
                ? absences.settle(claim, new AbsenceDetector.Ended(result, writer, connector, grant))
                        .map(result::with)
                : Optional.of(result);
        Integration asked = account;
        settled.ifPresent(report -> complete(claim, report, asked));
    }

    private void complete(ClaimedRun claim, RunResult report, Integration account) {
        claim.reportEnd(new WorkerReport.RunCompleted(claim.run(), claim.fence(), report));
        if (claim.link().phase() == SyncPhase.LIVE) {
            upkeep.follow(claim.link(), account, claim.begun().kind() == SyncRun.Kind.IMPORT);
        }
    }

    private RunResult result(ClaimedRun claim, Capabilities capabilities, Checkpoint last, Integration account) {
        return RunResult.builder()
                .last(last)
                .sample(claim.sample())
                .recheck(ReadPlan.recheck(claim.begun(), capabilities).flatMap(claim::stillOwed))
                .consistencyWindow(capabilities.consistencyWindow())
                .suggestedInterval(capabilities.pollInterval())
                .webhooksArrive(upkeep.tellsOf(claim.link(), account))
                .affordableInterval(pacer.affordable(claim.link()))
                .numberedPages(capabilities.numberedPages())
                .build();
    }

    /** Looks at the event or channel; one whose facts forbid its import ends the run. */
    private void describe(ClaimedRun claim, ProviderConnector connector, Grant grant) {
        Instant now = now();
        claim.askFrom(now);
        RemoteSubject remote = ConnectorRegistry.describe(connector, grant, claim.remote());
        claim.see(new RemoteFacts(remote, connector.capabilities().feed(), now));
        if (!remote.importable()) {
            throw ProviderException.of(
                    FailureKind.NOT_IMPORTABLE,
                    "expected " + claim.remote().id().value() + " to be importable but "
                            + remote.obstacle().orElse(ImportObstacle.OTHER).sentence());
        }
    }

    /** A full scan of which nothing could be taken has read nothing, whatever it answered. */
    private static void demandRows(ClaimedRun claim, Tally tally) {
        if (tally.rejected() > 0 && tally.rejected() == tally.processed()) {
            String first = claim.sample().stream()
                    .findFirst()
                    .map(row -> ", the first as " + row.code() + ", " + row.message())
                    .orElse("");
            throw ProviderException.of(
                    FailureKind.MALFORMED,
                    "expected rows of " + claim.remote().id().value() + " that can be taken but all " + tally.rejected()
                            + " were rejected" + first + "; what came before is kept, look what the rows lack");
        }
    }

    private Instant now() {
        return time.instant();
    }
}
