package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.holdfast.model.Actor;
import io.holdfast.model.ContendedException;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Ids, names and messages that try to forge a line, to paint a terminal or to turn the direction of writing. What the
 * engine logs meanwhile is searched after the tests.
 */
final class HostileTextTest {
    private static final String HOSTILE =
            "x\r\n[main] INFO io.holdfast.Forged - \u001b[31mred\u009b \u202eturned\u2069\u2028";
    private static final String SHOWN = "x\\u000d\\u000a[main] INFO";

    private final World world = new World();

    @TestFactory
    Stream<DynamicTest> whatIsThrownIsOneLine() {
        WorkspaceId workspace = WorkspaceId.of(HOSTILE);
        return Stream.of(
                thrown("an unknown link", () -> world.engine.links().get(SyncLinkId.of(HOSTILE))),
                thrown(
                        "an unknown integration",
                        () -> world.engine
                                .integrations()
                                .candidates(IntegrationId.of(HOSTILE), SubjectKind.EVENT, Cursor.START)),
                thrown(
                        "an unknown provider",
                        () -> world.engine.integrations().connect(workspace, ProviderId.of(HOSTILE), World.KEY)),
                thrown(
                        "a blank credential",
                        () -> world.engine
                                .integrations()
                                .connect(workspace, world.provider.provider(), Credential.apiKey(" "))),
                thrown(
                        "another workspace's integration",
                        () -> world.engine
                                .links()
                                .importSubject(
                                        workspace,
                                        SyncSubject.event(HOSTILE),
                                        world.connected().id(),
                                        RemoteId.of(HOSTILE))
                                .orThrow()),
                thrown("a full slot", () -> {
                    world.vault.put(SecretRef.of(HOSTILE), Secret.of("one"));
                    world.vault.put(SecretRef.of(HOSTILE), Secret.of("another"));
                }),
                thrown("a contended link", () -> {
                    throw new ContendedException(SyncLinkId.of(HOSTILE), 1);
                }),
                thrown(
                        "a link that is none",
                        () -> world.imported().toBuilder()
                                .id(SyncLinkId.of(HOSTILE))
                                .phase(SyncPhase.LIVE)
                                .build()),
                thrown("a provider's words", () -> {
                    throw ProviderException.of(FailureKind.MALFORMED, HOSTILE);
                }));
    }

    /** The connector of somebody else, whose own exception quotes what was sent. */
    @Test
    void whatACallerIsThrownQuotesNobodyEvenInItsCauses() {
        ProviderConnector quoting = (ProviderConnector) Proxy.newProxyInstance(
                ProviderConnector.class.getClassLoader(),
                new Class<?>[] {ProviderConnector.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("candidates")) {
                        throw new IllegalStateException("key-that-never-shows of ilse@example.org");
                    }
                    return method.invoke(world.provider, arguments);
                });
        SyncEngine engine =
                world.builder(SyncPolicy.defaults()).connector(quoting).build();
        IntegrationId integration = world.connected().id();
        StringWriter printed = new StringWriter();

        catchThrowable(() -> engine.integrations().candidates(integration, SubjectKind.EVENT, Cursor.START))
                .printStackTrace(new PrintWriter(printed));

        assertThat(printed.toString())
                .contains("expected the connector of scripted", "Caused by: ", "IllegalStateException")
                .doesNotContain("never-shows", "ilse");
    }

    @Test
    void aFailureIsOneLineInTheHistoryToo() {
        SyncLink link = world.imported();
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access but " + HOSTILE));

        world.engine.runDue();

        SyncFailure failure =
                world.engine.links().get(link.id()).incident().orElseThrow().last();
        assertThat(failure.message()).contains(SHOWN).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
        assertThat(world.records.toString()).contains(SHOWN).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
    }

    /** A link that a store kept under such an id, in such a workspace, of such a remote event. */
    @Test
    void aHostileIdIsWorkedOnAndItsLogLinesStayWhole() {
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of(HOSTILE));
        world.provider.event(World.event().ref(remote).title(HOSTILE).build());
        world.provider.put(remote, World.attendee(HOSTILE, HOSTILE, World.START).build());
        SyncLink pattern = world.imported();
        Decision.Moved birth = SyncStateMachine.begin(
                SyncLinkId.of(HOSTILE),
                new SyncLink.Key(
                        pattern.key().workspace(), pattern.key().provider(), remote, SyncSubject.event(HOSTILE)),
                pattern.binding(),
                Actor.member(HOSTILE),
                World.START);
        world.links.createIfAbsent(birth);

        world.engine.runDue();
        world.engine.links().resync(SyncLinkId.of(HOSTILE)).orThrow();
        world.provider.failNext(
                ProviderException.of(FailureKind.PERMISSION, HOSTILE).ofRequest(HOSTILE));
        world.engine.runDue();
        world.engine.links().retry(SyncLinkId.of(HOSTILE)).orThrow();

        assertThat(world.attendees.attendees(SyncLinkId.of(HOSTILE))).hasSize(1);
        assertThat(world.engine.links().get(SyncLinkId.of(HOSTILE)).id().value())
                .isEqualTo(HOSTILE);
    }

    private static DynamicTest thrown(String name, ThrowingCallable call) {
        return DynamicTest.dynamicTest(name, () -> {
            Throwable thrown = catchThrowable(call);
            StringWriter printed = new StringWriter();
            thrown.printStackTrace(new PrintWriter(printed));

            assertThat(thrown.getMessage()).contains(SHOWN).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
            assertThat(printed.toString().lines()).noneMatch(line -> line.startsWith("[main]"));
        });
    }
}
