package io.holdfast.postgres;

import io.holdfast.port.HostTransaction;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Statements and transactions on one database. A statement takes part in the transaction that the thread has open with the same
 * transaction manager, and is one of its own elsewhere.
 */
final class Database {
    private static final int TRIES = 20;

    private final JdbcClient client;
    private final TransactionTemplate transactions;
    private final Tables tables;
    private final boolean shared;

    Database(DataSource source, PlatformTransactionManager manager, boolean shared, Tables tables) {
        this.shared = shared;
        this.client = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(manager);
        this.tables = tables;
    }

    /** Spring's, of the manager that this was given: a host that gave none has transactions of its own elsewhere. */
    boolean takesPartIn(HostTransaction transaction) {
        return shared && transaction instanceof SpringTransaction;
    }

    Tables tables() {
        return tables;
    }

    /** A statement that names its tables in braces. */
    JdbcClient.StatementSpec sql(String sql) {
        return client.sql(tables.in(sql));
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
