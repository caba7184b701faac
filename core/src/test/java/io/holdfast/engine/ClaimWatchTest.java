package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.port.IntegrationStore;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Claims and first refusals are judged by what a node has seen, by its own running clock. */
final class ClaimWatchTest {
    private static final Duration SKEW = Duration.ofMinutes(3);
    private static final int STEP = 5;

    private final World world = new World();

    private SyncEngine node(Duration ahead, IntegrationStore store) {
        InstantSource clock = () -> world.time.instant().plus(ahead);
        return world.builder(SyncPolicy.defaults())
                .integrations(store)
                .time(clock)
                .ticker(world.time)
                .build();
    }

    @Test
    void twoNodesWhoseClocksDifferByMinutesSeverByThatMuchSoonerAtMost() {
        SyncEngine ahead = node(SKEW, world.integrations);
        SyncLink live = world.live();
        world.provider.refuse(World.KEY);
        world.engine.links().resync(live.id()).orThrow();
        world.engine.runDue();

        assertThat(secondsUntilSevered(live.binding().integration(), world.engine, ahead))
                .isBetween((21 - 3) * 60, 23 * 60);
    }

    @Test
    void aClockThatJumpedAtTheSecondQuestionSeversNoSooner() {
        SyncLink live = world.live();
        world.provider.refuse(World.KEY);
        world.engine.links().resync(live.id()).orThrow();
        world.engine.runDue();
        world.time.tick(Duration.ofSeconds(STEP));
        world.time.jump(Duration.ofDays(40));
        world.engine.runDue();
        world.time.jump(Duration.ofDays(-40));

        assertThat(integration(live.binding().integration()).isConnected()).isTrue();
    }

    @Test
    void aNodeWhoseClockIsAheadBuysNoTokenThatAnotherIsBuying() {
        world.provider.capable(Capabilities.builder().refresh(true).build());
        Credential tokens = world.provider.issue(Duration.ofHours(1));
        IntegrationId id = world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), tokens)
                .orThrow()
                .id();
        SyncEngine ahead = node(SKEW, world.integrations);
        TamperedIntegrations interrupted = new TamperedIntegrations(world.integrations);
        SyncEngine engine = node(Duration.ZERO, interrupted);
        world.time.tick(Duration.ofMinutes(55));
        interrupted.afterReplace = () -> {
            interrupted.afterReplace = () -> {};
            ahead.runDue();
        };

        engine.runDue();

        assertThat(world.calls("refresh")).isEqualTo(1);
        assertThat(integration(id).bookkeeping().credentialVersion()).isEqualTo(2);
    }

    private int secondsUntilSevered(IntegrationId id, SyncEngine... nodes) {
        for (int passed = STEP; passed < 3_600; passed += STEP) {
            world.time.tick(Duration.ofSeconds(STEP));
            for (SyncEngine node : nodes) {
                node.runDue();
            }
            if (!integration(id).isConnected()) {
                return passed;
            }
        }
        return Integer.MAX_VALUE;
    }

    private Integration integration(IntegrationId id) {
        return world.integrations.load(id).orElseThrow();
    }
}
