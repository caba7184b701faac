package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.RefusedException;
import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Commands inside of Spring's transactions on a real PostgreSQL, by an engine that has threads of its own. */
final class HostTransactionTest {
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final RemoteId REMOTE = RemoteId.of("event");

    private final DataSource pool = Server.pool();
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(pool);
    private final TransactionTemplate transaction = new TransactionTemplate(manager);
    private final PostgresStorage storage = Server.storage(manager);
    private final ManualTime time = ManualTime.at(Instant.parse("2027-03-14T09:00:00Z"));
    private final ScriptedConnector provider = new ScriptedConnector(time, 50);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final SyncEngine engine = SyncEngine.builder()
            .connector(provider)
            .links(storage.links())
            .integrations(storage.integrations())
            .vault(storage.vault())
            .attendees(storage.attendees())
            .transactions(new SpringTransaction())
            .listener(new Heard())
            .time(time)
            .build();
    private final Integration account;

    HostTransactionTest() {
        Credential key = Credential.apiKey("key");
        provider.belongsTo(key, new Account("account", "Account"));
        provider.event(RemoteSubject.builder()
                .ref(new RemoteRef(SubjectKind.EVENT, REMOTE))
                .title("An evening")
                .build());
        account = engine.integrations().connect(ACME, provider.provider(), key).orThrow();
        engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anImportBeginsWhenTheHostsOwnRowsAreCommitted() {
        SyncLink link = transaction.execute(status -> {
            SyncLink born = imported();
            assertThat(told).isEmpty();
            return born;
        });

        engine.links().await(link.id(), Duration.ofSeconds(20), view -> {});
        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void anImportThatIsRolledBackNeverWas() {
        SyncLink link = transaction.execute(status -> {
            status.setRollbackOnly();
            return imported();
        });

        assertThat(storage.links().load(link.id())).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aDisconnectThatIsRolledBackLeavesAHealthyAccount() {
        transaction.executeWithoutResult(status -> {
            engine.integrations().disconnect(account.id(), account.connection()).orThrow();
            status.setRollbackOnly();
        });

        assertThat(engine.integrations().verify(account.id()).orThrow().isConnected())
                .isTrue();
        assertThat(storage.vault().read(account.bookkeeping().credential().orElseThrow()))
                .isPresent();
    }

    @Test
    void renewIsRefusedAndSoIsATransactionThatReadsFromASnapshot() {
        TransactionTemplate snapshot = new TransactionTemplate(manager);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        assertThatThrownBy(() -> transaction.execute(status -> engine.integrations()
                        .renew(account.id(), Credential.apiKey("key"))
                        .orThrow()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("before the transaction begins");
        assertThatThrownBy(() -> snapshot.execute(status -> imported()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("READ COMMITTED");
    }

    private SyncLink imported() {
        return engine.links()
                .importSubject(ACME, SyncSubject.event("ours"), account.id(), REMOTE)
                .orThrow();
    }

    private final class Heard implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            told.add(record.reason());
        }
    }
}
