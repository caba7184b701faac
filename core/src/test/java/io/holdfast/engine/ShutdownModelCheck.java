package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Closing at any call, of which some hang in the long proofs: in time, no half batch is left, and every run waits at its last
 * checkpoint.
 */
@Tag("proof")
@Tag("sample")
final class ShutdownModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int POINTS = WHOLE ? 100 : 10;
    private static final int AT_ONCE = WHOLE ? 20 : 10;
    private static final int CALLS = 150;
    private static final int ONE_IN_HANGS = 5;
    private static final int PAGE = 10;
    private final AtomicInteger halves = new AtomicInteger();
    private static final long LONGEST = TimeUnit.SECONDS.toMillis(10);

    @Test
    void closingAtAnyPointIsInTimeAndLeavesNothingHalfDone() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Long>> closings = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            int point = 1 + random.nextInt(CALLS);
            boolean hangs = random.nextInt(ONE_IN_HANGS) == 0 && WHOLE;
            closings.add(threads.submit(() -> closed(point, hangs, "seed " + seed + ", call " + point)));
        }
        long longest = 0;
        for (Future<Long> closing : closings) {
            longest = Math.max(longest, closing.get());
        }
        threads.shutdown();

        assertThat(halves.get()).as("half batches, seed %d", seed).isZero();
        assertThat(longest).as("longest close, seed %d", seed).isLessThanOrEqualTo(LONGEST);
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("shutdown.txt"),
                    String.format(
                            "shutdown: %d points, seed %d: %d half batches, longest close %d ms (at most %d)%n",
                            POINTS, seed, halves.get(), longest, LONGEST));
        }
    }

    private long closed(int point, boolean hangs, String name) throws InterruptedException {
        Outside outside = new Outside();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Thread host = Thread.currentThread();
        outside.strike = (call, effect) -> {
            if (!Thread.currentThread().equals(host) && calls.incrementAndGet() == point) {
                reached.countDown();
                if (hangs) {
                    BlockedPortsModelCheck.hang(released);
                }
            }
            return effect.take();
        };
        SyncEngine engine = outside.builder(Outside.EAGER)
                .time(InstantSource.system())
                .ticker(System::nanoTime)
                .build();
        engine.start();
        List<SyncLinkId> links = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            links.add(outside.imported(engine, World.ACME, "event-" + i));
        }
        assertThat(reached.await(30, TimeUnit.SECONDS)).as(name).isTrue();
        long begun = System.nanoTime();
        engine.close();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        for (SyncLinkId id : links) {
            requireWhole(outside, id, name + (hangs ? ", which hangs" : ""));
        }
        released.countDown();
        return took;
    }

    /** The rows of each page are there or not, and what is there beyond the checkpoint is one page at most. */
    private void requireWhole(Outside outside, SyncLinkId id, String name) {
        SyncLink link = outside.world.links.load(id).orElseThrow();
        assertThat(link.run().filter(SyncRun::isWorking))
                .as(name + ": its run waits")
                .isEmpty();
        int stored =
                outside.world.attendees.attendees(id, Cursor.START, 100).items().size();
        halves.addAndGet(Set.of(0, PAGE, PAGE + 2).contains(stored) ? 0 : 1);
        Tally read =
                link.run().flatMap(SyncRun::checkpoint).map(Checkpoint::tally).orElse(Tally.NONE);
        assertThat(stored - read.added())
                .as(name + ": at most a page beyond its checkpoint")
                .isLessThanOrEqualTo(PAGE + 2);
    }
}
