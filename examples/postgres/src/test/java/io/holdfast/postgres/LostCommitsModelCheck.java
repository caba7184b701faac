package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.postgres.CutCase.Act;
import io.holdfast.postgres.CutCase.Figures;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Connections that are cut at each statement and commit, answers to commits that are lost, and a server that is restarted. */
@Tag("proof")
@Tag("sample")
final class LostCommitsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    /** Where it is cut; a sample does so at one place. */
    private static final int FIRST = WHOLE ? 1 : 2;

    private static final int LAST = WHOLE ? 500 : 2;
    private static final List<Wire.Cut> CUTS =
            WHOLE ? List.of(Wire.Cut.BEFORE, Wire.Cut.AFTER) : List.of(Wire.Cut.AFTER);

    private static final int NEVER = Integer.MAX_VALUE;

    private final Wire wire = new Wire(Server.unpooled());
    private final HikariDataSource pool = Server.poolOver(wire);
    private final JdbcTransactionManager manager = new JdbcTransactionManager(pool);
    private final PostgresStorage storage = Server.storage(pool, manager);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whateverIsCutNothingIsLostOrDoubled(@TempDir Path data) throws IOException {
        int cuts = 0;
        Map<Act, Integer> each = new EnumMap<>(Act.class);
        for (Act act : Act.values()) {
            for (Wire.Cut how : CUTS) {
                int before = cuts;
                for (int at = FIRST; at <= LAST && isCutAt(act, how, at); at++) {
                    cuts++;
                }
                each.merge(act, cuts - before, Integer::sum);
            }
        }
        assertThat(each)
                .allSatisfy(
                        (act, tried) -> assertThat(tried).as("cuts of %s", act).isPositive());
        if (WHOLE) {
            int restarts = restarts(data);
            Files.writeString(
                    Files.createDirectories(Path.of("target", "evidence")).resolve("lost-commits.txt"),
                    ("lost-commits: %d cuts before and after each statement and commit of %d acts, %d restarts of the server in the"
                                    + " middle: lost 0, doubled 0%n")
                            .formatted(cuts, Act.values().length, restarts));
        }
    }

    /** Whether it has that many statements and commits, and so was cut. */
    private boolean isCutAt(Act act, Wire.Cut how, int at) {
        Figures figures = cut(act, how, at, UnaryOperator.identity());
        assertThat(figures).as("%s, cut %s %d", act, how, at).isEqualTo(new Figures(0, 0));
        return wire.isCut();
    }

    private Figures cut(Act act, Wire.Cut how, int at, UnaryOperator<AttendeeStore> attendees) {
        wire.cut(NEVER, how);
        Server.empty(storage);
        try (CutCase one = new CutCase(act, manager, storage, attendees)) {
            one.prepare();
            wire.cut(at, how);
            boolean answered = one.isAnswered(() -> {});
            wire.end();
            return one.judged(answered);
        }
    }

    @Test
    void eachFigureFindsWhatIsBroken() {
        assertThat(firstFound(Act.IMPORT, Wire.Cut.FORGOTTEN, UnaryOperator.identity())
                        .lost())
                .isPositive();
        assertThat(firstFound(Act.READ, Wire.Cut.AFTER, this::forgetful).doubled())
                .isPositive();
    }

    /** What comes of the first place at which cutting is found out. */
    private Figures firstFound(Act act, Wire.Cut how, UnaryOperator<AttendeeStore> attendees) {
        Figures found = new Figures(0, 0);
        for (int at = 1; found.equals(new Figures(0, 0)) && (at == 1 || wire.isCut()); at++) {
            found = cut(act, how, at, attendees);
        }
        return found;
    }

    /** Attendees that are all new to each page. */
    private AttendeeStore forgetful(AttendeeStore real) {
        return (AttendeeStore) Proxy.newProxyInstance(
                LostCommitsModelCheck.class.getClassLoader(),
                new Class<?>[] {AttendeeStore.class, AttendeeQuery.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("upsert")) {
                        storage.database().sql("delete from {attendee}").update();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }

    /** How many there were, of a server of its own. */
    private int restarts(Path data) throws IOException {
        int restarts = 0;
        try (Restarted server = new Restarted(data);
                HikariDataSource over = Server.poolOver(server.source())) {
            PostgresStorage kept = Server.storage(over, new JdbcTransactionManager(over));
            for (Act act : List.of(Act.READ, Act.POLL, Act.IMPORT_IN_TRANSACTION, Act.DISCONNECT_IN_TRANSACTION)) {
                for (boolean crash : List.of(false, true)) {
                    Server.empty(kept);
                    Figures figures = restarted(act, over, kept, () -> server.restart(crash));
                    assertThat(figures).as("%s, server crashed %s", act, crash).isEqualTo(new Figures(0, 0));
                    restarts++;
                }
            }
        }
        return restarts;
    }

    private static Figures restarted(Act act, HikariDataSource pool, PostgresStorage storage, Runnable restart) {
        try (CutCase one = new CutCase(act, new JdbcTransactionManager(pool), storage, UnaryOperator.identity())) {
            one.prepare();
            AtomicBoolean still = new AtomicBoolean(true);
            Runnable once = () -> {
                if (still.getAndSet(false)) {
                    restart.run();
                }
            };
            one.beforeEachPage(once);
            boolean answered = one.isAnswered(once);
            assertThat(still)
                    .as("whether the server still runs as it was begun")
                    .isFalse();
            // each that the pool gives out dead would fail one sweep more
            pool.getHikariPoolMXBean().softEvictConnections();
            return one.judged(answered);
        }
    }
}
