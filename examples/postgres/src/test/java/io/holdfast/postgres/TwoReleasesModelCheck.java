package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.codec.StoredFormException;
import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An older node beside a newer one on one database, during a rolling deploy say. */
@Tag("proof")
@Tag("sample")
final class TwoReleasesModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int HEALTHY = WHOLE ? 50 : 5;
    /** Of each kind of row that only the newer release reads. */
    private static final int NEWER = WHOLE ? 20 : 2;

    private static final List<String> TABLES =
            List.of("link", "record", "integration", "secret", "attendee_list", "attendee", "erased");
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));

    /** What only a newer release reads of a link; by name, with what makes it so. */
    private static final Map<String, String> UNREADABLE = new TreeMap<>(Map.of(
            "phase", "jsonb_set(link, array['phase'], '\"HIBERNATING\"')",
            "kind of run", "jsonb_set(link, array['run', 'kind'], '\"HEALING\"')",
            "form", "jsonb_set(link, array['formVersion'], '2')"));

    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(Server.pool());
    private final PostgresStorage storage = Server.storage(manager);
    private final Host host = new Host(storage);
    private final List<SyncLinkId> told = new ArrayList<>();
    private final SyncEngine older = host.builder()
            .listener(new SyncListener() {
                @Override
                public void transitioned(SyncLink link, TransitionRecord record) {
                    told.add(link.id());
                }
            })
            .build();
    private final Integration account = host.connected(older);

    @Test
    void whatANewerReleaseWritesIsUntouchedAndReportedOnceAndAllElseGoesOn() throws IOException {
        long logged = Files.size(LOG);
        List<SyncLink> healthy = imported("healthy", HEALTHY);
        healthy.forEach(link -> host.provider.put(link.key().remote(), attendee("a-first")));
        host.provider.put(healthy.get(0).key().remote(), attendee("a-erased"));
        older.runDue();
        storage.erase(healthy.get(0).key(), AttendeeId.of("a-erased"));
        List<SyncLinkId> newer = new ArrayList<>();
        UNREADABLE.forEach((what, change) -> imported(what, NEWER).forEach(link -> {
            set(
                    "update {link} set link = " + change + " where id = :id",
                    link.id().value());
            newer.add(link.id());
        }));
        addColumns();
        long kept = keptColumns();
        newerConnector(healthy.get(1));
        addMembers(healthy);
        newerTrigger(healthy.get(0));
        Map<String, String> before = newerRows(newer);

        int round = 0;
        for (; round < 3; round++) {
            String id = "a-" + round;
            host.time.tick(Duration.ofMinutes(30));
            healthy.forEach(link -> host.provider.put(link.key().remote(), attendee(id)));
            older.runDue();
            older.links().views(Host.ACME, Cursor.START, 500);
        }

        assertThat(newerRows(newer)).as("rows that only a newer release reads").isEqualTo(before);
        assertThat(keptColumns())
                .as("rows that bear what the newer release wrote")
                .isEqualTo(kept);
        String log = logSince(logged);
        newer.forEach(link -> assertThat(times(log, "link=" + link.value() + " expected a stored text"))
                .as("reports of %s", link)
                .isEqualTo(1));
        assertThat(times(log, "provider=newer has no connector")).isEqualTo(1);
        for (SyncLink link : healthy) {
            assertThat(storage.links().load(link.id()).orElseThrow().status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(((AttendeeQuery) storage.attendees())
                            .attendees(link.id(), Cursor.START, 9)
                            .items())
                    .hasSize(round + 1);
        }
        assertThat(members()).as("members that a newer release added").isEqualTo(HEALTHY * 2L + 1);
        aCommandSaysWhy(newer.get(0));
        aHistorySaysWhy(healthy.get(0));
        aCommandInATransactionIsTold(healthy.get(0));
        older.close();
        if (WHOLE) {
            Files.writeString(
                    Files.createDirectories(Path.of("target", "evidence")).resolve("two-releases.txt"),
                    ("two-releases: %d rows with words of a newer release (%s, connectors) untouched by an older node and each"
                                    + " reported once; columns in %d tables, of %d rows, and members in %d rows kept; %d other links went on%n")
                            .formatted(
                                    before.size(),
                                    String.join(", ", UNREADABLE.keySet()),
                                    TABLES.size(),
                                    kept,
                                    HEALTHY + 1,
                                    HEALTHY));
        }
    }

    private List<SyncLink> imported(String name, int many) {
        List<SyncLink> links = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            links.add(host.imported(older, account, name.replace(' ', '-') + "-" + i));
        }
        return links;
    }

    private Attendee attendee(String id) {
        return Attendee.builder()
                .id(AttendeeId.of(id))
                .changedAt(host.time.instant())
                .attendance(Attendance.ATTENDING)
                .build();
    }

    private void set(String sql, String id) {
        storage.database().sql(sql).param("id", id).update();
    }

    private void addColumns() {
        for (String table : TABLES) {
            run("alter table {" + table + "} add column newer text not null default 'by default'");
            run("update {" + table + "} set newer = 'kept'");
        }
    }

    private void run(String sql) {
        storage.database().sql(sql).update();
    }

    /** Rows that bear what the newer release wrote there. */
    private long keptColumns() {
        return TABLES.stream()
                .mapToLong(table -> count("select count(*) from {" + table + "} where newer = 'kept'"))
                .sum();
    }

    private long count(String sql) {
        return storage.database()
                .sql(sql)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /** In the whole and in a part of it. */
    private void addMembers(List<SyncLink> links) {
        links.forEach(link -> set(
                "update {link} set link = jsonb_set(jsonb_set(link, array['newer'], '[1]'), array['key', 'newer'], '7') where id = :id",
                link.id().value()));
        set(
                "update {integration} set integration = jsonb_set(integration, array['newer'], '\"b\"') where id = :id",
                account.id().value());
    }

    private long members() {
        return count("select count(*) from {link} where link->'newer' = '[1]'")
                + count("select count(*) from {link} where link->'key'->'newer' = '7'")
                + count("select count(*) from {integration} where integration->>'newer' = 'b'");
    }

    private void newerTrigger(SyncLink link) {
        set(
                "update {record} set record = jsonb_set(record, array['trigger'], '\"HEALED\"') where link = :id and version > 1",
                link.id().value());
    }

    private void newerConnector(SyncLink like) {
        set("""
                insert into {integration} (id, version, account, workspace, provider, due, decided, proven, integration)
                select 'newer', version, 'newer'::bytea, workspace, 'newer', 0, decided, proven,
                       integration || jsonb_build_object('id', 'newer', 'provider', 'newer')
                from {integration} where id = :id
                """, account.id().value());
        set("""
                insert into {link} (id, version, key, workspace, subject, integration, connection, remote_kind, remote,
                                    due, due_from, decided, decided_from, link)
                select 'newer', version, 'newer'::bytea, workspace, 'newer'::bytea, 'newer', connection, remote_kind, 'newer'::bytea,
                       0, 0, decided, decided_from,
                       jsonb_set(jsonb_set(link, array['id'], '"newer"'), array['key', 'provider'], '"newer"')
                from {link} where id = :id
                """, like.id().value());
    }

    /** All of each row that an older release is to leave alone. */
    private Map<String, String> newerRows(List<SyncLinkId> links) {
        Map<String, String> rows = new TreeMap<>();
        List<String> ids = new ArrayList<>(links.stream().map(SyncLinkId::value).toList());
        ids.add("newer");
        for (String table : List.of("link", "integration")) {
            storage.database()
                    .sql("select id, row::text from {" + table + "} as row where id = any(:ids)")
                    .param("ids", ids.toArray(String[]::new))
                    .query((row, number) -> Map.entry(table + " " + row.getString(1), row.getString(2)))
                    .list()
                    .forEach(row -> rows.put(row.getKey(), row.getValue()));
        }
        assertThat(rows).hasSize(links.size() + 2);
        return rows;
    }

    private void aCommandSaysWhy(SyncLinkId link) {
        assertThatThrownBy(() -> older.links().suspend(link))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining(link.value())
                .hasMessageContaining("newer release");
    }

    private void aHistorySaysWhy(SyncLink link) {
        assertThatThrownBy(() -> older.links().history(link.id(), Cursor.START, 500))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("newer release");
    }

    /** Whether its own record is held is all that it asks of a history in which it can't read another. */
    private void aCommandInATransactionIsTold(SyncLink link) {
        told.clear();
        new TransactionTemplate(manager)
                .executeWithoutResult(status -> older.links().suspend(link.id()).orThrow());
        assertThat(told).containsExactly(link.id());
    }

    private static int times(String log, String text) {
        return log.split(Pattern.quote(text), -1).length - 1;
    }

    private static String logSince(long begin) throws IOException {
        try (InputStream in = Files.newInputStream(LOG)) {
            in.skipNBytes(begin);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
