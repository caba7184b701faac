package io.holdfast.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database's clock as this node knows it, so that all nodes share one: give it to {@code SyncEngine.builder().time(…)}.
 * {@link #measure} asks the database once; from then on a running clock of this process goes on, and no other statement asks
 * for the time. Call it each 30 s, because running clocks drift. Where it finds another time, that is a jump like that of any
 * clock, forward or back, and the engine judges leases by its own watch. Safe for use by several threads.
 */
public final class DatabaseClock implements InstantSource {
    /** {@code now()} would be when the transaction began. */
    private static final String ASKED = "select extract(epoch from clock_timestamp()) * 1000000";

    private final Supplier<Instant> database;
    private final LongSupplier ticker;
    private volatile Measured last;

    /** What the database's clock showed when the running clock stood there. */
    private record Measured(Instant shown, long tick) {
        Instant at(long now) {
            return shown.plusNanos(now - tick);
        }
    }

    DatabaseClock(Supplier<Instant> database, LongSupplier ticker) {
        this.database = database;
        this.ticker = ticker;
        this.last = measured();
    }

    /**
     * {@return the clock of a database, measured once already}
     *
     * @param source a pool of connections; one is taken for each measurement
     * @throws RuntimeException if the database can't be asked
     */
    public static DatabaseClock of(DataSource source) {
        JdbcClient client = JdbcClient.create(source);
        return new DatabaseClock(
                () -> Instant.EPOCH.plusNanos(
                        client.sql(ASKED).query(Long.class).single() * 1_000),
                System::nanoTime);
    }

    @Override
    public Instant instant() {
        return last.at(ticker.getAsLong());
    }

    /**
     * Asks the database. It answered somewhere between question and answer, so half of what both took is the error at most. If
     * it can't be asked, the clock goes on as it was.
     *
     * @return by how much the clock jumped; negative if it was ahead
     * @throws RuntimeException if the database can't be asked
     */
    public Duration measure() {
        Measured next = measured();
        Duration jump = Duration.between(last.at(next.tick()), next.shown());
        last = next;
        return jump;
    }

    private Measured measured() {
        long asked = ticker.getAsLong();
        Instant shown = database.get();
        return new Measured(shown, asked + (ticker.getAsLong() - asked) / 2);
    }
}
