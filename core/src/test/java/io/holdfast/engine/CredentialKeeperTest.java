package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.IntegrationHealth;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Credentials between moments: refreshes, questions, waits and removals that meet each other. */
final class CredentialKeeperTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration CONFIRMED = Duration.ofMinutes(22);
    private static final Credential OTHER_KEY = Credential.apiKey("another-key-that-never-shows");

    private final World world = new World();

    @Nested
    class Tokens {
        private Credential.OauthTokens tokens;
        private IntegrationId id;

        @BeforeEach
        void connect() {
            world.provider.capable(
                    Capabilities.builder().refresh(true).changes(true).build());
            tokens = world.provider.issue(Duration.ofHours(1));
            id = world.engine
                    .integrations()
                    .connect(World.ACME, world.provider.provider(), tokens)
                    .orThrow()
                    .id();
        }

        @Test
        void thatEndedEarlyAreRefreshedByACheckAndNotSevered() {
            world.provider.end(tokens);

            world.engine.integrations().verify(id).orThrow();
            world.time.tick(Duration.ofSeconds(61));
            world.engine.integrations().verify(id).orThrow();

            assertThat(now().isConnected()).isTrue();
            assertThat(world.calls("refresh")).isEqualTo(1);
        }

        @Test
        void ofARefusedApplicationAreNotSeveredByChecksEither() {
            world.provider.refuseApplication(true);
            world.pass(Duration.ofHours(2));

            for (int i = 0; i < 3; i++) {
                world.engine.integrations().verify(id).orThrow();
                world.pass(A_MINUTE);
            }

            assertThat(now().isConnected()).isTrue();
            assertThat(world.engine.integrations().health(id).condition())
                    .isEqualTo(IntegrationHealth.Condition.MISCONFIGURED);
        }

        @Test
        void whoseSecretSlotWasLostWhileARefreshWasOutAreSeveredInTheEnd() {
            world.time.tick(Duration.ofMinutes(56));
            world.provider.failNext(unreachable());
            world.engine.runDue();
            assertThat(now().bookkeeping().claim())
                    .as("the answer may come yet")
                    .isPresent();
            world.vault.forget(now().bookkeeping().credential().orElseThrow());

            world.pass(Duration.ofMinutes(30));

            assertThat(now().severance().map(Severance::cause)).contains(Severance.Cause.SECRET_MISSING);
        }

        @Test
        void ofNoLifeAreNotRefreshedAllTheTime() {
            Integration stored = now();
            world.integrations.replace(stored.toBuilder(kept -> kept.refreshAt(world.time.instant()))
                    .version(stored.version() + 1)
                    .build());
            world.pass(Duration.ofMinutes(30));

            assertThat(world.calls("refresh")).isEqualTo(1);
        }

        @Test
        void areNotRefreshedWhereTheProviderNoLongerDoesThat() {
            world.provider.capable(Capabilities.builder().changes(true).build());

            world.pass(Duration.ofMinutes(56));

            assertThat(world.calls("refresh")).isZero();
            assertThat(now().bookkeeping().refreshAt()).isEmpty();
            assertThat(world.engine.integrations().health(id).condition())
                    .isEqualTo(IntegrationHealth.Condition.EXPIRING);
        }

        @Test
        void areLeftAloneForAsLongAsTheTokenEndpointAsks() {
            world.time.tick(Duration.ofMinutes(56));
            world.provider.failNext(ProviderException.rateLimited(Duration.ofHours(1), "HTTP 429"));

            world.pass(Duration.ofMinutes(59));
            assertThat(world.calls("refresh")).isEqualTo(1);
            assertThat(now().bookkeeping().rateLimitedUntil()).isPresent();
            world.pass(Duration.ofMinutes(2));

            assertThat(world.calls("refresh")).isEqualTo(2);
            assertThat(now().bookkeeping().refreshFailure()).isEmpty();
        }

        @Test
        void thatLackAPermissionFailTheLinkAndAreNotRefreshedForIt() {
            SyncLink link = world.imported("event", now());
            world.provider.deny(link.key().remote(), true);

            world.engine.runDue();

            assertThat(now().isConnected()).isTrue();
            assertThat(world.calls("refresh"))
                    .as("the others keep their credential")
                    .isZero();
            assertThat(world.engine
                            .links()
                            .get(link.id())
                            .incident()
                            .orElseThrow()
                            .last()
                            .kind())
                    .isEqualTo(FailureKind.PERMISSION);
        }

        @Test
        void thatTheVaultDoesNotTakeYetHoldUpNoOtherIntegration() {
            AtomicBoolean closed = new AtomicBoolean();
            SyncEngine engine = world.builder(SyncPolicy.defaults())
                    .vault(new StuckVault(world.vault, closed))
                    .build();
            world.provider.belongsTo(World.KEY, new Account("account-2", "Another account"));
            Integration other = world.connected();
            closed.set(true);
            world.time.tick(Duration.ofMinutes(56));
            engine.runDue();
            assertThat(world.calls("refresh")).isEqualTo(1);
            world.provider.refuse(World.KEY);
            engine.integrations().verify(other.id());

            for (int quarter = 0; quarter < 4 * CONFIRMED.toMinutes() + 4; quarter++) {
                world.time.tick(Duration.ofSeconds(15));
                engine.runDue();
            }
            assertThat(world.engine.integrations().get(other.id()).isConnected())
                    .isFalse();
            closed.set(false);
            engine.runDue();

            assertThat(now().bookkeeping().credentialVersion())
                    .as("bought once, stored late")
                    .isEqualTo(2);
            assertThat(world.calls("refresh")).isEqualTo(1);
        }

        private Integration now() {
            return world.engine.integrations().get(id);
        }
    }

    @Nested
    class AKey {
        private final SyncLink live = world.live();
        private final IntegrationId id = live.binding().integration();

        @Test
        void thatWasRevokedRightAfterItWasVerifiedIsStillFoundOut() {
            world.engine.integrations().verify(id).orThrow();
            world.provider.refuse(World.KEY);
            world.provider.failNext(suspect(FailureKind.PERMISSION));

            world.engine.links().resync(live.id());
            world.engine.runDue();
            assertThat(world.engine.links().get(live.id()).status()).isEqualTo(SyncStatus.ACTIVE);
            world.pass(CONFIRMED);

            assertThat(world.engine.links().get(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
        }

        @Test
        void isAskedAboutByOneAtATimeAndTheOthersWait() {
            SyncLink other = world.imported("other", world.engine.integrations().get(id));
            SyncEngine node = world.builder(SyncPolicy.defaults()).build();
            world.provider.refuse(World.KEY);
            long before = world.calls("identify");
            world.provider.beforeEachIdentity(() -> {
                world.provider.beforeEachIdentity(() -> {});
                node.runDue();
                node.integrations().verify(id);
            });

            world.engine.links().resync(live.id());
            world.engine.runDue();

            assertThat(world.calls("identify") - before).isEqualTo(1);
            assertThat(world.engine.links().get(other.id()).run().orElseThrow().attempt())
                    .isEqualTo(1);
        }

        @Test
        void isNotSeveredByOneEmptyReadAndOneRefusal() {
            SecretRef slot = world.engine
                    .integrations()
                    .get(id)
                    .bookkeeping()
                    .credential()
                    .orElseThrow();
            Secret text = world.vault.read(slot).orElseThrow();
            world.vault.forget(slot);
            world.engine.links().resync(live.id());
            world.engine.runDue();
            assertThat(world.engine.integrations().get(id).bookkeeping().suspicion())
                    .isPresent();
            world.vault.put(slot, text);
            world.provider.refuse(World.KEY);

            world.pass(CONFIRMED.minusSeconds(1));
            assertThat(world.engine.integrations().get(id).isConnected())
                    .as("the refusals began a minute after the slot was empty")
                    .isTrue();
            world.pass(A_MINUTE);

            assertThat(world.engine.integrations().get(id).severance().map(Severance::cause))
                    .contains(Severance.Cause.REFUSED);
        }

        @Test
        void isTakenBackAtTheProviderEvenIfNoLinkCanBeTold() {
            world.provider.capable(Capabilities.builder().revoke(true).build());
            Tampered links = new Tampered(world.links);
            links.before = move -> {
                throw new IllegalStateException("the store is down");
            };

            world.with(links, world.attendees).integrations().disconnect(id, 1).orThrow();

            assertThat(world.calls("revoke")).isEqualTo(1);
        }

        @Test
        void leavesNoSecretBehindWhenTheVaultForgetsLate() {
            SecretRef old = world.engine
                    .integrations()
                    .get(id)
                    .bookkeeping()
                    .credential()
                    .orElseThrow();
            AtomicBoolean closed = new AtomicBoolean(true);
            SyncEngine engine = world.builder(SyncPolicy.defaults())
                    .vault(new ForgetfulVault(world.vault, closed))
                    .build();

            engine.integrations().renew(id, OTHER_KEY).orThrow();
            assertThat(world.vault.read(old)).isPresent();
            closed.set(false);
            world.time.tick(A_MINUTE);
            engine.runDue();

            assertThat(world.vault.read(old)).isEmpty();
            assertThat(world.engine.integrations().get(id).bookkeeping().orphanedSecrets())
                    .isEmpty();
        }
    }

    @Nested
    class Removing {
        @Test
        void meetsALinkThatIsImportedAtTheSameMoment() {
            Integration integration = world.connected();
            Tampered links = new Tampered(world.links);
            links.afterBound = () -> {
                links.afterBound = () -> {};
                world.engine
                        .links()
                        .importSubject(World.ACME, SyncSubject.event("our-42"), integration.id(), World.EVENT.id());
            };

            Refusal refusal = world.with(links, world.attendees)
                    .integrations()
                    .remove(integration.id())
                    .refusal()
                    .orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.LINKS_BOUND);
            assertThat(world.links.boundTo(integration.id(), 1, Cursor.START, 5).items())
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.value().orElseThrow().status()).isEqualTo(SyncStatus.DISCONNECTED));
        }

        @Test
        void isNotDoneWhileTheVaultKeepsTheSecretsAndIsDoneWhenAskedAgain() {
            Integration integration = world.connected();
            SecretRef slot = integration.bookkeeping().credential().orElseThrow();
            AtomicBoolean closed = new AtomicBoolean(true);
            SyncEngine engine = world.builder(SyncPolicy.defaults())
                    .vault(new ForgetfulVault(world.vault, closed))
                    .build();

            Refusal refusal =
                    engine.integrations().remove(integration.id()).refusal().orElseThrow();
            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_DONE);
            assertThat(engine.integrations().get(integration.id()).isConnected())
                    .isFalse();
            closed.set(false);
            engine.integrations().remove(integration.id()).orThrow();

            assertThat(world.vault.read(slot)).isEmpty();
            assertThat(engine.integrations().list(World.ACME)).isEmpty();
        }

        @Test
        void meetsAConnectOfTheSameAccountAndLeavesNoSecret() {
            Integration integration = world.connected();
            SecretRef[] again = new SecretRef[1];
            TamperedIntegrations store = new TamperedIntegrations(world.integrations);
            store.beforeRemove = () ->
                    again[0] = world.connected().bookkeeping().credential().orElseThrow();

            world.builder(SyncPolicy.defaults())
                    .integrations(store)
                    .build()
                    .integrations()
                    .remove(integration.id())
                    .orThrow();

            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
            assertThat(world.vault.read(again[0])).isEmpty();
        }

        @Test
        void ofALinkWhoseIntegrationIsGoneShowsItDisconnected() {
            SyncLink live = world.live();
            world.integrations.remove(
                    world.engine.integrations().get(live.binding().integration()));

            assertThat(world.engine.links().view(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
            world.engine.links().resync(live.id());
            world.engine.runDue();

            assertThat(world.engine.links().get(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
        }
    }

    @Test
    void anAccountThatIsRenewedWhileAnotherConnectsGivesWayWhereTheProviderAllowsOne() {
        world.provider.capable(Capabilities.builder().onePerWorkspace(true).build());
        Integration first = world.connected();
        world.engine.integrations().disconnect(first.id(), 1);
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "Another account"));
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .vault(new OtherVault(world.vault) {
                    @Override
                    public void put(SecretRef ref, Secret secret) {
                        world.vault.put(ref, secret);
                        world.engine.integrations().connect(World.ACME, world.provider.provider(), OTHER_KEY);
                    }
                })
                .build();

        Outcome<Integration> outcome = engine.integrations().renew(first.id(), World.KEY);

        assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.ANOTHER_ACCOUNT_CONNECTED);
        assertThat(world.engine.integrations().list(World.ACME))
                .filteredOn(Integration::isConnected)
                .extracting(one -> one.account().id())
                .containsExactly("account-2");
    }

    @Test
    void aHealthyAccountIsRenewedEvenIfAnotherIsConnectedFromTimesWhenThatWasAllowed() {
        Integration first = world.connected();
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "Another account"));
        world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), OTHER_KEY)
                .orThrow();
        world.provider.capable(Capabilities.builder().onePerWorkspace(true).build());

        assertThat(world.engine.integrations().renew(first.id(), World.KEY).changed())
                .isTrue();
        assertThat(world.engine.integrations().list(World.ACME)).allMatch(Integration::isConnected);
    }

    @Test
    void ofTwoAccountsThatConnectAtOnceOneIsRefusedWhereTheProviderAllowsOne() {
        world.provider.capable(Capabilities.builder().onePerWorkspace(true).build());
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "Another account"));
        TamperedIntegrations store = new TamperedIntegrations(world.integrations);
        store.beforeCreate = world::connected;

        Outcome<Integration> outcome = world.builder(SyncPolicy.defaults())
                .integrations(store)
                .build()
                .integrations()
                .connect(World.ACME, world.provider.provider(), OTHER_KEY);

        assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.ANOTHER_ACCOUNT_CONNECTED);
        assertThat(world.engine.integrations().list(World.ACME))
                .extracting(one -> one.account().id())
                .containsExactly("account-1");
    }

    private static ProviderException unreachable() {
        return ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none; try again later");
    }

    private static ProviderException suspect(FailureKind kind) {
        return ProviderException.of(kind, "expected an answer but found HTTP 403; connect it again")
                .suspectingCredential();
    }

    /** A vault that takes nothing while it is closed. */
    private static final class StuckVault extends OtherVault {
        private final AtomicBoolean closed;

        StuckVault(CredentialVault real, AtomicBoolean closed) {
            super(real);
            this.closed = closed;
        }

        @Override
        public void put(SecretRef ref, Secret secret) {
            if (closed.get()) {
                throw new IllegalStateException("the vault takes nothing");
            }
            super.put(ref, secret);
        }
    }

    /** A vault that forgets nothing while it is closed. */
    private static final class ForgetfulVault extends OtherVault {
        private final AtomicBoolean closed;

        ForgetfulVault(CredentialVault real, AtomicBoolean closed) {
            super(real);
            this.closed = closed;
        }

        @Override
        public void forget(SecretRef ref) {
            if (closed.get()) {
                throw new IllegalStateException("the vault forgets nothing");
            }
            super.forget(ref);
        }
    }
}
