package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** An engine on the usual tables, and what lies there once it has imported an event. */
final class FirstEngineTest {
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event"));

    private final DataSource pool = Server.pool();
    private final PlatformTransactionManager transactions = new DataSourceTransactionManager(pool);
    private final SecretKeys keys = Server.KEYS;
    private final ScriptedConnector connector =
            new ScriptedConnector(ManualTime.at(Instant.parse("2027-03-14T09:00:00Z")), 50);

    @Test
    void anImportedEventLiesInTheUsualTablesWithItsSecretEncrypted() {
        PostgresStorage storage = PostgresStorage.of(pool, transactions, Tables.usual(), keys);
        storage.migrate();
        DatabaseClock time = DatabaseClock.of(pool);
        SyncEngine engine = SyncEngine.builder()
                .connector(connector)
                .time(time)
                .queue(storage.runs(4, time))
                .links(storage.links())
                .integrations(storage.integrations())
                .vault(storage.vault())
                .attendees(storage.attendees())
                .transactions(new SpringTransaction())
                .build();
        SyncLink link = imported(engine);
        engine.runDue();

        assertThat(engine.links().view(link.id()).badge().status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(engine.links().attendees(link.id(), Cursor.START, 9).items()).hasSize(1);
        JdbcClient sql = JdbcClient.create(pool);
        assertThat(sql.sql("select count(*) from holdfast_link where link->>'id' = id")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(sql.sql("select encode(sealed, 'escape') from holdfast_secret")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(lying -> lying.contains("key-of-acme"));
        engine.close();
    }

    private SyncLink imported(SyncEngine engine) {
        Credential key = Credential.apiKey("key-of-acme");
        connector.belongsTo(key, new Account("account", "Account"));
        connector.event(RemoteSubject.builder().ref(REMOTE).title("An evening").build());
        connector.put(
                REMOTE,
                Attendee.builder()
                        .id(AttendeeId.of("a"))
                        .attendance(Attendance.ATTENDING)
                        .build());
        Integration account =
                engine.integrations().connect(ACME, connector.provider(), key).orThrow();
        return engine.links()
                .importSubject(ACME, SyncSubject.event("ours"), account.id(), REMOTE.id())
                .orThrow();
    }
}
