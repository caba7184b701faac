package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Integration;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.transition.Decision;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows that a host holds locked for as long as it likes, and rows that somebody else was faster to write. */
@Tag("proof")
@Tag("sample")
final class LockedRowTest {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    /** In seconds; much longer than it takes. */
    private static final long PATIENCE = 20;

    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(Server.pool());
    private final TransactionTemplate host = new TransactionTemplate(manager);
    private final PostgresStorage storage = Server.storage(manager);

    @Test
    void eachWriteOfTheEnginesOwnGivesUpAfterTwoSeconds() {
        SyncLink link = storage.links().createIfAbsent(Samples.birth());
        Decision.Moved move = move(link);
        storage.vault().put(SecretRef.of("slot"), Secret.of("T0K3N"));
        storage.attendees().upsert(Samples.token("link", 1), Batch.empty(1));
        Map<String, Runnable> writes = new TreeMap<>(Map.of(
                "move",
                () -> storage.links().replace(move),
                "secret",
                () -> storage.vault().put(SecretRef.of("fresh"), Secret.of("T0K3N")),
                "page",
                () -> storage.attendees().upsert(Samples.token("link", 1), Samples.page(2, "company", "a"))));
        if (WHOLE) {
            // those that wait for one row wait for each other as well
            writes.put("many moves", () -> storage.links().replaceAll(List.of(move)));
            writes.put("removal", () -> storage.links().remove(Samples.LINK));
            writes.put("many removals", () -> storage.links().removeAll(Set.of(Samples.LINK)));
            writes.put("forgotten secret", () -> storage.vault().forget(SecretRef.of("slot")));
            writes.put("fence", () -> storage.attendees().upsert(Samples.token("link", 2), Batch.empty(2)));
        }

        Map<String, String> ended = host.execute(status -> {
            storage.vault().put(SecretRef.of("fresh"), Secret.of("T0K3N"));
            List.of("link", "secret", "attendee_list").forEach(this::lock);
            return endedMeanwhile(writes);
        });

        assertThat(ended)
                .hasSameSizeAs(writes)
                .allSatisfy(
                        (write, end) -> assertThat(end).as(write).contains("canceling statement due to lock timeout"));
        writes.values().forEach(Runnable::run);
    }

    /** How each write ended that others tried while this thread's transaction is open. */
    private static Map<String, String> endedMeanwhile(Map<String, Runnable> writes) {
        Map<String, CompletableFuture<String>> begun = new TreeMap<>();
        writes.forEach((name, write) -> begun.put(
                name,
                CompletableFuture.runAsync(write, task -> new Thread(task).start())
                        .orTimeout(PATIENCE, TimeUnit.SECONDS)
                        .handle((nothing, thrown) -> thrown == null ? "written" : thrown.toString())));
        Map<String, String> ended = new TreeMap<>();
        begun.forEach((name, end) -> ended.put(name, end.join()));
        return ended;
    }

    private void lock(String table) {
        storage.database()
                .sql("select 1 from {" + table + "} for update")
                .query((row, number) -> number)
                .list();
    }

    private static Decision.Moved move(SyncLink link) {
        return Samples.move(
                link, new WorkerReport.RunStarted(link.run().orElseThrow().id(), "owner"), Samples.NOW);
    }

    @Test
    void aLinkThatAHostHoldsLockedKeepsNoOtherFromASweep() {
        Host acme = new Host(storage);
        try (SyncEngine engine = acme.builder().build()) {
            Integration account = acme.connected(engine);
            SyncLink locked = acme.imported(engine, account, "locked");
            SyncLink other = acme.imported(engine, account, "other");

            host.executeWithoutResult(status -> {
                storage.database()
                        .sql("select 1 from {link} where id = :id for update")
                        .param("id", locked.id().value())
                        .query((row, number) -> number)
                        .list();
                CompletableFuture.runAsync(engine::runDue)
                        .orTimeout(PATIENCE, TimeUnit.SECONDS)
                        .join();

                assertThat(engine.links().get(other.id()).status()).isEqualTo(SyncStatus.ACTIVE);
                assertThat(engine.links().get(locked.id()).status()).isEqualTo(SyncStatus.PENDING);
            });

            acme.time.tick(Duration.ofMinutes(1));
            engine.runDue();
            assertThat(engine.links().get(locked.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        }
    }

    @Test
    void aHostsOwnTransactionKeepsItsOwnTimeOut() {
        storage.links().createIfAbsent(Samples.birth());

        String within = host.execute(status -> {
            setting("set local lock_timeout = '7s'");
            storage.vault().put(SecretRef.of("slot"), Secret.of("T0K3N"));
            storage.links().remove(Samples.LINK);
            return shown("lock_timeout");
        });

        assertThat(within).isEqualTo("7s");
        assertThat(shown("lock_timeout")).isEqualTo("0");
    }

    @Test
    void whatASnapshotCanNotWriteIsThrownAtOnceAndNothingHidesIt() {
        SyncLink link = storage.links().createIfAbsent(Samples.birth());

        assertThatThrownBy(() -> host.executeWithoutResult(status -> {
                    setting("set transaction isolation level repeatable read");
                    storage.links().load(link.id());
                    CompletableFuture.runAsync(() -> storage.links().replace(move(link)))
                            .join();
                    storage.links().replace(move(link));
                }))
                .isInstanceOf(ConcurrencyFailureException.class)
                .hasMessageContaining("could not serialize access");
    }

    private void setting(String sql) {
        storage.database().sql(sql).update();
    }

    private String shown(String setting) {
        return storage.database()
                .sql("select current_setting('" + setting + "')")
                .query((row, number) -> row.getString(1))
                .single();
    }
}
