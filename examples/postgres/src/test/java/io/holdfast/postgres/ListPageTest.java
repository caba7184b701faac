package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Actor;
import io.holdfast.model.Cursor;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.transition.SyncStateMachine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How many statements 500 links take: on a page of cards, and in commands on all of them, which go by pages of a hundred. */
final class ListPageTest {
    private static final int LINKS = 500;
    private static final int PAGES = 5;

    private final AtomicInteger statements = new AtomicInteger();
    private final PostgresStorage storage = Server.storage(counted(DataSource.class, Server.pool()));
    private final ManualTime time = ManualTime.at(Samples.NOW);
    private final SyncEngine engine = SyncEngine.builder()
            .connector(new ScriptedConnector(time, 50))
            .links(storage.links())
            .integrations(storage.integrations())
            .vault(storage.vault())
            .attendees(storage.attendees())
            .time(time)
            .build();

    ListPageTest() {
        storage.integrations().createIfAbsent(Samples.integration());
        for (int number = 0; number < LINKS; number++) {
            RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote-" + number));
            SyncLink.Key key = new SyncLink.Key(
                    Samples.ACME, ProviderId.of("scripted"), remote, SyncSubject.event("ours-" + number));
            storage.links()
                    .createIfAbsent(SyncStateMachine.begin(
                            SyncLinkId.of("link-" + number),
                            key,
                            new SyncLink.Binding(Samples.ACCOUNT, 1),
                            Actor.HOST,
                            Samples.NOW));
        }
        statements.set(0);
    }

    @Test
    void viewsOfFiveHundredLinksTakeTwoStatements() {
        assertThat(engine.links().views(Samples.ACME, Cursor.START, LINKS).items())
                .hasSize(LINKS);

        assertThat(statements).hasValue(2);
    }

    @Test
    void suspendingAWorkspaceTakesFiveStatementsForAHundredLinksAndResumingTwo() {
        engine.workspaces().suspend(Samples.ACME).orThrow();
        // a page, its moves, its fences, and the rows that removed links of the same keys may have left
        assertThat(statements).hasValue(5 * PAGES);
        statements.set(0);

        engine.workspaces().resume(Samples.ACME).orThrow();

        assertThat(statements).hasValue(2 * PAGES);
    }

    /** The same, and each statement of its connections counted. */
    private <T> T counted(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                ListPageTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        return answer instanceof Connection connection ? counted(Connection.class, connection) : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
