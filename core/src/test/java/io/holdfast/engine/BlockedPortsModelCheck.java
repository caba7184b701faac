package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call of each port hangs and heeds no interrupt: the other links are worked and told. */
@Tag("proof")
@Tag("sample")
final class BlockedPortsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int SAMPLED = 5;
    private static final WorkspaceId OTHERS = WorkspaceId.of("others");
    private static final SyncPolicy IMPATIENT =
            Outside.EAGER.toBuilder().pageDeadline(Duration.ofMillis(60)).build();

    private static final List<String> CALLS = List.of(
            "SyncLinkStore.createIfAbsent",
            "SyncLinkStore.load",
            "SyncLinkStore.replace",
            "SyncLinkStore.due",
            "IntegrationStore.createIfAbsent",
            "IntegrationStore.load",
            "IntegrationStore.replace",
            "IntegrationStore.due",
            "CredentialVault.put",
            "CredentialVault.read",
            "AttendeeStore.upsert",
            "AttendeeStore.count",
            "RunQueue.submit",
            "SyncListener.transitioned",
            "SyncListener.progressed",
            "SyncListener.attendeesChanged",
            "SyncListener.integrationChanged",
            "Authorizer.allows",
            "ProviderConnector.identify",
            "ProviderConnector.describe",
            "ProviderConnector.attendees",
            "ProviderConnector.capabilities");

    @Test
    void aCallThatHangsStopsNoOtherLink() throws Exception {
        int tried = 0;
        List<String> stopped = new ArrayList<>();
        for (int i = 0; i < CALLS.size(); i++) {
            if (WHOLE || i % SAMPLED == 0) {
                if (!othersGoOnWhile(CALLS.get(i))) {
                    stopped.add(CALLS.get(i));
                }
                tried++;
            }
        }
        assertThat(stopped).as("calls that stopped other links").isEmpty();
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("blocked-ports.txt"),
                    "blocked-ports: " + tried
                            + " methods each hung once, heeding no interrupt: " + stopped.size()
                            + " stopped other links\n");
        }
    }

    private static boolean othersGoOnWhile(String at) throws Exception {
        Outside outside = new Outside();
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean once = new AtomicBoolean();
        Thread other = Thread.currentThread();
        outside.strike = (call, effect) -> {
            if (call.equals(at) && !Thread.currentThread().equals(other) && once.compareAndSet(false, true)) {
                begun.countDown();
                hang(released);
            }
            return effect.take();
        };
        SyncEngine engine = outside.builder(IMPATIENT).ticker(System::nanoTime).build();
        try {
            engine.start();
            Thread host = new Thread(() -> outside.imported(engine, World.ACME, "first"), "test-host");
            host.setDaemon(true);
            host.start();
            assertThat(begun.await(20, TimeUnit.SECONDS)).as(at + " was called").isTrue();
            List<SyncLinkId> links = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                links.add(outside.imported(engine, OTHERS, "other-" + i));
            }
            return outside.polledAndTold(links, links.size()) == links.size();
        } finally {
            released.countDown();
            engine.close();
        }
    }

    static void hang(CountDownLatch released) {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException ignored) {
                // as a library does that swallows interrupts
            }
        }
    }
}
