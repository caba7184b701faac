package io.holdfast.benchmarks;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.LastRun;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.transition.Fact;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a move does to a {@link MutableLink}; its version grows last, by whoever called the move. */
final class MutableMoves {
    private MutableMoves() {}

    // requests

    static void bringForward(MutableLink link) {
        link.due = link.now;
        link.waitsFor = SyncRun.Wait.NOW;
        link.urgency = SyncRun.Urgency.PERSON;
    }

    static void importAgain(MutableLink link) {
        importing(link, SyncRun.Urgency.PERSON);
    }

    static void reconnect(MutableLink link) {
        importing(link, SyncRun.Urgency.PERSON);
        link.binding = ((UserRequest.ReconnectRequested) link.trigger).to();
    }

    static void resync(MutableLink link) {
        if (link.isWorking() || link.wasAskedToWait()) {
            link.resyncWanted = true;
        } else {
            begin(link, SyncRun.Kind.RESYNC, SyncRun.Urgency.PERSON);
        }
    }

    static void suspend(MutableLink link) {
        link.suspended = true;
        if (link.isWorking()) {
            release(link, link.now, SyncRun.Wait.NOW);
        }
    }

    static void resume(MutableLink link) {
        link.suspended = false;
        if (link.hasRun()) {
            if (!link.wasAskedToWait()) {
                link.due = link.now;
                link.waitsFor = SyncRun.Wait.NOW;
            }
            link.startedAt = null;
            if (link.hasBegun()) {
                link.change = Hints.ALL;
            }
        } else if (link.phase == SyncPhase.LIVE) {
            begin(link, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.PERSON);
            link.hints = Hints.ALL;
        }
    }

    // reports

    static void claim(MutableLink link) {
        Checkpoint last = link.checkpoint;
        if (last != null && link.kind != null && !goesOnFrom(last, link.kind, link)) {
            link.checkpoint = null;
        }
        link.owner = ((WorkerReport.RunStarted) link.trigger).owner();
        renewLease(link);
        link.fence = link.version + 1;
        if (link.startedAt == null) {
            link.startedAt = link.now;
        }
    }

    static void applyPage(MutableLink link) {
        WorkerReport.PageApplied page = (WorkerReport.PageApplied) link.trigger;
        long pages = page.after().guard().pages();
        if (pages > link.furthest) {
            link.furthest = pages;
            link.attempt = 1;
        }
        link.checkpoint = page.after();
        link.goneSince = null;
        Duration spent = link.policy.leaseDuration().minus(Duration.between(link.now, link.leaseUntil));
        if (spent.isNegative() || spent.compareTo(link.policy.leaseRenewal()) >= 0) {
            renewLease(link);
        }
        see(link, page.remote());
    }

    static void renewLease(MutableLink link) {
        link.leaseUntil = link.now.plus(link.policy.leaseDuration());
    }

    static void complete(MutableLink link) {
        RunResult report = ((WorkerReport.RunCompleted) link.trigger).report();
        Checkpoint last = report.last();
        look(link, report);
        if (link.importedAt == null) {
            link.importedAt = link.now;
        }
        link.watermarkBefore = link.watermark;
        link.watermark = last.asOf();
        link.provenAt = last.begunAt();
        link.failedRuns = 0;
        link.autoRetriesUsed = 0;
        link.healAt = null;
        boolean whole = last.tally().rejected() == 0;
        end(link, whole ? LastRun.Outcome.COMPLETED : LastRun.Outcome.PARTIAL, last.tally());
        enter(link, SyncPhase.LIVE);
        if (link.resyncWanted) {
            begin(link, SyncRun.Kind.RESYNC, SyncRun.Urgency.PERSON);
        } else if (link.change != null) {
            begin(link, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.SIGNAL);
            link.hints = link.change;
        }
        link.resyncWanted = false;
        link.change = null;
    }

    static void goOn(MutableLink link) {
        switch (link.setback()) {
            case HAND_BACK -> {
                WorkerReport.RunYielded report = (WorkerReport.RunYielded) link.trigger;
                release(link, report.due(), report.waitsFor());
            }
            case WAIT_AS_ASKED -> {
                WorkerReport.RunFailed report = (WorkerReport.RunFailed) link.trigger;
                Duration wait =
                        link.policy.retry().providerWait(report.waitAtLeast().orElse(Duration.ZERO));
                link.lastFailure = report.failure();
                release(link, link.now.plus(wait), SyncRun.Wait.PROVIDER_ASKED);
            }
            case WALK_ANEW -> {
                retry(link, failure(link));
                link.checkpoint = null;
                release(link, link.now, SyncRun.Wait.NOW);
            }
            case WAIT_FOR_CONFIRMATION -> {
                Instant confirmed = link.goneIsConfirmedAt();
                retry(link, failure(link));
                if (link.goneSince == null) {
                    link.goneSince = link.now;
                }
                release(link, confirmed, SyncRun.Wait.BACK_OFF);
            }
            default -> {
                Duration wait = link.policy.retry().backOff().after(link.attempt, link.seed());
                if (link.trigger instanceof WorkerReport.RunLost) {
                    wait = wait.minus(link.policy.leaseWatch());
                }
                retry(link, failure(link));
                release(link, wait.isNegative() ? link.now : link.now.plus(wait), SyncRun.Wait.BACK_OFF);
            }
        }
        see(link, seen(link));
    }

    static void giveUp(MutableLink link) {
        SyncFailure failure = failure(link);
        boolean overdue = link.setback() == MutableLink.Setback.GIVE_UP_OVERDUE;
        boolean spent = overdue
                ? failure.kind().retryable()
                : link.failures + 1 >= link.policy.retry().maxFailures();
        if (spent && link.furthest > 0) {
            failure = failure.retold(FailureKind.NO_PROGRESS, "pages came, but last " + failure.kind() + ": ");
        }
        see(link, seen(link));
        Checkpoint last = link.checkpoint;
        end(link, LastRun.Outcome.GAVE_UP, last == null ? Tally.NONE : last.tally());
        forget(link);
        if (link.failedRuns == 0) {
            link.incidentSince = failure.at();
        }
        link.failedRuns++;
        link.incidentLast = failure;
        List<Duration> quick = link.policy.autoRetry().quick();
        Duration wait = link.autoRetriesUsed < quick.size()
                ? quick.get(link.autoRetriesUsed)
                : link.policy.autoRetry().then();
        link.healAt = failure.kind().autoRetries(link.remote != null) ? link.now.plus(wait) : null;
        enter(link, link.importedAt == null ? SyncPhase.IMPORT_FAILED : SyncPhase.SYNC_FAILED);
    }

    // facts

    static void signal(MutableLink link) {
        Hints signalled = ((Fact.ChangeSignalled) link.trigger).hints();
        if (!link.hasRun()) {
            begin(link, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.SIGNAL);
            link.hints = signalled;
        } else if (link.hasBegun()) {
            link.change = link.joined(link.change, signalled);
        } else {
            link.hints = link.joined(link.hints, signalled);
        }
    }

    static void look(MutableLink link) {
        if (link.hasCome(link.walkAt)) {
            begin(link, SyncRun.Kind.RESYNC, SyncRun.Urgency.ROUTINE);
            return;
        }
        boolean named = !link.hasCome(link.pollAt) && link.secondHints != null;
        begin(link, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.ROUTINE);
        link.hints = named ? link.secondHints : Hints.ALL;
    }

    static void wake(MutableLink link) {
        link.healAt = link.now;
    }

    static void heal(MutableLink link) {
        importing(link, SyncRun.Urgency.ROUTINE);
        link.autoRetriesUsed++;
    }

    static void disconnect(MutableLink link) {
        if (link.hasRun()) {
            link.fence = link.version + 1;
        }
        stop(link);
        forget(link);
        link.healAt = null;
        enter(link, SyncPhase.DISCONNECTED);
    }

    // parts

    static void begin(MutableLink link, SyncRun.Kind kind, SyncRun.Urgency urgency) {
        stop(link);
        link.run = link.version + 1;
        link.kind = kind;
        link.urgency = urgency;
        link.due = link.now;
        link.waitsFor = SyncRun.Wait.NOW;
        link.attempt = 1;
    }

    /** Nothing is remembered for after the run, and nothing is looked at unasked. */
    static void forget(MutableLink link) {
        link.change = null;
        link.resyncWanted = false;
        link.pollAt = null;
        link.walkAt = null;
        link.secondAt = null;
        link.secondHints = null;
    }

    private static void stop(MutableLink link) {
        link.kind = null;
        link.owner = null;
        link.failures = 0;
        link.checkpoint = null;
        link.furthest = 0;
        link.lastFailure = null;
        link.goneSince = null;
        link.hints = null;
        link.startedAt = null;
    }

    private static void importing(MutableLink link, SyncRun.Urgency urgency) {
        if (link.hasRun()) {
            link.fence = link.version + 1;
        }
        begin(link, SyncRun.Kind.IMPORT, urgency);
        forget(link);
        link.healAt = null;
        enter(link, SyncPhase.IMPORTING);
    }

    private static void enter(MutableLink link, SyncPhase phase) {
        if (link.phase != phase) {
            link.phase = phase;
            link.since = link.now;
        }
    }

    private static void release(MutableLink link, Instant due, SyncRun.Wait waitsFor) {
        link.due = due;
        link.waitsFor = waitsFor;
        link.owner = null;
        link.fence = link.version + 1;
    }

    private static void retry(MutableLink link, SyncFailure failure) {
        link.attempt++;
        link.failures++;
        link.lastFailure = failure;
    }

    private static void end(MutableLink link, LastRun.Outcome outcome, Tally tally) {
        link.lastOutcome = outcome;
        link.lastKind = link.kind;
        link.lastStartedAt = link.startedAt == null ? link.now : link.startedAt;
        link.lastEndedAt = link.now;
        link.lastTally = tally;
        link.fence = link.version + 1;
        stop(link);
    }

    private static SyncFailure failure(MutableLink link) {
        if (link.trigger instanceof WorkerReport.RunFailed report) {
            return report.failure();
        }
        boolean yielded = link.trigger instanceof WorkerReport.RunYielded;
        return SyncFailure.of(
                yielded ? FailureKind.NO_PROGRESS : FailureKind.LOST,
                SyncFailure.reference(link.seed()),
                "expected the worker to go on but it ended, attempt " + link.attempt,
                link.now);
    }

    private static Optional<RemoteFacts> seen(MutableLink link) {
        return link.trigger instanceof WorkerReport.RunFailed report ? report.remote() : Optional.empty();
    }

    private static void see(MutableLink link, Optional<RemoteFacts> seen) {
        if (seen.isPresent()) {
            link.remote = seen.get();
        }
    }

    private static boolean goesOnFrom(Checkpoint last, SyncRun.Kind kind, MutableLink link) {
        return !last.takenAt().isBefore(link.now.minus(link.policy.checkpointAge())) && last.serves(kind, link.version);
    }

    private static void look(MutableLink link, RunResult report) {
        Checkpoint last = report.last();
        RemoteSubject subject = link.remote == null ? null : link.remote.subject();
        boolean nothingTells = link.remote != null && link.remote.feed() == Feed.NONE;
        if (nothingTells || (subject != null && subject.cancelled())) {
            link.pollAt = null;
            link.walkAt = null;
        } else {
            Instant end = subject == null ? null : subject.endsAt().orElse(null);
            boolean over = end != null && last.begunAt().isAfter(end);
            Duration poll = over ? link.policy.pollIntervalAfterEnd() : link.policy.pollInterval();
            link.pollAt = unlessOver(last.begunAt().plus(poll), end, link);
            if (last.read().isFull()) {
                link.walkAt = unlessOver(last.begunAt().plus(link.policy.fullScanInterval()), end, link);
            }
        }
        if (link.secondAt != null && !link.secondAt.isAfter(last.begunAt())) {
            link.secondAt = null;
            link.secondHints = null;
        }
        if (report.recheck().isPresent()) {
            link.secondAt = link.now.plus(link.policy.consistencyRecheck());
            link.secondHints = link.joined(link.secondHints, report.recheck().get());
        }
    }

    private static @Nullable Instant unlessOver(Instant at, @Nullable Instant end, MutableLink link) {
        return end != null && at.isAfter(end.plus(link.policy.pollAfterEnd())) ? null : at;
    }
}
