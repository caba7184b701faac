package io.holdfast.testkit.contract;

import io.holdfast.model.Actor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.Optional;

/** Links as decisions make them. */
final class LinkSamples {
    static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    static final WorkspaceId ACME = WorkspaceId.of("acme");
    static final IntegrationId INTEGRATION = IntegrationId.of("i-1");
    private static final SyncLink.Binding BINDING = new SyncLink.Binding(INTEGRATION, 1);

    private LinkSamples() {}

    static Decision.Moved birth(String id, String remote, Instant due) {
        return birth(id, ACME, remote, BINDING, due);
    }

    static Decision.Moved birth(
            String id, WorkspaceId workspace, String remote, SyncLink.Binding binding, Instant due) {
        return birth(id, workspace, remote, SyncSubject.event("our-" + remote), binding, due);
    }

    static Decision.Moved birth(
            String id,
            WorkspaceId workspace,
            String remote,
            SyncSubject subject,
            SyncLink.Binding binding,
            Instant due) {
        RemoteRef there = new RemoteRef(subject.kind(), RemoteId.of(remote));
        SyncLink.Key key = new SyncLink.Key(workspace, ProviderId.of("scripted"), there, subject);
        return SyncStateMachine.begin(SyncLinkId.of(id), key, binding, Actor.HOST, due);
    }

    /** A link of this remote, which feeds a subject of its own. */
    static Decision.Moved bound(String id, RemoteRef remote, SyncLink.Binding to) {
        SyncSubject subject = new SyncSubject(remote.kind(), "our-" + id);
        SyncLink.Key key = new SyncLink.Key(ACME, ProviderId.of("scripted"), remote, subject);
        return SyncStateMachine.begin(SyncLinkId.of(id), key, to, Actor.HOST, NOW);
    }

    /** A move with a record, after which the link is bound to another connection. */
    static Decision.Moved reconnected(SyncLink link, SyncLink.Binding to) {
        return move(link, new UserRequest.ReconnectRequested(Actor.HOST, to, Optional.empty(), true, false));
    }

    static Decision.Moved birth(String id) {
        return birth(id, "remote-of-" + id, NOW);
    }

    /** A link of one remote, the same for all, that feeds this subject. */
    static Decision.Moved feeding(String id, WorkspaceId workspace, SyncSubject subject) {
        return birth(id, workspace, "remote", subject, BINDING, NOW);
    }

    /** A link of the same workspace that feeds this subject. */
    static Decision.Moved feeding(String id, SyncSubject subject) {
        return birth(id, ACME, "remote-of-" + id, subject, BINDING, NOW);
    }

    /** A move with a record, after which nothing is due. */
    static Decision.Moved suspended(SyncLink link) {
        return move(link, new UserRequest.SuspendRequested(Actor.HOST));
    }

    /** A move with a record, after which its run is due again. */
    static Decision.Moved resumed(SyncLink link) {
        return move(link, new UserRequest.ResumeRequested(Actor.HOST));
    }

    /** A move without a record, after which its lease's end is due. */
    static Decision.Moved claimed(SyncLink link, String owner) {
        return move(link, new WorkerReport.RunStarted(link.run().orElseThrow().id(), owner));
    }

    /** The same move, to a link that remembers more. */
    static Decision.Moved stored(Decision.Moved move, SyncLink next) {
        return new Decision.Moved(next, move.trigger(), move.at(), move.reason(), move.record());
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
