package io.holdfast.testkit.contract;

import io.holdfast.model.Actor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Report;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.Wish;
import java.time.Instant;

/** Links as decisions make them. */
final class LinkSamples {
    static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");

    private LinkSamples() {}

    static Decision.Moved birth(String id, String remote, Instant due) {
        return SyncStateMachine.begin(
                SyncLinkId.of(id),
                SyncLink.Key.of(
                        WorkspaceId.of("acme"),
                        ProviderId.of("scripted"),
                        RemoteRef.of(SubjectKind.EVENT, RemoteId.of(remote))),
                SyncSubject.event("our-" + remote),
                SyncLink.Binding.of(IntegrationId.of("i-1"), 1),
                Actor.HOST,
                due);
    }

    static Decision.Moved birth(String id) {
        return birth(id, "remote-of-" + id, NOW);
    }

    /** A move with a record, after which nothing is due. */
    static Decision.Moved suspended(SyncLink link) {
        return move(link, Wish.suspend(Actor.HOST));
    }

    /** A move with a record, after which its run is due again. */
    static Decision.Moved resumed(SyncLink link) {
        return move(link, Wish.resume(Actor.HOST));
    }

    /** A move without a record, after which its lease's end is due. */
    static Decision.Moved claimed(SyncLink link, String owner) {
        return move(link, Report.started(link.run().orElseThrow().id(), owner));
    }

    private static Decision.Moved move(SyncLink link, Trigger trigger) {
        Decision decision = SyncStateMachine.decide(link, trigger, SyncPolicy.defaults(), NOW);
        if (decision instanceof Decision.Moved moved) {
            return moved;
        }
        throw new IllegalStateException("expected " + trigger.kind() + " to move link "
                + link.id().value() + " but found: " + decision.reason());
    }
}
