package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.Warning;
import io.holdfast.recovery.IntegrationHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What several accounts of one provider that refuses come to, engine and all: whose trouble it is. */
final class ProviderTroubleTest {
    private static final Duration CONFIRMED = Duration.ofMinutes(23);

    private final World world = new World();
    private final List<SyncLink> links = new ArrayList<>();

    /** One link for each account, each of a workspace of its own, polled a few minutes apart. */
    private void accounts(int count) {
        for (int i = 0; i < count; i++) {
            world.provider.belongsTo(key(i), new Account("account-" + i, "label"));
            WorkspaceId workspace = WorkspaceId.of("workspace-" + i);
            IntegrationId id = world.engine
                    .integrations()
                    .connect(workspace, world.provider.provider(), key(i))
                    .orThrow()
                    .id();
            links.add(world.engine
                    .links()
                    .importSubject(workspace, SyncSubject.event("our-" + i), id, World.EVENT.id())
                    .orThrow());
            world.pass(Duration.ofMinutes(1));
        }
    }

    private static Credential key(int account) {
        return Credential.apiKey("key-that-never-shows-" + account);
    }

    private Integration account(int i) {
        return world.engine.integrations().get(links.get(i).binding().integration());
    }

    private SyncLink link(int i) {
        return world.engine.links().get(links.get(i).id());
    }

    private IntegrationHealth health(int i) {
        return world.engine.integrations().health(account(i).id());
    }

    private void refuse(int from, int to) {
        for (int i = from; i < to; i++) {
            world.provider.refuse(key(i));
        }
    }

    private void accept(int from, int to) {
        for (int i = from; i < to; i++) {
            world.provider.accept(key(i));
        }
    }

    @Test
    void ofThreeAccountsTheOneThatIsRevokedIsFoundWithinHalfAnHour() {
        accounts(3);
        refuse(0, 1);

        world.pass(Duration.ofMinutes(5).plus(CONFIRMED));

        assertThat(account(0).severance().map(Severance::cause)).contains(Severance.Cause.REFUSED);
        assertThat(link(0).status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(List.of(account(1), account(2))).allMatch(Integration::isConnected);
    }

    @Test
    void anAccountThatNobodyReadsIsAskedAsAWitness() {
        accounts(3);
        world.engine.links().suspend(links.get(1).id()).orThrow();
        world.engine.links().suspend(links.get(2).id()).orThrow();
        world.pass(Duration.ofHours(1));
        long before = world.calls("identify");
        refuse(0, 1);

        world.pass(Duration.ofMinutes(15).plus(CONFIRMED));

        assertThat(account(0).isConnected()).isFalse();
        assertThat(world.calls("identify") - before)
                .as("four times of itself, and the two others once")
                .isEqualTo(6);
        assertThat(account(1).bookkeeping().provenAt()).isAfter(World.START.plus(Duration.ofHours(1)));
    }

    @Test
    void ofThreeThatAreRefusedTogetherNoneIsDisconnectedAndAllComeBack() {
        accounts(3);
        refuse(0, 3);
        world.pass(Duration.ofHours(9));

        assertThat(List.of(account(0), account(1), account(2))).allMatch(Integration::isConnected);
        accept(0, 3);
        world.pass(Duration.ofHours(4));

        assertThat(List.of(link(0), link(1), link(2))).allMatch(one -> one.status() == SyncStatus.ACTIVE);
    }

    @Test
    void anAccountThatWasRevokedDuringATroubleIsFoundTwoHoursAfterItsEnd() {
        accounts(4);
        refuse(0, 4);
        world.pass(Duration.ofHours(3));
        accept(1, 4);
        world.pass(Duration.ofMinutes(110));
        assertThat(account(0).isConnected()).isTrue();

        world.pass(Duration.ofMinutes(26));

        assertThat(account(0).isConnected()).isFalse();
        assertThat(List.of(account(1), account(2), account(3))).allMatch(Integration::isConnected);
    }

    @Test
    void theCardNamesTheTroubleOfItsProvider() {
        accounts(3);
        refuse(0, 3);
        world.pass(Duration.ofMinutes(30));

        assertThat(List.of(health(0), health(1), health(2)))
                .extracting(IntegrationHealth::condition)
                .containsOnly(IntegrationHealth.Condition.PROVIDER_TROUBLE);
    }

    @Test
    void aLinkOfARefusedAccountIsDelayedAndSaysSinceWhenAndUntilWhen() {
        accounts(1);
        refuse(0, 1);
        world.pass(Duration.ofMinutes(6));
        Instant since = account(0).refusedSince().orElseThrow();
        Instant until = since.plus(Duration.ofMinutes(21));

        assertThat(link(0).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(world.engine.links().explain(links.get(0).id()).delayed()).isTrue();
        assertThat(world.engine.links().explain(links.get(0).id()).reason())
                .isEqualTo(Message.of("how.refused", since, until));
        assertThat(world.engine.links().explain(links.get(0).id()).advice().reason())
                .isEqualTo(Message.of("advice.confirming"));
        StatusView shown = world.engine.links().view(links.get(0).id());
        assertThat(shown.indicator().orElseThrow().label().text(Locale.ENGLISH)).isEqualTo("Delayed");
        assertThat(shown.warnings())
                .extracting(Warning::text)
                .containsExactly(Message.of("warning.refused", since, until));
        assertThat(health(0).condition()).isEqualTo(IntegrationHealth.Condition.VERIFYING);
        assertThat(health(0).reason()).isEqualTo(Message.of("health.verifying.refused", since, until));
    }

    @Test
    void aRunThatHasWaitedForTheVerdictForAnHourFailsAndRecovers() {
        accounts(3);
        refuse(0, 3);
        world.pass(Duration.ofMinutes(59));
        assertThat(link(0).status()).isEqualTo(SyncStatus.ACTIVE);

        world.pass(Duration.ofMinutes(7));

        assertThat(link(0).status()).isEqualTo(SyncStatus.FAILED);
        assertThat(link(0).incident().orElseThrow().last().kind()).isEqualTo(FailureKind.CREDENTIAL_DOUBTED);
        accept(0, 3);
        world.pass(Duration.ofHours(4));
        assertThat(link(0).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aNewAuthorisationIsTakenMeanwhile() {
        accounts(3);
        refuse(0, 3);
        world.pass(Duration.ofMinutes(30));
        Credential fresh = Credential.apiKey("a-new-key-that-never-shows");
        world.provider.belongsTo(fresh, new Account("account-0", "label"));

        world.engine.integrations().renew(account(0).id(), fresh).orThrow();
        world.pass(Duration.ofMinutes(20));

        assertThat(account(0).refusedSince()).isEmpty();
        assertThat(link(0).run()).isEmpty();
        assertThat(link(0).status()).isEqualTo(SyncStatus.ACTIVE);
    }
}
