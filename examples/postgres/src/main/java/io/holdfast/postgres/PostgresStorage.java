package io.holdfast.postgres;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * All that Holdfast keeps, in one PostgreSQL database; it is tested on version 18. Give its stores to {@code SyncEngine.builder()}. Statements take
 * part in the transaction that the calling thread has open with the same transaction manager. Outside of one, a write of links, accounts,
 * secrets or attendees gives up after two seconds where another transaction has locked its row, and throws; inside, the host's own {@code
 * lock_timeout} holds.
 * Safe for use by several threads and nodes.
 */
public final class PostgresStorage {
    private final DataSource source;
    private final Tables tables;
    private final Database database;
    private final PostgresCredentialVault vault;
    private final PostgresAttendeeStore attendees;
    private final boolean journalKept;

    private PostgresStorage(
            DataSource source,
            PlatformTransactionManager transactions,
            boolean shared,
            Tables tables,
            SecretKeys keys) {
        this.source = source;
        this.tables = tables;
        this.database = new Database(source, transactions, shared, tables);
        this.vault = new PostgresCredentialVault(database, new Seal(keys));
        this.attendees = new PostgresAttendeeStore(database);
        this.journalKept = false;
    }

    private PostgresStorage(PostgresStorage other, boolean journalKept) {
        this.source = other.source;
        this.tables = other.tables;
        this.database = other.database;
        this.vault = other.vault;
        this.attendees = other.attendees;
        this.journalKept = journalKept;
    }

    /**
     * {@return the storage of a database, with transactions of its own}
     *
     * @param source a pool of connections
     * @param tables where the tables lie
     * @param keys by which secrets are encrypted
     * @throws IllegalStateException if transactions of the pool are not READ COMMITTED by default
     */
    public static PostgresStorage of(DataSource source, Tables tables, SecretKeys keys) {
        return new PostgresStorage(source, new DataSourceTransactionManager(source), false, tables, keys);
    }

    /**
     * {@return the storage of a database, which takes part in the host's transactions}
     *
     * @param source the pool that the host's own statements use
     * @param transactions the host's own, of the same pool
     * @param tables where the tables lie
     * @param keys by which secrets are encrypted
     * @throws IllegalStateException if transactions of the pool are not READ COMMITTED by default
     */
    public static PostgresStorage of(
            DataSource source, PlatformTransactionManager transactions, Tables tables, SecretKeys keys) {
        return new PostgresStorage(source, transactions, true, tables, keys);
    }

    /**
     * Makes the tables, or brings them to what this release needs. Flyway does it, with a history of its own beside the tables; hosts that
     * migrate otherwise take the SQL that lies beside this class.
     */
    public void migrate() {
        Flyway.configure(PostgresStorage.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/holdfast/postgres/migration")
                .defaultSchema(tables.schema())
                .table(tables.prefix() + "schema_history")
                .placeholders(Map.of("schema", tables.schema(), "prefix", tables.prefix()))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /**
     * {@return this storage, which keeps a journal: each move of a link as a whole, those too that no person sees} It is written by the
     * statement that moves the link, about as many bytes once more, and stays when the link is removed; {@link #pruneJournal} ends it.
     */
    public PostgresStorage withJournal() {
        return new PostgresStorage(this, true);
    }

    /**
     * {@return one page of the journal of a link, its birth first; empty where none was kept}
     *
     * @param link which link, removed or not
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit entries at most
     */
    public Page<JournalEntry> journal(SyncLinkId link, Cursor after, int limit) {
        return new Journal(database).entries(link, after, limit);
    }

    /** For statements of this package's own. */
    Database database() {
        return database;
    }

    /** {@return the links} */
    public SyncLinkStore links() {
        return new PostgresSyncLinkStore(database, journalKept);
    }

    /** {@return the integrations} */
    public IntegrationStore integrations() {
        return new PostgresIntegrationStore(database);
    }

    /** {@return the secrets} */
    public CredentialVault vault() {
        return vault;
    }

    /** {@return the attendees; the engine reads them back by {@link AttendeeQuery}} */
    public AttendeeStore attendees() {
        return attendees;
    }

    /**
     * {@return a new queue on db-scheduler, in a table that all nodes share; for one engine, with threads and connections of its own} The
     * engine hands it tickets after the commit of a host's transaction. What a node that died had in work comes to another one after
     * a minute, and the engine's lease decides.
     *
     * @param workers how many links this node works at once, at least 1; each needs a connection at times
     * @param time what due instants are compared with: the engine's own, which is best a {@link DatabaseClock}
     * @throws IllegalArgumentException if there would be no worker
     */
    public RunQueue runs(int workers, InstantSource time) {
        return new SchedulerRunQueue(source, tables, workers, time);
    }

    /**
     * Erases a person for good, as a person may ask: the row is deleted, and no read brings it back. A hash of the key and the id is kept.
     *
     * @param key of the link that the person came by
     * @param person the provider's id
     */
    public void erase(SyncLink.Key key, AttendeeId person) {
        attendees.erase(key, person);
    }

    /**
     * Encrypts secrets again by the current key. Call it until it gives zero; then the older key is needed no longer.
     *
     * @param limit secrets at most
     * @return how many there were
     */
    public int sealAgain(int limit) {
        return vault.sealAgain(limit);
    }

    /**
     * Deletes entries of histories that are older than that, but each link's last one.
     *
     * @param before when
     * @param limit entries at most
     * @return how many there were
     */
    public int prune(Instant before, int limit) {
        String old = """
                delete from {record} where (link, version) in (
                    select old.link, old.version from {record} as old
                    where old.told < :before and exists (
                        select from {record} as later where later.link = old.link and later.version > old.version)
                    order by old.told limit :limit)
                """;
        return database.sql(old)
                .param("before", Nanos.of(before))
                .param("limit", limit)
                .update();
    }

    /**
     * Deletes entries of journals that are older than that.
     *
     * @param before when
     * @param limit entries at most
     * @return how many there were
     */
    public int pruneJournal(Instant before, int limit) {
        return new Journal(database).prune(before, limit);
    }
}
