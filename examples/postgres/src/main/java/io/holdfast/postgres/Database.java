package io.holdfast.postgres;

import io.holdfast.port.HostTransaction;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Statements and transactions on one database. A statement takes part in the transaction that the thread has open with the same
 * transaction manager, and is one of its own elsewhere.
 */
final class Database {
    private static final int TRIES = 20;
    private static final String OWN = "io.holdfast.postgres";

    /** Evaluated before a row is locked, and forgotten with the transaction; so it costs no statement of its own. */
    private static final String TWO_SECONDS = "(select set_config('lock_timeout', '2s', true)) is not null";

    private final JdbcClient client;
    private final TransactionTemplate transactions;
    private final Tables tables;
    private final boolean shared;

    Database(DataSource source, PlatformTransactionManager manager, boolean shared, Tables tables) {
        requireReadCommitted(source);
        requireAutoCommit(source);
        this.shared = shared;
        this.client = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setName(OWN);
        this.tables = tables;
    }

    /** Asked once: a transaction that names no level has this one, and a snapshot would answer each load from before a faster write. */
    private static void requireReadCommitted(DataSource source) {
        String level = JdbcClient.create(source)
                .sql("show transaction_isolation")
                .query(String.class)
                .single();
        if (!level.equals("read committed")) {
            throw new IllegalStateException(
                    "expected transactions to be READ COMMITTED by default but found them " + level
                            + "; set the pool's transactionIsolation, or default_transaction_isolation of the database or role,"
                            + " and name another level where a transaction of your own needs it");
        }
    }

    /** Most writes are one statement, which such a pool would undo once the connection goes back. */
    private static void requireAutoCommit(DataSource source) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                && Boolean.FALSE.equals(
                        new JdbcTemplate(source).execute((ConnectionCallback<Boolean>) Connection::getAutoCommit))) {
            throw new IllegalStateException(
                    "expected connections that commit each statement by themselves outside of transactions"
                            + " but found a pool with autoCommit off; leave it on, as it is by default");
        }
    }

    /** Spring's, of the manager that this was given: a host that gave none has transactions of its own elsewhere. */
    boolean takesPartIn(HostTransaction transaction) {
        return shared && transaction instanceof SpringTransaction;
    }

    Tables tables() {
        return tables;
    }

    /**
     * A statement that names its tables in braces. Where it has <code>{soon}</code>, it waits for rows that another transaction has locked
     * for two seconds at most, and so does the rest of its transaction; a host's own transaction goes by what the host has set.
     */
    JdbcClient.StatementSpec sql(String sql) {
        return client.sql(tables.in(sql.replace("{soon}", isOfHost() ? "true" : TWO_SECONDS)));
    }

    private static boolean isOfHost() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !OWN.equals(TransactionSynchronizationManager.getCurrentTransactionName());
    }

    /**
     * Inserts a row or reads the one that is there, again and again, because that one may be removed between the two. A table that
     * forgets what it takes, by a trigger say, must not hold the caller for ever.
     */
    static <T> T insertedOrFound(String what, Supplier<Optional<T>> attempt) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<T> row = attempt.get();
            if (row.isPresent()) {
                return row.get();
            }
        }
        throw new IllegalStateException(what + ": expected to insert it or to find it there but found neither in "
                + TRIES + " tries; see whether a trigger or a rule removes it");
    }

    /** Does several statements as one act. */
    <T> T atOnce(Supplier<T> statements) {
        return transactions.execute(status -> statements.get());
    }
}
