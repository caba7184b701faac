package io.holdfast.presentation;

import io.holdfast.model.Account;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links in each phase as a page meets them, with the integration that they are bound to. */
public final class Looks {
    static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("1"));
    static final SyncFailure FAILURE = SyncFailure.of(FailureKind.UNREACHABLE, "HF-1", "no answer came", NOW);

    private Looks() {}

    public static StatusView view(SyncLink link) {
        return view(link, integration(Integration.Status.CONNECTED));
    }

    static StatusView view(SyncLink link, Integration sibling) {
        return StatusView.of(link, explain(link, sibling), List.of(sibling), command -> true);
    }

    /** Such a link of one of the host's channels. */
    static SyncLink.Builder channel(SyncPhase phase) {
        SyncLink.Key event = link(phase).build().key();
        SyncLink.Builder channel = link(phase);
        channel.key(new SyncLink.Key(
                event.workspace(),
                event.provider(),
                new RemoteRef(SubjectKind.CHANNEL, REMOTE.id()),
                SyncSubject.channel("our-channel")));
        return channel;
    }

    static Explanation explain(SyncLink link, Integration sibling) {
        return RecoveryRules.explain(link, List.of(sibling), SyncPolicy.defaults(), NOW);
    }

    public static SyncLink.Builder link(SyncPhase phase) {
        SyncLink.Builder link = SyncLink.builder();
        link.id(SyncLinkId.of("link-1"))
                .key(new SyncLink.Key(
                        WorkspaceId.of("acme"), ProviderId.of("scripted"), REMOTE, SyncSubject.event("our-42")))
                .binding(new SyncLink.Binding(IntegrationId.of("i-1"), 1))
                .phase(phase)
                .since(NOW)
                .bookkeeping(LinkBookkeeping.builder().fence(1).build())
                .version(2)
                .provenAt(NOW)
                .remote(new RemoteFacts(
                        RemoteSubject.builder().ref(REMOTE).title("Any").build(), Feed.POLL, NOW));
        switch (phase) {
            case IMPORTING -> link.run(run());
            case IMPORT_FAILED -> link.incident(Incident.opened(FAILURE));
            case LIVE, DISCONNECTED -> link.importedAt(NOW);
            case SYNC_FAILED -> link.importedAt(NOW).incident(Incident.opened(FAILURE));
        }
        return link;
    }

    /** A live link whose next poll is near, as each is. */
    static SyncLink polled() {
        PollSchedule soon = new PollSchedule(
                Optional.of(NOW.plusSeconds(300)),
                Optional.of(NOW.plusSeconds(86_400)),
                Optional.empty(),
                Optional.empty());
        return link(SyncPhase.LIVE).build().toBuilder(kept -> kept.polls(soon)).build();
    }

    static SyncRun run() {
        return SyncRun.builder()
                .id(1)
                .kind(SyncRun.Kind.IMPORT)
                .urgency(SyncRun.Urgency.PERSON)
                .due(NOW)
                .build();
    }

    static Integration integration(Integration.Status status) {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot-1"))
                        .build())
                .id(IntegrationId.of("i-1"))
                .workspace(WorkspaceId.of("acme"))
                .provider(ProviderId.of("scripted"))
                .account(new Account("1", "one"))
                .status(status)
                .connection(1)
                .connectedAt(NOW)
                .version(1)
                .build();
    }
}
