package io.holdfast.propertychecks;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.EndGuard;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Read;
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
import io.holdfast.transition.Report;
import io.holdfast.transition.RunReport;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.Wish;
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
                case CLAIM -> Report.started(run, "owner of " + link.version());
                case COMPLETE -> Report.completed(run, link.fence(), report(link, now));
                case FAIL_FOR_GOOD ->
                    Report.failed(run, link.fence(), failure(now), Optional.empty(), Optional.empty());
                case SIGNAL -> Fact.changeSignalled(Hints.ALL);
                case RETRY -> Wish.retry(Actor.member("our-member"));
                case SUSPEND -> Wish.suspend(Actor.member("our-member"));
                case RESUME -> Wish.resume(Actor.member("our-member"));
                case SEVER -> Fact.credentialSevered(INTEGRATION, link.binding().connection());
                case RECONNECT ->
                    Wish.reconnect(
                            Actor.member("our-member"),
                            SyncLink.Binding.of(INTEGRATION, link.binding().connection() + 1),
                            Optional.empty(),
                            true,
                            false);
                case DUE -> SyncStateMachine.announced(link).orElse(Fact.lookDue());
            };
        }
    }

    static Decision.Moved birth() {
        return SyncStateMachine.begin(
                SyncLinkId.of("our-link"),
                SyncLink.Key.of(
                        WorkspaceId.of("our-workspace"),
                        ProviderId.of("provider"),
                        RemoteRef.of(SubjectKind.EVENT, RemoteId.of("remote"))),
                SyncSubject.event("our-event"),
                SyncLink.Binding.of(INTEGRATION, 1),
                Actor.member("our-member"),
                START);
    }

    /** The integration that a link is bound to, as it is while the link is not disconnected. */
    static Integration bound(SyncLink link) {
        return Integration.builder()
                .id(INTEGRATION)
                .workspace(link.key().workspace())
                .provider(link.key().provider())
                .account(Account.of("account", "our account"))
                .status(Integration.Status.CONNECTED)
                .connection(link.binding().connection())
                .credentialVersion(1)
                .credential(SecretRef.of("drawer"))
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

    private static RunReport report(SyncLink link, Instant now) {
        Checkpoint last = Checkpoint.builder()
                .read(Read.WALK)
                .walk(link.version())
                .begunAt(now)
                .asOf(now)
                .tally(Tally.NONE)
                .guard(EndGuard.START.after(false, Cursor.of("end")))
                .takenAt(now)
                .build();
        return RunReport.builder().last(last).build();
    }

    private static SyncFailure failure(Instant now) {
        return SyncFailure.of(
                FailureKind.PERMISSION, "HF-1", "expected to see the event but found no permission; ask for it", now);
    }

    static Instant later(Instant now) {
        return now.plus(Duration.ofMinutes(11));
    }
}
