package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Integration;
import io.holdfast.postgres.HostCell.Act;
import io.holdfast.postgres.HostCell.End;
import io.holdfast.postgres.HostCell.Fault;
import io.holdfast.postgres.HostCell.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each command inside of a host's transaction, however that ends, with the vault in the same database and elsewhere. */
@Tag("proof")
@Tag("sample")
final class HostTransactionModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int IMPORTS = WHOLE ? 51 : 1;

    private final Wire wire = new Wire(Server.unpooled());
    private final HikariDataSource pool = Server.poolOver(wire);
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(pool);
    private final PostgresStorage storage = Server.storage(pool, manager);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void nothingIsToldWronglyAndNoTicketOrSecretIsLost() throws IOException, InterruptedException {
        Figures all = Figures.NONE;
        for (Act act : Act.values()) {
            for (End end : End.values()) {
                if (isTried(act, end)) {
                    all = all.plus(tried(act, end, false));
                    all = isTriedElsewhere(act, end) ? all.plus(tried(act, end, true)) : all;
                }
            }
        }
        long median = medianFromCommitToRequest();

        if (WHOLE) {
            assertThat(median).as("ms from commit to first request").isLessThanOrEqualTo(1_000);
            Files.writeString(
                    Files.createDirectories(Path.of("target", "evidence")).resolve("host-transaction.txt"),
                    ("host-transaction: %d cells of command, end and vault: told wrongly %d, tickets lost %d, secrets lost %d, left %d,"
                                    + " other ends than expected %d; commit to first request %d ms at the median of %d%n")
                            .formatted(
                                    all.cells(),
                                    all.toldWrongly(),
                                    all.ticketsLost(),
                                    all.secretsLost(),
                                    all.secretsLeft(),
                                    all.endsWrong(),
                                    median,
                                    IMPORTS));
        }
    }

    /** A severance waits for the account where that is disconnected; and the sample leaves out what waits for locks. */
    private static boolean isTried(Act act, End end) {
        boolean ofAccount = end == End.SEVERED_BEFORE && (act == Act.DISCONNECT || act == Act.RENEW);
        return !ofAccount && (WHOLE || !waitsForLocks(act, end));
    }

    /** Disconnecting is what a vault sees most of. */
    private static boolean isTriedElsewhere(Act act, End end) {
        return act == Act.DISCONNECT || (WHOLE && !waitsForLocks(act, end));
    }

    /** A severance gives up on the link that the transaction holds after seconds; so it is tried with one vault alone. */
    private static boolean waitsForLocks(Act act, End end) {
        return end == End.SEVERED_BEFORE && act != Act.IMPORT;
    }

    private Figures tried(Act act, End end, boolean elsewhere) {
        Figures figures = cell(act, end, elsewhere, Fault.NONE);
        assertThat(figures)
                .as("%s, %s, vault elsewhere %s", act, end, elsewhere)
                .isEqualTo(new Figures(1, 0, 0, 0, 0, 0));
        return figures;
    }

    private Figures cell(Act act, End end, boolean elsewhere, Fault fault) {
        Server.empty(storage);
        return new HostCell(act, end, elsewhere, fault, wire, manager, storage).run();
    }

    @Test
    void eachFigureFindsWhatIsBroken() {
        assertThat(cell(Act.IMPORT, End.ROLLED_BACK, false, Fault.AT_ONCE).toldWrongly())
                .isPositive();
        assertThat(cell(Act.SUSPEND, End.SAVEPOINT_ROLLED_BACK, false, Fault.AT_ONCE)
                        .toldWrongly())
                .isPositive();
        assertThat(cell(Act.DISCONNECT, End.ROLLED_BACK, true, Fault.AT_ONCE).secretsLost())
                .isPositive();
        assertThat(cell(Act.IMPORT, End.COMMITTED, false, Fault.NEVER).ticketsLost())
                .isPositive();
        assertThat(cell(Act.DISCONNECT, End.COMMITTED, true, Fault.NOTHING_FORGOTTEN)
                        .secretsLeft())
                .isPositive();
    }

    /** By an engine that has threads of its own, in milliseconds. */
    private long medianFromCommitToRequest() throws InterruptedException {
        Server.empty(storage);
        Host host = new Host(storage);
        BlockingQueue<Long> requested = new LinkedBlockingQueue<>();
        host.provider.beforeEachPage(() -> requested.add(System.nanoTime()));
        List<Long> taken = new ArrayList<>();
        try (SyncEngine engine = host.builder().ticker(System::nanoTime).build()) {
            engine.start();
            Integration account = host.connected(engine);
            for (int i = 0; i < IMPORTS; i++) {
                String event = "event-" + i;
                long[] begun = new long[1];
                new TransactionTemplate(manager).executeWithoutResult(status -> {
                    host.imported(engine, account, event);
                    begun[0] = System.nanoTime();
                });
                long first = Optional.ofNullable(requested.poll(30, TimeUnit.SECONDS))
                        .orElseThrow();
                taken.add(Duration.ofNanos(first - begun[0]).toMillis());
            }
        }
        return taken.stream().sorted().skip(IMPORTS / 2).findFirst().orElseThrow();
    }
}
