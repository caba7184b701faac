package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.credential.Opened;
import io.holdfast.engine.credential.SeveredInSecret;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.RecoveryAdvice;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A credential that was severed by a verdict and is accepted again: what is kept of it, for how long, and who may use it. */
final class KeptSecretsTest {
    private static final Credential OTHER_KEY = Credential.apiKey("another-key-that-never-shows");
    private static final Duration GRACE = Duration.ofHours(24);

    private final World world = new World();

    @Nested
    class OneSeveredByAVerdict {
        private final SyncLink link = world.live();
        private final IntegrationId id = link.binding().integration();

        @Test
        void isRevivedByACheckUnderANewConnectionAndItsLinksWaitForReconnect() {
            sever(id);
            SecretRef slot = kept(id).slot();
            world.provider.accept(World.KEY);

            Outcome<Integration> outcome = world.engine.integrations().verify(id);
            world.pass(Duration.ofHours(2));

            assertThat(outcome.changed()).isTrue();
            assertThat(now(id).isConnected()).isTrue();
            assertThat(now(id).connection()).isEqualTo(2);
            assertThat(now(id).bookkeeping().credential()).contains(slot);
            assertThat(status(link.id())).isEqualTo(SyncStatus.DISCONNECTED);
            world.engine.links().reconnect(link.id(), id).orThrow();
            world.engine.runDue();
            assertThat(status(link.id())).isEqualTo(SyncStatus.ACTIVE);
        }

        @Test
        void staysSeveredWhileTheProviderRefusesIt() {
            sever(id);

            Outcome<Integration> outcome = world.engine.integrations().verify(id);

            assertThat(outcome.changed()).isFalse();
            assertThat(outcome.refusal()).isEmpty();
            assertThat(now(id).isConnected()).isFalse();
            assertThat(now(id).bookkeeping().keptSecret()).isPresent();
        }

        @Test
        void staysSeveredWhileNobodyAnswers() {
            sever(id);
            world.provider.accept(World.KEY);
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "HTTP 503"));

            assertThatThrownBy(() -> world.engine.integrations().verify(id)).isInstanceOf(ProviderException.class);

            assertThat(now(id).isConnected()).isFalse();
            assertThat(world.engine.integrations().verify(id).changed()).isTrue();
        }

        @Test
        void staysSeveredIfTheSecretIsAnotherAccountsByNow() {
            sever(id);
            world.provider.accept(World.KEY);
            world.provider.belongsTo(World.KEY, new Account("account-2", "other@example.org"));

            Refusal refusal = world.engine.integrations().verify(id).refusal().orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.OTHER_ACCOUNT);
            assertThat(now(id).isConnected()).isFalse();
        }

        @Test
        void staysSeveredWhereAnotherAccountTookItsPlace() {
            world.provider.capable(Capabilities.builder().onePerWorkspace(true).build());
            sever(id);
            world.provider.accept(World.KEY);
            world.provider.belongsTo(OTHER_KEY, new Account("account-2", "other@example.org"));
            connect(OTHER_KEY);

            Refusal refusal = world.engine.integrations().verify(id).refusal().orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.ANOTHER_ACCOUNT_CONNECTED);
            assertThat(now(id).isConnected()).isFalse();
            assertThat(now(id).connection()).as("not even for a moment").isEqualTo(1);
        }

        @Test
        void beginsOneConnectionHoweverManyCheckIt() {
            sever(id);
            world.provider.accept(World.KEY);
            once(() -> world.engine.integrations().verify(id));

            world.engine.integrations().verify(id);

            assertThat(now(id).connection()).isEqualTo(2);
            assertThat(now(id).isConnected()).isTrue();
        }

        @Test
        void isNotSuspectedForWhatWasAskedBeforeItWasSevered() {
            world.provider.refuse(World.KEY);
            once(() -> {
                severInSecret(id);
                world.provider.accept(World.KEY);
                world.engine.integrations().verify(id).orThrow();
                world.provider.refuse(World.KEY);
            });

            world.engine.integrations().verify(id);

            assertThat(now(id).connection()).isEqualTo(2);
            assertThat(now(id).bookkeeping().suspicion()).isEmpty();
        }

        @Test
        void saysThatItIsAcceptedAgainUntilItIsNot() {
            sever(id);
            assertThat(card(id)).contains("Connect the provider again in Settings");
            world.provider.accept(World.KEY);
            int told = world.integrationChanges.size();

            passOneQuestion(id);

            assertThat(card(id))
                    .contains("accepts the credential again. Check the connection")
                    .contains("refused the credential for a while")
                    .doesNotContain("refuses the credential");
            assertThat(world.engine
                            .links()
                            .view(link.id())
                            .alert()
                            .orElseThrow()
                            .cause()
                            .key())
                    .isEqualTo("severance.refused.mended");
            assertThat(world.engine
                            .links()
                            .dialog(link.id())
                            .choices()
                            .get(0)
                            .text()
                            .key())
                    .isEqualTo("severance.refused.mended");
            assertThat(world.integrationChanges).as("its card changed").hasSize(told + 1);
            assertThat(now(id).isConnected()).as("nobody pressed anything").isFalse();
            world.provider.refuse(World.KEY);
            passOneQuestion(id);
            assertThat(card(id)).contains("Connect the provider again in Settings");
        }

        @Test
        void acceptedAgainIsBroughtBackByPressingWhatIsAdvised() {
            sever(id);
            world.provider.accept(World.KEY);
            passOneQuestion(id);
            RecoveryAdvice first = advice();
            assertThat(first.action()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(first.reason().key()).isEqualTo("advice.check");

            assertThat(world.engine.integrations().verify(id).changed()).isTrue();
            assertThat(advice().action()).isEqualTo(RecoveryAction.RECONNECT);
            assertThat(first.after()).contains(advice().action());
            assertThat(world.engine
                            .links()
                            .reconnect(
                                    link.id(),
                                    world.engine
                                            .links()
                                            .plan(link.id())
                                            .preselected()
                                            .orElseThrow())
                            .changed())
                    .isTrue();
        }

        private RecoveryAdvice advice() {
            return world.engine.links().explain(link.id()).advice();
        }

        @Test
        void isAskedAboutNineTimesADayAndByOneNodeAtATime() {
            sever(id);
            long before = world.calls("identify");
            once(world.builder(SyncPolicy.defaults()).build()::runDue);

            world.pass(GRACE.plusHours(1));

            assertThat(world.calls("identify") - before).isEqualTo(9);
        }

        @Test
        void isLeftAloneForAsLongAsTheProviderAsks() {
            sever(id);
            world.provider.failNext(ProviderException.rateLimited(Duration.ofMinutes(55), "HTTP 429"));
            passOneQuestion(id);
            long before = world.calls("identify");

            assertThat(now(id).bookkeeping().rateLimitedUntil())
                    .contains(world.time.instant().plus(Duration.ofMinutes(55)));
            world.pass(Duration.ofMinutes(54));
            assertThat(world.calls("identify")).isEqualTo(before);
            world.pass(Duration.ofMinutes(2));
            assertThat(world.calls("identify")).isEqualTo(before + 1);
        }

        @Test
        void isForgottenWhenItsGraceIsOver() {
            sever(id);
            SecretRef slot = kept(id).slot();
            world.pass(GRACE.minusMinutes(30));
            assertThat(world.vault.read(slot)).isPresent();

            world.pass(Duration.ofHours(1));
            world.provider.accept(World.KEY);

            assertThat(world.vault.read(slot)).isEmpty();
            assertThat(now(id).bookkeeping().keptSecret()).isEmpty();
            assertThat(now(id).bookkeeping().orphanedSecrets()).isEmpty();
            assertThat(world.engine.integrations().verify(id).refusal().map(Refusal::code))
                    .contains(Refusal.Code.NOT_CONNECTED);
        }

        @Test
        void namesItsSlotNoMoreBeforeThatIsEmptied() {
            sever(id);
            List<Boolean> named = new ArrayList<>();
            SyncEngine engine = world.builder(SyncPolicy.defaults())
                    .vault(new Forgetful(
                            world.vault,
                            slot -> named.add(now(id).bookkeeping()
                                    .keptSecret()
                                    .filter(kept -> kept.names(slot))
                                    .isPresent())))
                    .build();

            world.time.tick(GRACE);
            engine.runDue();

            assertThat(named).containsExactly(false);
        }

        @Test
        void isNotRevivedIfItsGraceEndsWhileItIsAskedAbout() {
            sever(id);
            world.provider.accept(World.KEY);
            once(() -> {
                world.time.tick(GRACE);
                world.engine.runDue();
            });

            assertThat(world.engine.integrations().verify(id).refusal().map(Refusal::code))
                    .contains(Refusal.Code.NOT_CONNECTED);

            assertThat(now(id).isConnected()).isFalse();
        }

        @Test
        void isForgottenOnceThePersonAuthorisesAnew() {
            sever(id);
            SecretRef slot = kept(id).slot();

            Integration renewed =
                    world.engine.integrations().renew(id, OTHER_KEY).orThrow();

            assertThat(renewed.connection()).isEqualTo(2);
            assertThat(renewed.bookkeeping().keptSecret()).isEmpty();
            assertThat(world.vault.read(slot)).isEmpty();
        }

        @Test
        void isForgottenWithTheIntegration() {
            sever(id);
            SecretRef slot = kept(id).slot();
            world.engine.links().remove(link.id()).orThrow();

            world.engine.integrations().remove(id).orThrow();

            assertThat(world.vault.read(slot)).isEmpty();
            assertThat(world.integrations.of(World.ACME)).isEmpty();
        }

        @Test
        void showsItsLinksAsDisconnectedThoughNoneWasToldBeforeItWasRevived() {
            severInSecret(id);
            assertThat(world.links.load(link.id()).orElseThrow().status()).isEqualTo(SyncStatus.ACTIVE);

            world.engine.integrations().verify(id).orThrow();

            assertThat(now(id).isConnected()).isTrue();
            assertThat(status(link.id())).isEqualTo(SyncStatus.DISCONNECTED);
            world.engine.runDue();
            assertThat(world.links.load(link.id()).orElseThrow().status()).isEqualTo(SyncStatus.DISCONNECTED);
        }

        @Test
        void keepsNothingWhereThePolicySaysSo() {
            SyncPolicy hasty = SyncPolicy.builder()
                    .credentials(CredentialPolicy.builder().grace(Duration.ZERO).build())
                    .build();
            SyncEngine engine = world.builder(hasty).build();
            SecretRef slot = now(id).bookkeeping().credential().orElseThrow();
            sever(id, engine);

            assertThat(now(id).bookkeeping().keptSecret()).isEmpty();
            assertThat(world.vault.read(slot)).isEmpty();
            assertThat(engine.integrations().verify(id).refusal()).isPresent();
        }
    }

    @Nested
    class APersonsDisconnect {
        private final SyncLink link = world.live();
        private final IntegrationId id = link.binding().integration();

        @Test
        void keepsNothingSoThatACheckIsRefused() {
            SecretRef slot = now(id).bookkeeping().credential().orElseThrow();

            world.engine.integrations().disconnect(id, 1).orThrow();

            assertThat(world.vault.read(slot)).isEmpty();
            assertThat(world.engine.integrations().verify(id).refusal().map(Refusal::code))
                    .contains(Refusal.Code.NOT_CONNECTED);
        }

        @Test
        void ofWhatAVerdictSeveredKeepsNothingEither() {
            sever(id);
            SecretRef slot = kept(id).slot();
            world.provider.accept(World.KEY);

            assertThat(world.engine.integrations().disconnect(id, 1).changed()).isTrue();

            assertThat(world.vault.read(slot)).isEmpty();
            assertThat(world.engine.integrations().disconnect(id, 1).changed()).isFalse();
            assertThat(world.engine.integrations().verify(id).refusal().map(Refusal::code))
                    .contains(Refusal.Code.NOT_CONNECTED);
            assertThat(now(id).severance().map(Severance::cause))
                    .as("why its links were told stays true")
                    .contains(Severance.Cause.REFUSED);
        }

        @Test
        void isNotUndoneByACheckThatIsOnItsWay() {
            sever(id);
            world.provider.accept(World.KEY);
            once(() -> world.engine.integrations().disconnect(id, 1).orThrow());

            assertThat(world.engine.integrations().verify(id).refusal().map(Refusal::code))
                    .contains(Refusal.Code.NOT_CONNECTED);

            assertThat(now(id).isConnected()).isFalse();
        }

        @Test
        void ofAnEarlierConnectionLeavesWhatIsKeptOfALaterOne() {
            world.engine.integrations().disconnect(id, 1).orThrow();
            world.connected();
            sever(id);

            assertThat(world.engine.integrations().disconnect(id, 1).changed()).isFalse();

            assertThat(kept(id).slot()).isNotNull();
        }

        @Test
        void takesTheKeptCredentialBackAtTheProviderToo() {
            world.provider.capable(Capabilities.builder().revoke(true).build());
            sever(id);

            world.engine.integrations().disconnect(id, 1).orThrow();
            world.engine.integrations().disconnect(id, 1).orThrow();

            assertThat(world.calls("revoke")).isEqualTo(1);
        }
    }

    @Nested
    class ARefreshThatIsUnderWay {
        private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        private final SyncEngine engine = world.builder(SyncPolicy.defaults())
                .connector(slow(world.provider))
                .build();
        private final IntegrationId id = connectWithTokens();

        @Test
        void replacesWhatIsKeptIfAVerdictCameMeanwhile() {
            SecretRef old = now(id).bookkeeping().credential().orElseThrow();
            meanwhile.set(() -> severInSecret(id));

            world.time.tick(Duration.ofMinutes(56));
            engine.runDue();

            assertThat(now(id).isConnected()).isFalse();
            assertThat(kept(id).slot()).isNotEqualTo(old);
            assertThat(world.vault.read(kept(id).slot())).isPresent();
            assertThat(world.vault.read(old)).as("what it replaced").isEmpty();
            assertThat(card(id)).contains("accepts the credential again");
            assertThat(engine.integrations().verify(id).changed()).isTrue();
            assertThat(now(id).connection()).isEqualTo(2);
        }

        @Test
        void isFoundInItsSlotAlthoughItsNodeDied() {
            Mortal process = new Mortal();
            SyncEngine dying = world.builder(SyncPolicy.defaults())
                    .connector(slow(world.provider))
                    .integrations(process.port(IntegrationStore.class, world.integrations))
                    .vault(new Filled(world.vault, process))
                    .build();
            meanwhile.set(() -> severInSecret(id));
            world.time.tick(Duration.ofMinutes(56));
            assertThatThrownBy(dying::runDue).isInstanceOf(Mortal.Killed.class);
            SecretRef filled = kept(id).claim().orElseThrow().next();
            assertThat(world.vault.read(filled)).isPresent();

            assertThat(engine.integrations().verify(id).changed()).isTrue();

            assertThat(now(id).bookkeeping().credential()).contains(filled);
            assertThat(now(id).bookkeeping().keptSecret()).isEmpty();
        }

        @Test
        void isStoredThoughTheConnectionWasRevivedMeanwhile() {
            meanwhile.set(() -> {
                severInSecret(id);
                engine.integrations().verify(id).orThrow();
            });

            world.time.tick(Duration.ofMinutes(56));
            engine.runDue();

            assertThat(now(id).isConnected()).isTrue();
            assertThat(now(id).connection()).isEqualTo(2);
            assertThat(Opened.credential(world.vault, now(id)).expiresAt())
                    .as("what the refresh received")
                    .contains(world.time.instant().plus(Duration.ofHours(1)));
        }

        @Test
        void bringsNothingBackThatAPersonDisconnected() {
            meanwhile.set(() -> engine.integrations().disconnect(id, 1).orThrow());

            world.time.tick(Duration.ofMinutes(56));
            engine.runDue();

            assertThat(now(id).bookkeeping().keptSecret()).isEmpty();
            assertThat(now(id).bookkeeping().orphanedSecrets()).isEmpty();
            assertThat(engine.integrations().verify(id).refusal()).isPresent();
        }

        private IntegrationId connectWithTokens() {
            world.provider.capable(Capabilities.builder().refresh(true).build());
            return engine.integrations()
                    .connect(World.ACME, world.provider.provider(), world.provider.issue(Duration.ofHours(1)))
                    .orThrow()
                    .id();
        }

        /** While the provider is asked for new tokens something else happens. */
        private ProviderConnector slow(ProviderConnector real) {
            return (ProviderConnector) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProviderConnector.class},
                    (proxy, method, arguments) -> {
                        try {
                            if (method.getName().equals("refresh")) {
                                meanwhile.getAndSet(() -> {}).run();
                            }
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }

    private void connect(Credential credential) {
        world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), credential)
                .orThrow();
    }

    private void sever(IntegrationId id) {
        sever(id, world.engine);
    }

    /** The provider refuses it for long enough. */
    private void sever(IntegrationId id, SyncEngine engine) {
        world.provider.refuse(World.KEY);
        engine.integrations().verify(id);
        for (int minutes = 0; now(id).isConnected(); minutes++) {
            assertThat(minutes).as("minutes of refusals").isLessThan(25 * 60);
            world.time.tick(Duration.ofMinutes(1));
            engine.runDue();
        }
        assertThat(now(id).severance().map(Severance::cause)).contains(Severance.Cause.REFUSED);
    }

    /** A node severs it by a verdict, and dies. */
    private void severInSecret(IntegrationId id) {
        world.integrations.replace(SeveredInSecret.of(now(id), Severance.Cause.REFUSED, world.time.instant()));
    }

    /** Something else happens while the provider is asked who we are, once. */
    private void once(Runnable meanwhile) {
        world.provider.beforeEachIdentity(() -> {
            world.provider.beforeEachIdentity(() -> {});
            meanwhile.run();
        });
    }

    private void passOneQuestion(IntegrationId id) {
        world.pass(Duration.between(world.time.instant(), kept(id).askAt()));
    }

    private Integration now(IntegrationId id) {
        return world.integrations.load(id).orElseThrow();
    }

    private KeptSecret kept(IntegrationId id) {
        return now(id).bookkeeping().keptSecret().orElseThrow();
    }

    private String card(IntegrationId id) {
        return world.engine.integrations().health(id).reason().text(Locale.UK);
    }

    private SyncStatus status(SyncLinkId id) {
        return world.engine.links().view(id).status();
    }

    /** A vault that lets something be looked at before it forgets. */
    private static final class Forgetful extends OtherVault {
        private final Consumer<SecretRef> beforeForget;

        Forgetful(CredentialVault real, Consumer<SecretRef> beforeForget) {
            super(real);
            this.beforeForget = beforeForget;
        }

        @Override
        public void forget(SecretRef ref) {
            beforeForget.accept(ref);
            super.forget(ref);
        }
    }

    /** A vault whose process ends once a secret lies there. */
    private static final class Filled extends OtherVault {
        private final Mortal process;

        Filled(CredentialVault real, Mortal process) {
            super(real);
            this.process = process;
        }

        @Override
        public void put(SecretRef ref, Secret secret) {
            super.put(ref, secret);
            throw process.kill();
        }
    }
}
