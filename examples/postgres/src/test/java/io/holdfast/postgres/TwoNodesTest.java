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
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.transition.TransitionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Two engines on one database, with one queue between them. */
final class TwoNodesTest {
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event"));
    private static final Credential KEY = Credential.apiKey("key");

    private final PostgresStorage storage = Server.storage();
    private final ManualTime time = ManualTime.at(Instant.parse("2027-03-14T09:00:00Z"));
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private final CountDownLatch active = new CountDownLatch(1);
    private final ScriptedConnector first = provider();
    private final ScriptedConnector second = provider();
    private final SyncEngine one = engine(first, Server.beside(storage, new MayBeCutOff()));
    private final SyncEngine other = engine(second, storage);

    private ScriptedConnector provider() {
        ScriptedConnector made = new ScriptedConnector(time, 50);
        made.belongsTo(KEY, new Account("account", "Account"));
        made.event(RemoteSubject.builder().ref(REMOTE).title("An evening").build());
        made.put(
                REMOTE,
                Attendee.builder()
                        .id(AttendeeId.of("a"))
                        .attendance(Attendance.ATTENDING)
                        .build());
        return made;
    }

    private SyncEngine engine(ScriptedConnector provider, PostgresStorage storage) {
        return SyncEngine.builder()
                .connector(provider)
                .links(storage.links())
                .integrations(storage.integrations())
                .vault(storage.vault())
                .attendees(storage.attendees())
                .listener(new Heard())
                .queue(storage.runs(2, time))
                .time(time)
                .ticker(time)
                .build();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void whatOneTakesInTheOtherWorks() {
        other.start();

        SyncLink link = imported();
        await(active);

        assertThat(first.calls()).noneMatch(call -> call.startsWith("attendees"));
        assertThat(one.links().attendees(link.id(), Cursor.START, 9).items()).hasSize(1);
    }

    @Test
    void anImportOfANodeThatDiedIsEndedByTheOtherOnce() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch wakesUp = new CountDownLatch(1);
        first.beforeEachPage(() -> {
            reads.countDown();
            await(wakesUp);
        });
        one.start();
        SyncLink link = imported();
        await(reads);

        cutOff.set(true);
        time.tick(Duration.ofSeconds(41));
        other.start();
        for (int second = 0; second < 300 && !active.await(100, TimeUnit.MILLISECONDS); second++) {
            time.tick(Duration.ofSeconds(1));
            other.runDue();
        }
        long version = storage.links().load(link.id()).orElseThrow().version();
        cutOff.set(false);
        wakesUp.countDown();
        one.close();

        assertThat(isActive(link.id())).isTrue();
        assertThat(second.calls()).anyMatch(call -> call.startsWith("attendees"));
        assertThat(storage.links().load(link.id()).orElseThrow().version()).isEqualTo(version);
        assertThat(other.links().attendees(link.id(), Cursor.START, 9).items()).hasSize(1);
    }

    private SyncLink imported() {
        Integration account =
                one.integrations().connect(ACME, first.provider(), KEY).orThrow();
        return one.links()
                .importSubject(ACME, SyncSubject.event("ours"), account.id(), REMOTE.id())
                .orThrow();
    }

    private boolean isActive(SyncLinkId link) {
        return other.links().get(link).status().equals(SyncStatus.ACTIVE);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A node whose database can't be reached: it renews neither lease nor heartbeat. */
    private final class MayBeCutOff extends DelegatingDataSource {
        MayBeCutOff() {
            super(Server.pool());
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (cutOff.get()) {
                throw new SQLException("the network is down");
            }
            return super.getConnection();
        }
    }

    private final class Heard implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            if (link.status().equals(SyncStatus.ACTIVE)) {
                active.countDown();
            }
        }
    }
}
