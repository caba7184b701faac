package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Making the tables, alone and beside others. */
final class MigrationTest {
    private static final SecretRef REF = SecretRef.of("ref");

    private final JdbcClient database = JdbcClient.create(Server.pool());

    @Test
    void aSecondTimeChangesNothing() {
        PostgresStorage storage = migrated("again", "holdfast_");
        storage.vault().put(REF, Secret.of("ours"));
        List<String> tables = tables("again");

        storage.migrate();

        assertThat(tables("again")).isEqualTo(tables);
        assertThat(storage.vault().read(REF)).contains(Secret.of("ours"));
    }

    @Test
    void twoApplicationsShareADatabaseBySchema() {
        shared(migrated("app_one", "holdfast_"), migrated("app_two", "holdfast_"));
    }

    @Test
    void twoApplicationsShareASchemaByPrefix() {
        shared(migrated("one_for_two", "one_"), migrated("one_for_two", "two_"));
    }

    @Test
    void namesThatWouldHaveToBeQuotedAreRefused() {
        assertThatThrownBy(() -> new Tables("public\"; drop table x; --", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tables("public", "Holdfast_")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void shared(PostgresStorage one, PostgresStorage two) {
        one.vault().put(REF, Secret.of("of one"));
        two.vault().put(REF, Secret.of("of two"));

        assertThat(one.vault().read(REF)).contains(Secret.of("of one"));
        assertThat(two.vault().read(REF)).contains(Secret.of("of two"));
    }

    @Test
    void aHostsOwnTablesAndHistoryOfMigrationsStay() {
        database.sql("create schema host").update();
        database.sql("create table host.guest (id bigint primary key, vip boolean)")
                .update();
        database.sql("insert into host.guest values (1, true)").update();
        // as of a host that migrates by Flyway: version 1 of its history is the host's, not ours
        Flyway host = Flyway.configure()
                .dataSource(Server.pool())
                .defaultSchema("host")
                .baselineVersion("1")
                .load();
        host.baseline();

        migrated("host", "holdfast_").vault().put(REF, Secret.of("ours"));

        assertThat(tables("host"))
                .contains("guest", "flyway_schema_history", "holdfast_schema_history", "holdfast_link");
        assertThat(database.sql("select vip from host.guest")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(host.info().applied()).hasSize(1);
    }

    private static PostgresStorage migrated(String schema, String prefix) {
        PostgresStorage storage = PostgresStorage.of(Server.pool(), new Tables(schema, prefix), Server.KEYS);
        storage.migrate();
        return storage;
    }

    private List<String> tables(String schema) {
        return database.sql("select table_name from information_schema.tables where table_schema = :schema order by 1")
                .param("schema", schema)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
