package io.holdfast.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** A real PostgreSQL for the tests of this process. Each storage has tables of its own. */
final class Server {
    static final SecretKeys KEYS = SecretKeys.of("first", new SecretKeySpec(new byte[32], "AES"));
    private static final Server ONE = start();
    private static final AtomicInteger STORAGES = new AtomicInteger();

    private final HikariDataSource pool;

    private Server(HikariDataSource pool) {
        this.pool = pool;
    }

    @SuppressWarnings("resource") // it ends with the process
    private static Server start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            HikariConfig config = new HikariConfig();
            config.setDataSource(postgres.getPostgresDatabase());
            config.setMaximumPoolSize(20);
            return new Server(new HikariDataSource(config));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static HikariDataSource pool() {
        return ONE.pool;
    }

    /** One whose transactions are of another level by default. */
    static HikariDataSource poolOf(String isolation) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(ONE.pool.getDataSource());
        config.setMaximumPoolSize(1);
        config.setTransactionIsolation(isolation);
        return new HikariDataSource(config);
    }

    /** One that undoes what no transaction commits. */
    static HikariDataSource poolThatCommitsNothing() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(ONE.pool.getDataSource());
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    /** An empty one. */
    static PostgresStorage storage() {
        return migrated(PostgresStorage.of(ONE.pool, tables(), KEYS));
    }

    /** The server itself, without a pool. */
    static DataSource unpooled() {
        return ONE.pool.getDataSource();
    }

    /** A pool of connections that a test makes. */
    static HikariDataSource poolOver(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** An empty one over such a pool, in the transactions of a host. */
    static PostgresStorage storage(DataSource pool, PlatformTransactionManager manager) {
        return migrated(PostgresStorage.of(pool, manager, tables(), KEYS));
    }

    /** An empty one, in the transactions of a host. */
    static PostgresStorage storage(PlatformTransactionManager manager) {
        return migrated(PostgresStorage.of(ONE.pool, manager, tables(), KEYS));
    }

    /** An empty one, by way of what may look on. */
    static PostgresStorage storage(DataSource source) {
        return migrated(PostgresStorage.of(source, tables(), KEYS));
    }

    /** Another node's, of the same tables. */
    static PostgresStorage beside(PostgresStorage other, DataSource source) {
        return PostgresStorage.of(source, other.database().tables(), KEYS);
    }

    private static Tables tables() {
        return new Tables("tests", "t" + STORAGES.incrementAndGet() + "_");
    }

    private static PostgresStorage migrated(PostgresStorage storage) {
        storage.migrate();
        return storage;
    }

    /** Makes one empty again. */
    static void empty(PostgresStorage storage) {
        for (String table : List.of("link", "integration", "secret", "attendee_list", "erased", "run")) {
            storage.database().sql("delete from {" + table + "}").update();
        }
    }
}
