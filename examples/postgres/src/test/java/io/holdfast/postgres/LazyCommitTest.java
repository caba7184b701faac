package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.model.Actor;
import io.holdfast.model.Hints;
import io.holdfast.model.SyncLink;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which moves wait for the disk, on a server that has its commits wait. */
final class LazyCommitTest {
    private final HikariDataSource pool = Server.poolThatWaitsForTheDisk();
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(pool);
    private final PostgresStorage storage = Server.storage(pool, manager);
    private SyncLink link = storage.links().createIfAbsent(Samples.birth());

    @BeforeEach
    void watch() {
        Database database = storage.database();
        database.sql("create table {commit} (version bigint, waits text)").update();
        database.sql("""
                create function {watch}() returns trigger language plpgsql as $$ begin
                    insert into {commit} values (new.version, current_setting('synchronous_commit'));
                    return new;
                end $$
                """).update();
        database.sql("create trigger watch after update on {link} for each row execute function {watch}()")
                .update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whatOnlyAWorkerSeesDoesNotWaitForTheDiskAndAllElseDoes() {
        move(new WorkerReport.RunStarted(link.run().orElseThrow().id(), "owner"));
        move(new WorkerReport.LeaseRenewed(
                link.run().orElseThrow().id(), link.bookkeeping().fence()));
        move(new Fact.ChangeSignalled(Hints.ALL));
        move(new UserRequest.SuspendRequested(Actor.HOST));

        assertThat(waits()).containsExactly("off", "off", "on", "on");
    }

    @Test
    void aHostsOwnTransactionWaitsAsTheHostHasSet() {
        new TransactionTemplate(manager)
                .executeWithoutResult(status -> move(
                        new WorkerReport.RunStarted(link.run().orElseThrow().id(), "owner")));

        assertThat(waits()).containsExactly("on");
    }

    private void move(Trigger trigger) {
        Decision.Moved move = Samples.move(link, trigger, Samples.NOW);
        assertThat(storage.links().replace(move)).isTrue();
        link = move.next();
    }

    private List<String> waits() {
        return storage.database()
                .sql("select waits from {commit} order by version")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
