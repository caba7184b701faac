package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.model.Account;
import io.holdfast.model.ContendedException;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** No secret lies in the vault where no integration names it, whenever a node dies. */
final class SecretsInTheVaultTest {
    private static final Credential OTHER = Credential.apiKey("other-key-that-never-shows");

    private final World world = new World();
    private final WatchedVault vault = new WatchedVault();
    private final SyncEngine engine =
            world.builder(SyncPolicy.defaults()).vault(vault).build();

    @Test
    void theFirstIsNamedBeforeItIsPut() {
        List<Boolean> named = new ArrayList<>();
        vault.beforePut = slot -> named.add(isAwaited(slot));

        connect(World.KEY);
        connect(OTHER);

        assertThat(named).containsExactly(true, true);
        assertThat(integration().bookkeeping().awaitedSecrets())
                .as("what its credential came to use")
                .isEmpty();
        assertThat(vault.lying).hasSize(1);
    }

    @Test
    void anAccountThatIsBeingConnectedShowsNowhereYet() {
        List<Integer> shown = new ArrayList<>();
        vault.beforePut =
                slot -> shown.add(engine.integrations().list(World.ACME).size());

        Integration connected = connect(World.KEY);

        assertThat(shown).containsExactly(0);
        assertThat(engine.integrations().list(World.ACME)).containsExactly(connected);
        assertThat(connected.connection()).isEqualTo(1);
        assertThat(connected.bookkeeping().credentialVersion()).isEqualTo(1);
        assertThat(world.integrationChanges).as("told once, as connected").containsExactly(connected);
    }

    @Test
    void aNodeThatDiesWhileItConnectsLeavesNothingAfterTheNextSweep() {
        dieAfterPut(World.KEY);
        assertThat(vault.lying).hasSize(1);

        world.time.tick(Duration.ofSeconds(59));
        engine.runDue();
        assertThat(vault.lying).as("it may be used still").hasSize(1);
        world.time.tick(Duration.ofSeconds(1));
        engine.runDue();

        assertThat(vault.lying).isEmpty();
        assertThat(world.integrations.of(World.ACME)).as("nor what was begun").isEmpty();
    }

    @Test
    void aNodeThatDiesWhileItRenewsLeavesTheCredentialThatCounts() {
        Integration connected = connect(World.KEY);
        dieAfterPut(OTHER);
        assertThat(vault.lying).hasSize(2);

        world.time.tick(Duration.ofSeconds(60));
        engine.runDue();

        assertThat(vault.lying)
                .containsOnlyKeys(connected.bookkeeping().credential().orElseThrow());
        assertThat(integration().isConnected()).isTrue();
    }

    @Test
    void whatWasBegunMayBeConnectedByWhoeverAsksAgain() {
        dieAfterPut(World.KEY);

        Integration connected = connect(World.KEY);
        world.time.tick(Duration.ofMinutes(2));
        engine.runDue();

        assertThat(connected.connection()).isEqualTo(1);
        assertThat(vault.lying)
                .containsOnlyKeys(connected.bookkeeping().credential().orElseThrow());
        assertThat(integration().isConnected()).isTrue();
    }

    @Test
    void whatComesAfterItWasGivenUpIsNotUsedAndIsForgotten() {
        vault.beforePut = slot -> {
            world.time.tick(Duration.ofMinutes(5));
            engine.runDue();
        };
        assertThatThrownBy(() -> connect(World.KEY)).isInstanceOf(RuntimeException.class);
        assertThat(vault.lying).isEmpty();

        vault.beforePut = slot -> {};
        Integration connected = connect(World.KEY);
        vault.beforePut = slot -> {
            world.time.tick(Duration.ofMinutes(5));
            engine.runDue();
        };

        assertThatThrownBy(() -> connect(OTHER)).isInstanceOf(ContendedException.class);
        assertThat(vault.lying)
                .containsOnlyKeys(connected.bookkeeping().credential().orElseThrow());
    }

    @Test
    void aVaultThatTakesNothingLeavesNothing() {
        vault.beforePut = slot -> {
            throw new IllegalStateException("out of order");
        };

        assertThatThrownBy(() -> connect(World.KEY)).isInstanceOf(IllegalStateException.class);

        assertThat(world.integrations.of(World.ACME)).isEmpty();
        assertThat(world.integrationChanges).isEmpty();
    }

    @Test
    void aWorkspaceIsRemovedWithWhatWasBegunInIt() {
        dieAfterPut(World.KEY);

        engine.workspaces().remove(World.ACME).orThrow();

        assertThat(vault.lying).isEmpty();
        assertThat(world.integrations.of(World.ACME)).isEmpty();
    }

    @Test
    void whatAnotherAccountBeganKeepsNobodyOut() {
        dieAfterPut(World.KEY);
        world.provider.belongsTo(OTHER, new Account("account-2", "Second account"));
        world.provider.capable(
                world.provider.capabilities().toBuilder().onePerWorkspace(true).build());

        assertThat(connect(OTHER).isConnected()).isTrue();
    }

    @Test
    void aLinkSeesNothingOfWhatWasBegun() {
        world.provider.belongsTo(OTHER, new Account("account-2", "Second account"));
        dieAfterPut(OTHER);

        assertThat(world.live().status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(engine.integrations().list(World.ACME)).hasSize(1);
    }

    private Integration connect(Credential credential) {
        return engine.integrations()
                .connect(World.ACME, world.provider.provider(), credential)
                .orThrow();
    }

    private Integration integration() {
        List<Integration> all = engine.integrations().list(World.ACME);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** The process ends once the secret lies there: from then on nothing that it asks of a store is heard. */
    private void dieAfterPut(Credential credential) {
        AtomicBoolean dead = new AtomicBoolean();
        SyncEngine dying = world.builder(SyncPolicy.defaults())
                .integrations(mortal(IntegrationStore.class, world.integrations, dead))
                .vault(mortal(CredentialVault.class, vault, dead))
                .build();
        vault.afterPut = () -> {
            dead.set(true);
            throw new IllegalStateException("dead");
        };
        assertThatThrownBy(() -> dying.integrations().connect(World.ACME, world.provider.provider(), credential))
                .isInstanceOf(RuntimeException.class);
        vault.afterPut = () -> {};
    }

    private static <P> P mortal(Class<P> port, P real, AtomicBoolean dead) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, asked) -> {
                    if (dead.get()) {
                        throw new IllegalStateException("dead");
                    }
                    return method.invoke(real, asked);
                }));
    }

    private boolean isAwaited(SecretRef slot) {
        return world.integrations.of(World.ACME).stream()
                .flatMap(row -> row.value().stream())
                .flatMap(one -> one.bookkeeping().awaitedSecrets().stream())
                .anyMatch(awaited -> awaited.slots().contains(slot));
    }

    /** A vault that shows what lies in it, and lets something happen around a put. */
    private static final class WatchedVault implements CredentialVault {
        private final CredentialVault real = new InMemoryCredentialVault();
        private final Map<SecretRef, Secret> lying = new HashMap<>();
        private Consumer<SecretRef> beforePut = slot -> {};
        private Runnable afterPut = () -> {};

        @Override
        public void put(SecretRef ref, Secret secret) {
            beforePut.accept(ref);
            real.put(ref, secret);
            lying.put(ref, secret);
            afterPut.run();
        }

        @Override
        public Optional<Secret> read(SecretRef ref) {
            return real.read(ref);
        }

        @Override
        public void forget(SecretRef ref) {
            real.forget(ref);
            lying.remove(ref);
        }
    }
}
