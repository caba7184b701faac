package io.holdfast.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Quota;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.PacePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who goes first over all accounts; and what a node remembers of budgets is bounded. */
final class PacerTest {
    private static final ProviderId PROVIDER = ProviderId.of("scripted");

    private final InstantSource time = InstantSource.fixed(Instant.parse("2027-03-14T09:00:00Z"));
    private long now;
    private final Pacer pacer = new Pacer(Map.of(), PacePolicy.builder().build(), time, () -> now);

    @Test
    void whatNobodyHasAskedAboutForADayIsForgotten() {
        for (int account = 0; account < 100; account++) {
            tell("account-" + account);
        }
        now += Duration.ofHours(20).toNanos();
        tell("account-7");
        assertThat(pacer.remembered()).isEqualTo(100);

        now += Duration.ofHours(5).toNanos();
        tell("another");

        assertThat(pacer.remembered()).isEqualTo(2);
    }

    @Test
    void ofTooManyThoseAreForgottenThatWereAskedAboutLongestAgo() {
        for (int account = 0; account < 10_500; account++) {
            tell("account-" + account);
        }

        assertThat(pacer.remembered()).isEqualTo(10_000);
    }

    @Test
    void whosePromiseEndsFirstGoesFirstThoughItsPollCameLater() {
        SyncLink early = live("early", Duration.ofMinutes(60), Duration.ofMinutes(48));
        SyncLink late = live("late", Duration.ofMinutes(55), Duration.ofMinutes(54));
        tell("account");

        assertThat(pacer.enter(early)).isPresent();
        assertThat(pacer.enter(late)).isPresent();
        now += Duration.ofSeconds(7).toNanos();

        assertThat(pacer.enter(early)).isPresent();
        assertThat(pacer.enter(late)).isEmpty();
    }

    /** Promised to be read again after that time, and polled so long after it was read. */
    private SyncLink live(String id, Duration promised, Duration polled) {
        Instant read = time.instant().minus(Duration.ofMinutes(55));
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event-of-" + id));
        return SyncLink.builder()
                .id(SyncLinkId.of(id))
                .key(new SyncLink.Key(WorkspaceId.of("acme"), PROVIDER, remote, SyncSubject.event(id)))
                .binding(new SyncLink.Binding(IntegrationId.of("account"), 1))
                .phase(SyncPhase.LIVE)
                .since(read)
                .importedAt(read)
                .provenAt(read)
                .version(2)
                .bookkeeping(LinkBookkeeping.builder()
                        .promisedInterval(promised)
                        .polls(new PollSchedule(
                                Optional.of(read.plus(polled)), Optional.empty(), Optional.empty(), Optional.empty()))
                        .build())
                .build();
    }

    private void tell(String account) {
        Integration integration = Integration.builder()
                .id(IntegrationId.of(account))
                .workspace(WorkspaceId.of("acme"))
                .provider(PROVIDER)
                .account(new Account(account, account))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .connectedAt(time.instant())
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot-1"))
                        .build())
                .version(1)
                .build();
        pacer.listener(integration).accept(new Quota(Quota.Bucket.TOKEN, 2_000, 1, Duration.ofHours(1)));
    }
}
