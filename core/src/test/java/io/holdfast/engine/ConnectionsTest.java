package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.memory.InMemoryRunQueue;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Capabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node takes no more connections of a host's pool than its papers say. */
final class ConnectionsTest {
    private static final Path DOCUMENT = Path.of("docs", "operating.md");
    private static final Pattern ROW = Pattern.compile("\\| `(holdfast-\\w+)` \\| (\\d+) \\|");
    private static final Pattern SUM = Pattern.compile("That is \\*\\*(\\d+)\\*\\*");
    private static final int ACCOUNTS = 12;
    private static final int LINKS = 48;
    private static final int WORKERS = 4;
    private static final long PATIENCE_SECONDS = 10;

    private final Outside outside = new Outside();
    private final Map<String, AtomicInteger> on = new ConcurrentHashMap<>();
    private final Map<String, Integer> most = new ConcurrentHashMap<>();
    private final AtomicInteger allOn = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CountDownLatch workersAtOnce = new CountDownLatch(WORKERS);

    @Test
    void underLoadNoMoreStoreCallsAreOnAtOnceThanThePapersSay() throws Exception {
        Map<String, Integer> papers = papers();
        assertThat(papers.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(stated());
        assertThat(papers).containsEntry("holdfast-worker", WORKERS);
        outside.world.provider.capable(Capabilities.builder().refresh(true).build());
        SyncEngine engine = outside.builder(Outside.EAGER).queue(queue()).build();
        load(engine);
        outside.strike = (call, effect) ->
                call.contains("Store.") || call.startsWith("CredentialVault.") ? counted(call, effect) : effect.take();

        engine.start();

        assertThat(outside.passUntil(() -> engine.totals().orElseThrow().of(SyncStatus.ACTIVE) == LINKS))
                .isTrue();
        engine.close();
        assertThat(most.keySet()).contains("holdfast-worker", "holdfast-sweep", "holdfast-maintenance");
        assertThat(most)
                .allSatisfy((threads, calls) ->
                        assertThat(calls).as(threads).isLessThanOrEqualTo(papers.getOrDefault(threads, 0)));
        assertThat(most).containsEntry("holdfast-worker", WORKERS);
        assertThat(mostAtOnce.get()).isBetween(WORKERS, stated());
    }

    /** The engine's own, with its threads' names. */
    private InMemoryRunQueue queue() {
        AtomicInteger number = new AtomicInteger();
        return new InMemoryRunQueue(
                WORKERS,
                work -> {
                    Thread thread = new Thread(work, "holdfast-worker-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                outside.world.time);
    }

    private void load(SyncEngine engine) {
        for (int account = 0; account < ACCOUNTS; account++) {
            WorkspaceId workspace = WorkspaceId.of("w-" + account);
            Credential tokens = outside.world.provider.issue(Duration.ofSeconds(30));
            Integration connected = engine.integrations()
                    .connect(workspace, outside.world.provider.provider(), tokens)
                    .orThrow();
            for (int link = 0; link < LINKS / ACCOUNTS; link++) {
                RemoteId event = RemoteId.of("event-" + account + "-" + link);
                RemoteRef remote = new RemoteRef(SubjectKind.EVENT, event);
                outside.world.provider.event(World.event().ref(remote).build());
                outside.world.provider.put(
                        remote, World.attendee("a", "Company", World.START).build());
                engine.links()
                        .importSubject(workspace, SyncSubject.event("ours-" + link), connected.id(), event)
                        .orThrow();
            }
        }
    }

    /** The first writes of attendees wait for each other, so that all workers are seen at once. */
    private @Nullable Object counted(String call, Outside.Effect effect) throws Throwable {
        String threads = Thread.currentThread().getName().replaceAll("-\\d+$", "");
        if (!threads.startsWith("holdfast-") || threads.equals("holdfast-close")) {
            return effect.take();
        }
        AtomicInteger ofThese = on.computeIfAbsent(threads, first -> new AtomicInteger());
        most.merge(threads, ofThese.incrementAndGet(), Math::max);
        mostAtOnce.accumulateAndGet(allOn.incrementAndGet(), Math::max);
        try {
            if (call.equals("AttendeeStore.upsert")) {
                workersAtOnce.countDown();
                workersAtOnce.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return effect.take();
        } finally {
            ofThese.decrementAndGet();
            allOn.decrementAndGet();
        }
    }

    private static Map<String, Integer> papers() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            found.put(row.group(1), Integer.valueOf(row.group(2)));
        }
        return found;
    }

    private static int stated() throws IOException {
        Matcher sum = SUM.matcher(Files.readString(DOCUMENT));
        assertThat(sum.find()).isTrue();
        return Integer.parseInt(sum.group(1));
    }
}
