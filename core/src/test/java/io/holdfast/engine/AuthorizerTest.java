package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Who;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Authorizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host's word on who may do what is asked before each command, and a no names the role that is expected. */
final class AuthorizerTest {
    private static final Actor MEMBER = Actor.member("member-7");

    private final World world = new World();
    private final SyncLink link = world.live();
    private final Integration integration =
            world.engine.integration(link.binding().integration());

    @ParameterizedTest
    @EnumSource(Command.class)
    void aCommandThatIsNotAllowedIsRefusedAndChangesNothing(Command command) {
        SyncEngine engine = engine((actor, asked, workspace) -> asked != command);
        int calls = world.provider.calls().size();

        Refusal refusal = refusal(command, engine.by(MEMBER)).orElseThrow();

        assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_ALLOWED);
        assertThat(refusal.expectedRole()).contains(Who.WORKSPACE_ADMIN);
        assertThat(refusal.reason()).contains("acme", "workspace admin", command.name(), "member-7");
        assertThat(world.links.load(link.id())).contains(link);
        assertThat(world.integrations.load(integration.id())).contains(integration);
        assertThat(world.provider.calls()).hasSize(calls);
    }

    @Test
    void theHostIsToldWhoAsksForWhatAndWhere() {
        Map<Command, List<Object>> asked = new EnumMap<>(Command.class);
        SyncEngine engine = engine((actor, command, workspace) -> {
            asked.put(command, List.of(actor, workspace));
            return true;
        });

        for (Command command : EnumSet.complementOf(EnumSet.of(Command.REMOVE))) {
            refusal(command, engine.by(MEMBER));
        }

        assertThat(asked.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(Command.REMOVE)));
        assertThat(Set.copyOf(asked.values())).containsExactly(List.of(MEMBER, World.ACME));
    }

    @Test
    void inBulkEachLinkIsAskedForByItself() {
        SyncEngine engine = engine((actor, command, workspace) -> command != Command.SUSPEND);

        Map<SyncLinkId, Outcome<SyncLink>> outcomes = engine.suspendAll(World.ACME);

        assertThat(outcomes.values())
                .singleElement()
                .satisfies(outcome ->
                        assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.NOT_ALLOWED));
        assertThat(engine.removeWorkspace(WorkspaceId.of("acme")).refusal()).isEmpty();
    }

    private SyncEngine engine(Authorizer authorizer) {
        return world.builder(SyncPolicy.defaults()).authorizer(authorizer).build();
    }

    private Optional<Refusal> refusal(Command command, SyncEngine engine) {
        Map<Command, Function<SyncEngine, Outcome<?>>> commands = Map.ofEntries(
                Map.entry(Command.CONNECT, one -> one.connect(World.ACME, world.provider.provider(), World.KEY)),
                Map.entry(Command.RENEW, one -> one.renew(integration.id(), World.KEY)),
                Map.entry(Command.DISCONNECT, one -> one.disconnect(integration.id(), 1)),
                Map.entry(Command.CHECK, one -> one.check(integration.id())),
                Map.entry(
                        Command.IMPORT,
                        one -> one.importSubject(
                                World.ACME, SyncSubject.event("our-43"), integration.id(), World.EVENT.id())),
                Map.entry(Command.RETRY, one -> one.retry(link.id())),
                Map.entry(Command.RECONNECT, one -> one.reconnect(link.id(), integration.id())),
                Map.entry(Command.MOVE, one -> one.move(link.id(), integration.id())),
                Map.entry(Command.RESYNC, one -> one.resync(link.id())),
                Map.entry(Command.SUSPEND, one -> one.suspend(link.id())),
                Map.entry(Command.RESUME, one -> one.resume(link.id())),
                Map.entry(Command.REMOVE, one -> one.remove(link.id())));
        return Optional.ofNullable(commands.get(command))
                .orElseThrow()
                .apply(engine)
                .refusal();
    }
}
