package io.holdfast.postgres;

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
    private final JdbcClient client;
    private final TransactionTemplate transactions;
    private final Tables tables;

    Database(DataSource source, PlatformTransactionManager manager, Tables tables) {
        this.client = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(manager);
        this.tables = tables;
    }

    /** A statement that names its tables in braces. */
    JdbcClient.StatementSpec sql(String sql) {
        return client.sql(tables.in(sql));
    }

    /** Does several statements as one act. */
    <T> T atOnce(Supplier<T> statements) {
        return transactions.execute(status -> statements.get());
    }
}
