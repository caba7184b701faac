package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.Cursor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Integration;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Authorizer;
import io.holdfast.presentation.StatusView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The host's word on who may do what is asked before each command, and a no names the role that is expected. */
final class AuthorizerTest {
    private static final Actor MEMBER = Actor.member("member-7");

    private final World world = new World();
    private final SyncLink link = world.live();
    private final Integration integration =
            world.engine.integrations().get(link.binding().integration());

    /** Everything that the faces offer, each called once with an actor who may not. */
    @Test
    void whoeverMayNotIsRefusedBeforeAnythingIsLoadedOrAskedOfAProvider() throws ReflectiveOperationException {
        CountedPorts ports = new CountedPorts(world);
        SyncOperations operations =
                ports.engine((actor, command, workspace) -> false).actingAs(MEMBER);
        int methods = 0;

        for (Object face : List.of(operations.links(), operations.integrations(), operations.workspaces())) {
            for (Method method : face.getClass().getInterfaces()[0].getMethods()) {
                ports.forget();

                assertThat(refusal(face, method).code()).as(method.toString()).isEqualTo(Refusal.Code.NOT_ALLOWED);

                boolean byId = Stream.of(method.getParameterTypes()).noneMatch(type -> type == WorkspaceId.class);
                assertThat(ports.calls())
                        .as(method.toString())
                        .hasSize(byId ? 1 : 0)
                        .allMatch(call -> call.equals("load"));
                methods++;
            }
        }

        assertThat(methods).as("links, integrations and workspaces").isEqualTo(26 + 13 + 3);
        assertThat(world.links.load(link.id())).contains(link);
        assertThat(world.integrations.load(integration.id())).contains(integration);
    }

    @Test
    void theHostIsToldWhoAsksForWhatAndWhere() throws ReflectiveOperationException {
        Set<Command> asked = EnumSet.noneOf(Command.class);
        SyncOperations operations = engine((actor, command, workspace) -> {
                    asked.add(command);
                    return !actor.equals(MEMBER) || !workspace.equals(World.ACME);
                })
                .actingAs(MEMBER);

        for (Object face : List.of(operations.links(), operations.integrations(), operations.workspaces())) {
            for (Method method : face.getClass().getInterfaces()[0].getMethods()) {
                assertThat(refusal(face, method).reason())
                        .as(method.toString())
                        .contains("acme", "workspace admin", "member-7");
            }
        }

        assertThat(asked).isEqualTo(EnumSet.allOf(Command.class));
    }

    @Test
    void inBulkEachLinkIsAskedForByItself() {
        AtomicInteger asked = new AtomicInteger();
        SyncEngine engine =
                engine((actor, command, workspace) -> command != Command.SUSPEND || asked.incrementAndGet() == 1);

        Map<SyncLinkId, Outcome<SyncLink>> outcomes =
                engine.workspaces().suspend(World.ACME).orThrow();

        assertThat(outcomes.values())
                .singleElement()
                .satisfies(outcome ->
                        assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.NOT_ALLOWED));
    }

    @Test
    void nobodyActsAsTheLibraryItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.engine.actingAs(Actor.SYSTEM))
                .withMessageContaining("Actor.HOST");
    }

    private SyncEngine engine(Authorizer authorizer) {
        return world.builder(SyncPolicy.defaults()).authorizer(authorizer).build();
    }

    /** A command answers with its refusal, a read throws it. */
    private Refusal refusal(Object face, Method method) throws ReflectiveOperationException {
        Object[] arguments =
                Stream.of(method.getParameterTypes()).map(this::argument).toArray();
        method.setAccessible(true);
        try {
            return ((Outcome<?>) method.invoke(face, arguments)).refusal().orElseThrow();
        } catch (InvocationTargetException thrown) {
            assertThat(thrown.getCause()).as(method.toString()).isInstanceOf(RefusedException.class);
            return ((RefusedException) thrown.getCause()).refusal();
        }
    }

    private Object argument(Class<?> type) {
        return Stream.<Object>of(
                        World.ACME,
                        link.id(),
                        integration.id(),
                        world.provider.provider(),
                        World.KEY,
                        ImportMode.KEEP_EXISTING,
                        SubjectKind.EVENT,
                        Cursor.START,
                        SyncSubject.event("our-42"),
                        World.EVENT.id(),
                        Set.of(link.id()),
                        Duration.ZERO,
                        (Consumer<StatusView>) view -> {},
                        1,
                        1L)
                .filter(value -> wrapped(type).isInstance(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected an argument for each type but found none for " + type));
    }

    private static Class<?> wrapped(Class<?> type) {
        return type == int.class ? Integer.class : type == long.class ? Long.class : type;
    }
}
