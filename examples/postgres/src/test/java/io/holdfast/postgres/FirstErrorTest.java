package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.engine.SyncEngine;
import io.holdfast.model.SyncLinkId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Of several errors the first says what happened; what comes after it says only that there was one. */
final class FirstErrorTest {
    private final Wire wire = new Wire(Server.unpooled());
    private final HikariDataSource pool = Server.poolOver(wire);
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(pool);
    private final PostgresStorage storage = Server.storage(pool, manager);
    private final Host host = new Host(storage);
    private final SyncEngine engine = host.builder().build();
    private final SyncLinkId link =
            host.imported(engine, host.connected(engine), "event").id();

    @AfterEach
    void close() {
        engine.close();
        pool.close();
    }

    @Test
    void insideOfATransactionThatItAbortsIsThrown() {
        failEachMove();

        assertThatThrownBy(() -> new TransactionTemplate(manager)
                        .executeWithoutResult(
                                status -> engine.links().suspend(link).orThrow()))
                .hasStackTraceContaining("the first error")
                .satisfies(FirstErrorTest::saysNothingOfAborting);
    }

    @Test
    void outsideOfOneIsThrown() {
        failEachMove();

        assertThatThrownBy(() -> engine.links().suspend(link))
                .hasStackTraceContaining("the first error")
                .satisfies(FirstErrorTest::saysNothingOfAborting);
    }

    @Test
    void isThrownWithWhatCameAfterIt() {
        wire.cut(2, Wire.Cut.BEFORE);
        wire.staysCut();

        assertThatThrownBy(() -> engine.links().suspend(link))
                .satisfies(thrown -> assertThatThrownBy(() -> {
                            throw thrown.getSuppressed()[0];
                        })
                        .isInstanceOf(thrown.getClass()));
        wire.end();
    }

    private void failEachMove() {
        String fails = "create function {fails}() returns trigger language plpgsql as"
                + " $$ begin raise exception 'the first error'; end $$";
        storage.database().sql(fails).update();
        storage.database()
                .sql("create trigger fails before update on {link} for each row execute function {fails}()")
                .update();
    }

    private static void saysNothingOfAborting(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("aborted")) {
                throw new AssertionError("expected the first error but found what came of it", cause);
            }
        }
    }
}
