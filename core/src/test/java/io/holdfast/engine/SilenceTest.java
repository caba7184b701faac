package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Hints;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.WebhookRoute;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is done where deliveries came and come no more. */
final class SilenceTest {
    private static final Duration EXPECTED = Duration.ofHours(3);
    private static final Signal ANYBODY = new Signal.AttendeesOf(World.EVENT, Hints.ALL);

    private final HookWorld hooked = new HookWorld(WebhookCapabilities.builder()
            .manages(true)
            .expectedSilence(EXPECTED)
            .build());

    @Test
    void silenceBeyondWhatIsExpectedHasTheLinksCatchUpAndIsKept() {
        SyncLink link = hooked.live();
        Instant heard = delivered();
        hooked.world.time.tick(EXPECTED.minusSeconds(1));
        hooked.settle();
        assertThat(route(link).silentSince()).isEmpty();

        hooked.world.time.tick(Duration.ofSeconds(1));
        long reads = hooked.world.calls("changes");
        hooked.settle();

        assertThat(route(link).silentSince()).contains(heard);
        assertThat(hooked.world.calls("changes")).isGreaterThan(reads);
        assertThat(hooked.now(link.binding().integration()).hearsOfChanges(hooked.world.time.instant()))
                .isFalse();
    }

    @Test
    void itIsDoneOnceForEachSilence() {
        SyncLink link = hooked.live();
        delivered();
        hooked.world.time.tick(EXPECTED);
        hooked.settle();
        Instant once = route(link).caughtUpAt();

        hooked.world.time.tick(EXPECTED.minusSeconds(1));
        hooked.settle();
        assertThat(route(link).caughtUpAt()).isEqualTo(once);
        hooked.world.time.tick(Duration.ofSeconds(1));
        hooked.settle();
        assertThat(route(link).caughtUpAt()).isEqualTo(once.plus(EXPECTED));
    }

    @Test
    void aDeliveryEndsIt() {
        SyncLink link = hooked.live();
        delivered();
        hooked.world.time.tick(EXPECTED);
        hooked.settle();

        Instant heard = delivered();

        assertThat(route(link).silentSince()).isEmpty();
        assertThat(route(link).lastDeliveryAt()).isEqualTo(heard);
        assertThat(hooked.now(link.binding().integration()).hearsOfChanges(heard))
                .isTrue();
    }

    @Test
    void whereNothingEverCameNothingIsMissed() {
        SyncLink link = hooked.live();
        hooked.world.time.tick(EXPECTED.multipliedBy(20));
        hooked.settle();

        assertThat(route(link).silentSince()).isEmpty();
        assertThat(route(link).caughtUpAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whereNoLinkIsLiveNothingIsTold() {
        SyncLink link = hooked.live();
        delivered();
        hooked.engine.links().suspend(link.id()).orThrow();
        hooked.world.time.tick(EXPECTED);
        hooked.settle();

        assertThat(route(link).silentSince()).isEmpty();
        assertThat(hooked.now(link.id()).phase()).isEqualTo(SyncPhase.LIVE);
    }

    @Test
    void manyLinksAreToldPageByPageWithARestBetween() {
        SyncLink link = hooked.live();
        for (int i = 0; i < 150; i++) {
            hooked.live("event-" + i);
        }
        delivered();
        hooked.world.time.tick(EXPECTED);

        hooked.engine.runDue();

        assertThat(route(link).catchUp()).isPresent();
        Instant next = route(link).catchUp().orElseThrow().due();
        assertThat(next).isAfter(hooked.world.time.instant());
        hooked.world.time.tick(Duration.ofMinutes(1));
        hooked.settle();
        assertThat(route(link).catchUp()).isEmpty();
    }

    private Instant delivered() {
        hooked.changed(ANYBODY);
        hooked.settle();
        return hooked.world.time.instant();
    }

    private WebhookRoute route(SyncLink link) {
        return hooked.route(link.binding().integration());
    }
}
