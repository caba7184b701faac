package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.Authorizer;
import io.holdfast.port.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a command on many links costs the host's stores: as many calls of each kind as there are pages of a hundred links, and a few more. */
final class BulkCostTest {
    private static final int LINKS = 500;
    private static final long PAGES = 5;

    private final World world = new World();
    private final Integration account = world.connected();
    private final CountedPorts ports = new CountedPorts(world);
    private final SyncEngine engine = ports.engine(Authorizer.anyone());

    @Test
    void suspendingAndResumingAWorkspaceReadsAndWritesEachPageOnce() {
        imported();
        engine.runDue();

        assertThat(calls(() -> engine.workspaces().suspend(World.ACME)))
                .isEqualTo(Map.of(
                        "SyncLinkStore.of", PAGES, "SyncLinkStore.replaceAll", PAGES, "AttendeeStore.fenceAll", PAGES));
        assertThat(calls(() -> engine.workspaces().resume(World.ACME)))
                .isEqualTo(Map.of("SyncLinkStore.of", PAGES, "SyncLinkStore.replaceAll", PAGES));
    }

    @Test
    void whatIsSoAlreadyIsLookedAtOnceMoreForEachPage() {
        imported();
        engine.workspaces().suspend(World.ACME).orThrow();

        assertThat(calls(() -> engine.workspaces().suspend(World.ACME)))
                .isEqualTo(Map.of(
                        "SyncLinkStore.of", PAGES, "SyncLinkStore.load", PAGES, "AttendeeStore.fenceAll", PAGES));
    }

    @Test
    void aSeveranceTellsEachPageOfLinksByOneWriteAndReconnectAllBringsItBackByOne() {
        imported();
        engine.runDue();
        Map<String, Long> severed =
                calls(() -> engine.integrations().disconnect(account.id(), 1).orThrow());

        assertThat(severed)
                .containsEntry("SyncLinkStore.boundTo", PAGES)
                .containsEntry("SyncLinkStore.replaceAll", PAGES)
                .containsEntry("AttendeeStore.fenceAll", PAGES)
                .doesNotContainKeys("SyncLinkStore.load", "SyncLinkStore.replace", "AttendeeStore.upsert");
        assertThat(severed.get("IntegrationStore.load")).isLessThanOrEqualTo(2 * PAGES + 12);
        assertThat(statuses()).containsOnlyKeys(SyncStatus.DISCONNECTED);
        world.connected();

        Map<String, Long> back =
                calls(() -> engine.integrations().reconnectAll(account.id()).orThrow());

        assertThat(back.get("IntegrationStore.load")).isLessThanOrEqualTo(2 * PAGES + 1);
        back.remove("IntegrationStore.load");
        assertThat(back).isEqualTo(Map.of("SyncLinkStore.boundTo", PAGES, "SyncLinkStore.replaceAll", PAGES));
    }

    @Test
    void retryingAllThatFailedLooksAtTheAccountAndWritesOnceForEachPage() {
        imported();
        for (int number = 0; number < LINKS; number++) {
            world.provider.failNext(ProviderException.of(FailureKind.REJECTED, "HTTP 400"));
        }
        engine.runDue();

        Map<String, Long> retried = calls(
                () -> assertThat(engine.integrations().retryAll(account.id()).orThrow())
                        .hasSize(LINKS));

        assertThat(retried)
                .isEqualTo(Map.of(
                        "SyncLinkStore.boundTo",
                        PAGES,
                        "SyncLinkStore.replaceAll",
                        PAGES,
                        "IntegrationStore.load",
                        PAGES + 1));
    }

    @Test
    void removingAWorkspaceFencesAndRemovesEachPageAtOnce() {
        imported();
        engine.runDue();

        Map<String, Long> removed =
                calls(() -> engine.workspaces().remove(World.ACME).orThrow());

        assertThat(removed)
                .containsEntry("SyncLinkStore.of", PAGES)
                .containsEntry("SyncLinkStore.removeAll", PAGES)
                .containsEntry("AttendeeStore.fenceAll", PAGES)
                .doesNotContainKeys("SyncLinkStore.load", "SyncLinkStore.remove", "AttendeeStore.upsert");
        assertThat(removed.values().stream().mapToLong(calls -> calls).sum()).isLessThanOrEqualTo(3 * PAGES + 30);
    }

    private void imported() {
        for (int number = 0; number < LINKS; number++) {
            world.imported("event-" + number, account);
        }
    }

    private Map<SyncStatus, Long> statuses() {
        return world.links.of(World.ACME, Cursor.START, LINKS).items().stream()
                .map(row -> row.value().orElseThrow().status())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** How often each method of a store was called. */
    private Map<String, Long> calls(Runnable command) {
        ports.forget();
        command.run();
        List<String> made = ports.callsOfPorts();
        return made.stream()
                .filter(call -> call.contains("Store."))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
