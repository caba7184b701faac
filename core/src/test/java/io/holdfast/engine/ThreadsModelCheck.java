package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of links and a listener that blocks for ever: threads stay as few as the README says, and every link is imported. */
@Tag("proof")
@Tag("sample")
final class ThreadsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int LINKS = WHOLE ? 3_000 : 200;
    /** What the README's table adds up to where nothing but listeners hangs. */
    private static final int DOCUMENTED = 20;

    private static final int LIMIT = 150;
    /** Too few for listeners and maintenance to have any. */
    private static final int VERY_FEW = 6;

    @Test
    void threadsDontGrowWithLinksAndNoCommandFailsWhereNoneCanBeMade() throws Exception {
        Made free = imported(Integer.MAX_VALUE);
        Made limited = imported(LIMIT);
        Made few = imported(VERY_FEW);

        int failed = free.failed.get() + limited.failed.get() + few.failed.get();
        assertThat(failed).as("commands that failed").isZero();
        assertThat(free.most.get()).isLessThanOrEqualTo(DOCUMENTED);
        assertThat(limited.most.get()).isLessThanOrEqualTo(DOCUMENTED);
        assertThat(few.refused.get()).as("threads were refused").isPositive();
        String readme = Files.readString(Path.of("..", "README.md"));
        assertThat(free.names).allSatisfy(name -> assertThat(readme).contains("`" + name + "-N`"));
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("threads.txt"),
                    String.format(
                            "threads: %d links and a listener that blocks: %d threads at most, %d where none is made beyond %d"
                                    + " (documented %d); %d commands failed, with %d threads in all as well%n",
                            LINKS, free.most.get(), limited.most.get(), LIMIT, DOCUMENTED, failed, VERY_FEW));
        }
    }

    private static Made imported(int limit) throws InterruptedException {
        World world = new World();
        Made made = new Made(limit);
        CountDownLatch live = new CountDownLatch(LINKS);
        Set<SyncLinkId> seen = ConcurrentHashMap.newKeySet();
        Tampered links = new Tampered(world.links);
        links.after = move -> {
            if (move.next().status() == SyncStatus.ACTIVE
                    && seen.add(move.next().id())) {
                live.countDown();
            }
        };
        CountDownLatch released = new CountDownLatch(1);
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .links(links)
                .listener(new Blocking(released))
                .time(InstantSource.system())
                .threads(made)
                .build();
        try {
            engine.start();
            Integration integration = engine.integrations()
                    .connect(World.ACME, world.provider.provider(), World.KEY)
                    .orThrow();
            for (int i = 0; i < LINKS; i++) {
                String event = "event-" + i;
                world.provider.event(World.event()
                        .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of(event)))
                        .build());
                try {
                    engine.links()
                            .importSubject(
                                    World.ACME, SyncSubject.event("our-" + event), integration.id(), RemoteId.of(event))
                            .orThrow();
                } catch (Throwable failed) {
                    made.failed.incrementAndGet();
                }
            }
            assertThat(live.await(60, TimeUnit.SECONDS))
                    .as("%d of %d links are live", LINKS - live.getCount(), LINKS)
                    .isTrue();
        } finally {
            released.countDown();
            engine.close();
        }
        return made;
    }

    /** Threads as a platform makes them that has so many. */
    private static final class Made implements ThreadFactory {
        private final AtomicInteger living = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final Set<String> names = ConcurrentHashMap.newKeySet();
        private final int limit;

        Made(int limit) {
            this.limit = limit;
        }

        @Override
        public Thread newThread(Runnable task) {
            if (living.get() >= limit) {
                refused.incrementAndGet();
                throw new OutOfMemoryError("unable to create native thread");
            }
            most.accumulateAndGet(living.incrementAndGet(), Math::max);
            return new Thread(() -> {
                names.add(Thread.currentThread().getName().replaceAll("-\\d+$", ""));
                try {
                    task.run();
                } finally {
                    living.decrementAndGet();
                }
            });
        }
    }

    private record Blocking(CountDownLatch released) implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            BlockedPortsModelCheck.hang(released);
        }
    }
}
