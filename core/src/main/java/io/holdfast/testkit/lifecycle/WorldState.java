package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Feed;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Fact;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A link and what is around it: the instant, two integrations of its provider, and the last worker whose run was taken
 * from it but that may still speak.
 */
record WorldState(SyncLink link, Instant now, Authorisation first, Authorisation second, Optional<Claim> late) {
    static final WorkspaceId WORKSPACE = WorkspaceId.of("workspace");
    static final ProviderId PROVIDER = ProviderId.of("provider");
    static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote"));
    static final IntegrationId FIRST = IntegrationId.of("first");
    static final IntegrationId SECOND = IntegrationId.of("second");
    static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

    /** What a worker was given: a run, and the fence under which it reports. */
    record Claim(long run, long fence) {}

    static WorldState start() {
        SyncLink born = SyncStateMachine.begin(
                        SyncLinkId.of("link"),
                        new SyncLink.Key(WORKSPACE, PROVIDER, REMOTE, SyncSubject.event("event")),
                        new SyncLink.Binding(FIRST, 1),
                        Actor.HOST,
                        START)
                .next();
        return new WorldState(born, START, Authorisation.NEVER_SEVERED, Authorisation.NEVER_SEVERED, Optional.empty());
    }

    /**
     * A link that has been live for a while and asks a person about removals: a second beginning, because from the first it takes
     * many steps to get there.
     */
    static WorldState asking(SyncPolicy policy) {
        WorldState born = start();
        WorldState missed = born.scanned(policy);
        Instant settled = START.plus(policy.absence().settling());
        WorldState due = missed.at(settled);
        return due.moved(decided(due.link(), new Fact.PollDue(), policy, settled))
                .scanned(policy);
    }

    /** The scene after its run was claimed and has missed many. */
    private WorldState scanned(SyncPolicy policy) {
        SyncLink claimed = decided(
                link, new WorkerReport.RunStarted(link.run().orElseThrow().id(), "the first owner"), policy, now);
        long run = claimed.run().orElseThrow().id();
        long fence = claimed.bookkeeping().fence();
        RunResult missed = new Scans(claimed, now).many();
        return moved(decided(claimed, new WorkerReport.RunCompleted(run, fence, missed), policy, now));
    }

    private static SyncLink decided(SyncLink link, Trigger trigger, SyncPolicy policy, Instant now) {
        return SyncStateMachine.decide(link, trigger, policy, now).link();
    }

    /** The scene after a move: a worker that was left without its run speaks late from now on. */
    WorldState moved(SyncLink next) {
        Optional<Claim> claim = claim(link);
        boolean left = claim.isPresent() && !claim.equals(claim(next));
        return new WorldState(next, now, first, second, left ? claim : late);
    }

    WorldState at(Instant later) {
        return new WorldState(link, later, first, second, late);
    }

    WorldState withFirst(Authorisation other) {
        return new WorldState(link, now, other, second, late);
    }

    WorldState withSecond(Authorisation other) {
        return new WorldState(link, now, first, other, late);
    }

    WorldState withBound(Authorisation other) {
        return isBoundToFirst() ? withFirst(other) : withSecond(other);
    }

    /** What the provider tells of the event now. */
    RemoteFacts remote(boolean cancelled) {
        RemoteSubject subject = RemoteSubject.builder()
                .ref(REMOTE)
                .title("An event")
                .cancelled(cancelled)
                .build();
        return new RemoteFacts(subject, Feed.POLL, now);
    }

    Authorisation of(IntegrationId integration) {
        return integration.equals(FIRST) ? first : second;
    }

    boolean isBoundToFirst() {
        return link.binding().integration().equals(FIRST);
    }

    Authorisation bound() {
        return isBoundToFirst() ? first : second;
    }

    boolean isBoundSevered() {
        return bound().hasSevered(link.binding().connection());
    }

    List<Integration> integrations() {
        return List.of(integration(FIRST, first), integration(SECOND, second));
    }

    static Optional<Claim> claim(SyncLink link) {
        return link.run()
                .filter(run -> run.isWorking())
                .map(run -> new Claim(run.id(), link.bookkeeping().fence()));
    }

    private static Integration integration(IntegrationId id, Authorisation state) {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(state.connection())
                        .credential(SecretRef.of(id.value()))
                        .build())
                .id(id)
                .workspace(WORKSPACE)
                .provider(PROVIDER)
                .account(new Account(id.value(), id.value()))
                .status(state.isConnected() ? Integration.Status.CONNECTED : Integration.Status.DISCONNECTED)
                .connection(state.connection())
                .connectedAt(START)
                .version(1)
                .build();
    }
}
