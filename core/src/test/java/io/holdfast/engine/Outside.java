package io.holdfast.engine;

import io.holdfast.memory.InMemoryRunQueue;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is outside an engine, each call of which may be struck. The clock goes on by hand, the engine's threads are real. */
final class Outside {
    private static final int TICKS = 600;
    private static final int ROUNDS = 5;
    private static final long PATIENCE_SECONDS = 10;
    static final SyncPolicy EAGER = SyncPolicy.builder()
            .sweepInterval(Duration.ofMillis(1))
            .pollInterval(Duration.ofSeconds(30))
            .pollIntervalAfterEnd(Duration.ofSeconds(30))
            .build();

    final World world = new World();
    final Map<SyncLinkId, Set<AttendeeId>> heard = new ConcurrentHashMap<>();
    volatile Strike strike = (call, effect) -> effect.take();
    private final Semaphore swept = new Semaphore(0);

    /** What a call does if nothing strikes it. */
    interface Effect {
        @Nullable
        Object take() throws Throwable;
    }

    /** What is done at a call. */
    interface Strike {
        @Nullable
        Object at(String call, Effect effect) throws Throwable;
    }

    SyncEngineBuilder builder(SyncPolicy policy) {
        return world.builder(policy)
                .connector(port(ProviderConnector.class, world.provider))
                .links(port(SyncLinkStore.class, world.links))
                .integrations(port(IntegrationStore.class, world.integrations))
                .vault(port(CredentialVault.class, world.vault))
                .attendees(port(AttendeeStore.class, world.attendees))
                .listener(port(SyncListener.class, new Hearing()))
                .authorizer(port(Authorizer.class, Authorizer.anyone()))
                .queue(port(RunQueue.class, new InMemoryRunQueue(2, Outside::daemon, world.time)));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "test-worker");
        thread.setDaemon(true);
        return thread;
    }

    private <P> P port(Class<P> type, P real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(type, real, method, arguments)));
    }

    private @Nullable Object call(Class<?> type, Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String call = type.getSimpleName() + "." + method.getName();
        if (call.equals("SyncLinkStore.due")) {
            swept.release();
        }
        return strike.at(call, () -> {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
    }

    /** Imports an event of a dozen, and tries again as a person does where the host failed. */
    SyncLinkId imported(SyncEngine engine, WorkspaceId workspace, String event) {
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of(event));
        world.provider.event(World.event().ref(remote).build());
        for (int i = 0; i < 12; i++) {
            world.provider.put(
                    remote,
                    World.attendee(event + "-" + i, "Company", World.START).build());
        }
        Integration integration = persistent(() -> engine.integrations()
                .connect(workspace, world.provider.provider(), World.KEY)
                .orThrow());
        return persistent(() -> engine.links()
                        .importSubject(workspace, SyncSubject.event("our-" + event), integration.id(), remote.id())
                        .orThrow())
                .id();
    }

    private static <T> T persistent(Supplier<T> command) {
        for (int tries = 1; ; tries++) {
            try {
                return command.get();
            } catch (Throwable thrown) {
                if (tries == ROUNDS) {
                    throw thrown;
                }
            } finally {
                Thread.interrupted();
            }
        }
    }

    /** Lets time pass until something holds; false if it does not, or nothing sweeps any more. */
    boolean passUntil(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < TICKS; i++) {
            if (holds.getAsBoolean()) {
                return true;
            }
            swept.drainPermits();
            world.time.tick(Duration.ofSeconds(5));
            if (!swept.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** How many links are live, and had a change of the provider's told that came now. */
    int polledAndTold(List<SyncLinkId> links, int enough) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            AttendeeId late = AttendeeId.of("late-" + round);
            for (SyncLinkId id : links) {
                RemoteRef remote = world.links.load(id).orElseThrow().key().remote();
                world.provider.put(
                        remote,
                        World.attendee(late.value(), "Late", world.time.instant())
                                .build());
            }
            if (passUntil(() -> told(links, late) >= enough)) {
                return told(links, late);
            }
        }
        return 0;
    }

    private int told(List<SyncLinkId> links, AttendeeId one) {
        return (int) links.stream()
                .filter(id -> heard.getOrDefault(id, Set.of()).contains(one))
                .filter(id -> world.links.load(id).orElseThrow().status() == SyncStatus.ACTIVE)
                .count();
    }

    private final class Hearing implements SyncListener {
        @Override
        public void attendeesChanged(SyncLink link, List<Change> changes) {
            Set<AttendeeId> known = heard.computeIfAbsent(link.id(), id -> ConcurrentHashMap.newKeySet());
            changes.forEach(change -> known.add(change.id()));
        }
    }
}
