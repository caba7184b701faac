package io.holdfast.postgres;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import java.time.Instant;
import java.util.Arrays;

/** Links and pages for the tests of this module. */
final class Samples {
    static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    static final WorkspaceId ACME = WorkspaceId.of("acme");
    static final IntegrationId ACCOUNT = IntegrationId.of("account");
    static final SyncLink.Key KEY = new SyncLink.Key(
            ACME,
            ProviderId.of("provider"),
            new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote")),
            SyncSubject.event("ours"));
    static final SyncLinkId LINK = SyncLinkId.of("link");
    private static final SyncPolicy POLICY = SyncPolicy.builder().build();

    private Samples() {}

    static Decision.Moved birth() {
        return SyncStateMachine.begin(LINK, KEY, new SyncLink.Binding(ACCOUNT, 1), Actor.HOST, NOW);
    }

    static Decision.Moved move(SyncLink link, Trigger trigger, Instant at) {
        return (Decision.Moved) SyncStateMachine.decide(link, trigger, POLICY, at);
    }

    static Integration integration() {
        return Integration.builder()
                .id(ACCOUNT)
                .workspace(ACME)
                .provider(ProviderId.of("provider"))
                .account(new Account("their account", "label"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("secret"))
                        .refreshAt(NOW)
                        .provenAt(NOW)
                        .build())
                .connectedAt(NOW)
                .version(1)
                .build();
    }

    static FencingToken token(String link, long fence) {
        return new FencingToken(SyncLinkId.of(link), KEY, fence);
    }

    static Batch page(long page, String company, String... ids) {
        return new Batch(Arrays.stream(ids).map(id -> attendee(id, company)).toList(), 1, page, 0);
    }

    private static Attendee attendee(String id, String company) {
        return Attendee.builder()
                .id(AttendeeId.of(id))
                .company(company)
                .attendance(Attendance.ATTENDING)
                .build();
    }
}
