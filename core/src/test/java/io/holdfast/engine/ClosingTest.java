package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Credential;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What closing does to what is on, and what hosts hear of what their stores threw. */
final class ClosingTest {
    private static final int RACES = 200;
    private final Outside outside = new Outside();
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void aRefreshThatIsOnGoesOnAndItsTokensAreStored() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(2);
        outside.world.provider.capable(Capabilities.builder().refresh(true).build());
        outside.strike = (call, effect) -> {
            if (call.equals("ProviderConnector.refresh")) {
                asked.countDown();
                BlockedPortsModelCheck.hang(released);
            }
            Object answer = effect.take();
            if (call.equals("CredentialVault.put")) {
                stored.countDown();
            }
            return answer;
        };
        SyncEngine engine = outside.builder(Outside.EAGER).build();
        Credential tokens = outside.world.provider.issue(Duration.ofSeconds(30));
        engine.integrations()
                .connect(World.ACME, outside.world.provider.provider(), tokens)
                .orThrow();
        engine.start();
        assertThat(outside.passUntil(() -> asked.getCount() == 0)).isTrue();
        outside.strike = (call, effect) -> {
            Object answer = effect.take();
            if (call.equals("CredentialVault.put")) {
                stored.countDown();
            }
            return answer;
        };

        engine.close();

        assertThat(stored.getCount()).as("closed before it was answered").isEqualTo(1);
        assertThat(Thread.getAllStackTraces().keySet())
                .as("something keeps the process alive meanwhile")
                .anyMatch(thread -> thread.getName().startsWith("holdfast-close") && !thread.isDaemon());
        released.countDown();
        assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void startAndCloseAtOnceEndClosedAndThrowNothingElse() throws Exception {
        for (int i = 0; i < RACES; i++) {
            World world = new World();
            SyncEngine engine = world.builder(SyncPolicy.defaults())
                    .time(InstantSource.system())
                    .build();
            CyclicBarrier together = new CyclicBarrier(2);
            AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
            Thread starting = new Thread(() -> {
                try {
                    together.await();
                    engine.start();
                } catch (Throwable any) {
                    thrown.set(any);
                }
            });
            starting.start();
            together.await();
            engine.close();
            starting.join();

            if (thrown.get() != null) {
                assertThat(thrown.get()).isExactlyInstanceOf(IllegalStateException.class);
            }
            assertThatThrownBy(engine::runDue).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aCommandThrowsWhatTheStoreThrewAndWrapsOnlyWhatWouldHaveToBeDeclared() {
        AtomicReference<Throwable> next = new AtomicReference<>(new AssertionError("first"));
        outside.strike = (call, effect) -> {
            if (call.equals("IntegrationStore.of")) {
                throw next.get();
            }
            return effect.take();
        };
        SyncEngine engine = outside.builder(Outside.EAGER).build();

        assertThatThrownBy(() -> engine.integrations().list(World.ACME)).isSameAs(next.get());
        next.set(new IllegalStateException("second"));
        assertThatThrownBy(() -> engine.integrations().list(World.ACME)).isSameAs(next.get());
        next.set(new IOException("third"));
        assertThatThrownBy(() -> engine.integrations().list(World.ACME))
                .isInstanceOf(RuntimeException.class)
                .hasCause(next.get());
    }

    @Test
    void theFirstOfTwoFailuresIsThrownWithTheSecondBesideIt() {
        AtomicInteger times = new AtomicInteger();
        List<IllegalStateException> failures = List.of(
                new IllegalStateException("a row is locked"), new IllegalStateException("transaction is aborted"));
        outside.strike = (call, effect) -> {
            if (call.equals("IntegrationStore.createIfAbsent")) {
                throw failures.get(times.getAndIncrement());
            }
            return effect.take();
        };
        SyncEngine engine = outside.builder(Outside.EAGER).build();

        assertThatThrownBy(
                        () -> engine.integrations().connect(World.ACME, outside.world.provider.provider(), World.KEY))
                .isSameAs(failures.get(0))
                .hasSuppressedException(failures.get(1));
    }

    @Test
    void whatAVaultThrewIsThrownThoughNobodyCanReadAfterwardsEither() {
        IllegalStateException full = new IllegalStateException("the disk is full");
        IllegalStateException aborted = new IllegalStateException("transaction is aborted");
        outside.strike = (call, effect) -> {
            if (call.equals("CredentialVault.put")) {
                throw full;
            }
            if (call.equals("CredentialVault.read")) {
                throw aborted;
            }
            return effect.take();
        };
        SyncEngine engine = outside.builder(Outside.EAGER).build();

        assertThatThrownBy(
                        () -> engine.integrations().connect(World.ACME, outside.world.provider.provider(), World.KEY))
                .isSameAs(full)
                .hasSuppressedException(aborted);
    }
}
