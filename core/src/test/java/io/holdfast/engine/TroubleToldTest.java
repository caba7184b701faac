package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three accounts that are refused within half an hour, of which one is accepted again before another is asked. */
final class TroubleToldTest {
    private final World world = new World();
    private final List<Credential> keys = IntStream.range(0, 3)
            .mapToObj(i -> (Credential) Credential.apiKey("key-" + i))
            .toList();
    private final List<SyncLink> links =
            IntStream.range(0, 3).mapToObj(this::live).toList();

    private SyncLink live(int number) {
        Credential key = keys.get(number);
        world.provider.belongsTo(key, new Account("account-" + number, "Account " + number));
        Integration account = world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), key)
                .orThrow();
        SyncLink link = world.imported("event-" + number, account);
        world.engine.runDue();
        return link;
    }

    @Test
    void whoSeesATroubleTellsTheOthersThatAreRefusedWithIt() {
        keys.forEach(world.provider::refuse);
        refused(0, Duration.ofMinutes(2));
        refused(1, Duration.ofSeconds(90));
        assertThat(stored(0).bookkeeping().suspicion().flatMap(Suspicion::troubleSeenAt))
                .isEmpty();

        refused(2, Duration.ofSeconds(10));
        assertThat(stored(0).bookkeeping().suspicion().flatMap(Suspicion::troubleSeenAt))
                .as("nobody asked it since")
                .isPresent();
        world.provider.accept(keys.get(2));
        world.pass(Duration.ofMinutes(40));

        assertThat(stored(2).bookkeeping().suspicion()).isEmpty();
        assertThat(List.of(stored(0).isConnected(), stored(1).isConnected())).containsOnly(true);
        keys.forEach(world.provider::accept);
        world.pass(Duration.ofMinutes(20));
        assertThat(List.of(
                        stored(0).bookkeeping().suspicion(),
                        stored(1).bookkeeping().suspicion()))
                .allMatch(Optional::isEmpty);
    }

    /** A read of its link meets the refusal; then some time passes. */
    private void refused(int number, Duration then) {
        world.engine.links().resync(links.get(number).id());
        world.pass(then);
    }

    private Integration stored(int number) {
        return world.integrations
                .load(links.get(number).binding().integration())
                .orElseThrow();
    }
}
