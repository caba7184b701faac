package io.holdfast.transition;

import io.holdfast.model.Actor;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ProviderId;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Links in the states that tests begin with, each reached by decisions alone where triggers can reach it. */
final class Links {
    static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    static final SyncPolicy POLICY = SyncPolicy.defaults();
    static final Actor PERSON = Actor.member("m-1");
    static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));

    private Links() {}

    static SyncLink born() {
        return birth().next();
    }

    static Decision.Moved birth() {
        return SyncStateMachine.begin(
                SyncLinkId.of("link-1"),
                new SyncLink.Key(
                        WorkspaceId.of("acme"), ProviderId.of("scripted"), REMOTE, SyncSubject.event("our-42")),
                new SyncLink.Binding(IntegrationId.of("i-1"), 1),
                PERSON,
                NOW);
    }

    static SyncLink importing() {
        return claimed(born());
    }

    static SyncLink withPage() {
        return pageApplied(importing(), 1, NOW);
    }

    static SyncLink live() {
        return completed(importing(), NOW);
    }

    static SyncLink polling() {
        return claimed(
                moved(live(), new Fact.PollDue(), NOW.plus(POLICY.pollInterval())), NOW.plus(POLICY.pollInterval()));
    }

    static SyncLink importFailed() {
        return failed(importing(), FailureKind.REJECTED);
    }

    static SyncLink syncFailed() {
        return failed(polling(), FailureKind.REJECTED);
    }

    /** Of a failure that time may mend: a recovery is due. */
    static SyncLink failedForTime() {
        SyncPolicy once = SyncPolicy.builder()
                .retry(RetryPolicy.builder().maxAttempts(1).build())
                .build();
        return SyncStateMachine.decide(
                        polling(), failure(polling(), FailureKind.UNREACHABLE, Optional.empty()), once, NOW)
                .link();
    }

    /** Waiting because its provider asked for it. */
    static SyncLink asked(SyncLink working, Duration wait) {
        return moved(working, failure(working, FailureKind.RATE_LIMITED, Optional.of(wait)), NOW);
    }

    static SyncLink disconnected() {
        return moved(live(), new Fact.CredentialSevered(IntegrationId.of("i-1"), 1), NOW);
    }

    static SyncLink in(SyncPhase phase) {
        return switch (phase) {
            case IMPORTING -> importing();
            case IMPORT_FAILED -> importFailed();
            case LIVE -> live();
            case SYNC_FAILED -> syncFailed();
            case DISCONNECTED -> disconnected();
        };
    }

    static SyncLink suspended(SyncLink link) {
        return moved(link, new UserRequest.SuspendRequested(PERSON), NOW);
    }

    static SyncLink claimed(SyncLink link) {
        return claimed(link, NOW);
    }

    static SyncLink claimed(SyncLink link, Instant now) {
        return moved(link, new WorkerReport.RunStarted(link.run().orElseThrow().id(), "owner-1"), now);
    }

    static SyncLink failed(SyncLink link, FailureKind kind) {
        return moved(link, failure(link, kind, Optional.empty()), NOW);
    }

    static SyncLink completed(SyncLink link, Instant now) {
        RunResult report = report(checkpoint(link, 2, now, Optional.empty()));
        SyncLink applied = moved(
                link,
                new WorkerReport.PageApplied(
                        link.run().orElseThrow().id(), link.bookkeeping().fence(), report.last(), Optional.of(facts())),
                now);
        return moved(applied, completion(link, report), now);
    }

    static SyncLink pageApplied(SyncLink link, long page, Instant now) {
        return moved(
                link,
                new WorkerReport.PageApplied(
                        link.run().orElseThrow().id(),
                        link.bookkeeping().fence(),
                        checkpoint(link, page, now, Optional.of(Cursor.of("page-" + (page + 1)))),
                        Optional.of(facts())),
                now);
    }

    static WorkerReport.RunCompleted completion(SyncLink link, RunResult report) {
        return new WorkerReport.RunCompleted(
                link.run().orElseThrow().id(), link.bookkeeping().fence(), report);
    }

    static RunResult report(Checkpoint last) {
        return RunResult.builder().last(last).build();
    }

    static WorkerReport.RunFailed failure(SyncLink link, FailureKind kind, Optional<Duration> wait) {
        return new WorkerReport.RunFailed(
                link.run().map(SyncRun::id).orElse(0L),
                link.bookkeeping().fence(),
                SyncFailure.of(kind, "HF-1", "expected this, found that", NOW),
                wait,
                Optional.empty());
    }

    static Checkpoint checkpoint(SyncLink link, long page, Instant now, Optional<Cursor> cursor) {
        PaginationProgress guard = PaginationProgress.START;
        for (long i = 1; i <= page; i++) {
            guard = guard.after(false, Cursor.of("page-" + i));
        }
        return Checkpoint.builder()
                .read(ReadMode.FULL)
                .scan(link.bookkeeping().fence())
                .begunAt(now)
                .asOf(now)
                .cursor(cursor)
                .tally(Tally.builder().added(page * 10).expected(page * 10).build())
                .guard(guard)
                .takenAt(now)
                .build();
    }

    static RemoteFacts facts() {
        RemoteSubject subject = RemoteSubject.builder()
                .ref(REMOTE)
                .title("Harbour Data Night")
                .endsAt(NOW.plus(Duration.ofDays(60)))
                .build();
        return new RemoteFacts(subject, Feed.POLL, NOW);
    }

    static SyncLink moved(SyncLink link, Trigger trigger, Instant now) {
        Decision decision = SyncStateMachine.decide(link, trigger, POLICY, now);
        if (decision instanceof Decision.Moved moved) {
            return moved.next();
        }
        throw new AssertionError("expected a move on " + trigger.kind() + " but found: " + decision.reason());
    }
}
