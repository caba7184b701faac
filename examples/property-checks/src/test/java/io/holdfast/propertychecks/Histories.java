package io.holdfast.propertychecks;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ProviderId;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What can happen to a link of ours, a trigger each. */
final class Histories {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    static final SyncPolicy POLICY = SyncPolicy.defaults();
    private static final IntegrationId INTEGRATION = IntegrationId.of("our-integration");

    private Histories() {}

    /** One thing that happens. */
    enum Happening {
        CLAIM,
        COMPLETE,
        FAIL_FOR_GOOD,
        SIGNAL,
        RETRY,
        SUSPEND,
        RESUME,
        SEVER,
        RECONNECT,
        DUE;

        Trigger to(SyncLink link, Instant now) {
            long run = link.run().map(SyncRun::id).orElse(link.version());
            return switch (this) {
                case CLAIM -> new WorkerReport.RunStarted(run, "owner of " + link.version());
                case COMPLETE ->
                    new WorkerReport.RunCompleted(run, link.bookkeeping().fence(), report(link, now));
                case FAIL_FOR_GOOD ->
                    new WorkerReport.RunFailed(
                            run, link.bookkeeping().fence(), failure(now), Optional.empty(), Optional.empty());
                case SIGNAL -> new Fact.ChangeSignalled(Hints.ALL);
                case RETRY -> new UserRequest.RetryRequested(Actor.member("our-member"));
                case SUSPEND -> new UserRequest.SuspendRequested(Actor.member("our-member"));
                case RESUME -> new UserRequest.ResumeRequested(Actor.member("our-member"));
                case SEVER ->
                    new Fact.CredentialSevered(INTEGRATION, link.binding().connection());
                case RECONNECT ->
                    new UserRequest.ReconnectRequested(
                            Actor.member("our-member"),
                            new SyncLink.Binding(INTEGRATION, link.binding().connection() + 1),
                            Optional.empty(),
                            true,
                            false);
                case DUE -> SyncStateMachine.announced(link).orElse(new Fact.PollDue());
            };
        }
    }

    static Decision.Moved birth() {
        return SyncStateMachine.begin(
                SyncLinkId.of("our-link"),
                new SyncLink.Key(
                        WorkspaceId.of("our-workspace"),
                        ProviderId.of("provider"),
                        new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote")),
                        SyncSubject.event("our-event")),
                new SyncLink.Binding(INTEGRATION, 1),
                Actor.member("our-member"),
                START);
    }

    /** The integration that a link is bound to, as it is while the link is not disconnected. */
    static Integration bound(SyncLink link) {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot"))
                        .build())
                .id(INTEGRATION)
                .workspace(link.key().workspace())
                .provider(link.key().provider())
                .account(new Account("account", "our account"))
                .status(Integration.Status.CONNECTED)
                .connection(link.binding().connection())
                .connectedAt(START)
                .version(1)
                .build();
    }

    /** Stores a link that was put on hold and resumed. */
    static SyncLink told(SyncLinkStore store) {
        SyncLink link = store.createIfAbsent(birth());
        for (Happening happening : new Happening[] {Happening.SUSPEND, Happening.RESUME, Happening.CLAIM}) {
            Decision decision = SyncStateMachine.decide(link, happening.to(link, START), POLICY, START);
            if (decision instanceof Decision.Moved moved && store.replace(moved)) {
                link = moved.next();
            }
        }
        return link;
    }

    private static RunResult report(SyncLink link, Instant now) {
        Checkpoint last = Checkpoint.builder()
                .read(ReadMode.FULL)
                .scan(link.version())
                .begunAt(now)
                .asOf(now)
                .tally(Tally.NONE)
                .guard(PaginationProgress.START.after(false, Cursor.of("end")))
                .takenAt(now)
                .build();
        return RunResult.builder().last(last).build();
    }

    private static SyncFailure failure(Instant now) {
        return SyncFailure.of(
                FailureKind.PERMISSION, "HF-1", "expected to see the event but found no permission; ask for it", now);
    }

    static Instant later(Instant now) {
        return now.plus(Duration.ofMinutes(11));
    }
}
