package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.testkit.ScriptedBudgets;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.Subscription;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Subscriptions of an account whose provider grants so many calls an hour and tells what is left of them. */
final class SubscriptionsPaceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SWEEP = Duration.ofSeconds(20);

    private final HookWorld hooked = new HookWorld(
            WebhookCapabilities.builder().manages(true).renews(true).build());
    private final ScriptedBudgets budgets = hooked.world.provider.budgets();

    @Test
    void theFirstIsMadeAtOnceWhileThereIsPlenty() {
        budgets.grant(100, HOUR, true);

        hooked.live();

        assertThat(hooked.hooks.standing()).extracting(Subscription::scope).containsExactly(World.EVENT);
    }

    @Test
    void whatHasNoAllowanceWaitsAndNothingIsListedOrWrittenMeanwhile() {
        SyncLink link = hooked.live();
        hooked.world.time.tick(Duration.ofHours(29));
        spend(link, 1_000, 950);
        long listed = hooked.world.calls("list subscriptions");
        long version = account(link).version();

        for (int sweep = 0; sweep < 30; sweep++) {
            hooked.world.time.tick(SWEEP);
            hooked.engine.runDue();
        }

        assertThat(hooked.world.calls("list subscriptions")).isEqualTo(listed);
        assertThat(account(link).version()).isEqualTo(version);
        pass(HOUR);
        assertThat(hooked.world.calls("list subscriptions")).isEqualTo(listed + 1);
    }

    @Test
    void manyAreMadeOverHoursWithinTheBudgetAndListedNoMoreOften() {
        for (int i = 0; i < 150; i++) {
            hooked.live("event-" + i);
        }
        hooked.hooks.dropAll();
        long listed = hooked.world.calls("list subscriptions");
        hooked.world.time.tick(Duration.ofHours(29));
        budgets.grant(60, HOUR, true);

        hooked.engine.runDue();
        int atOnce = hooked.hooks.standing().size();
        pass(HOUR.multipliedBy(7));

        assertThat(atOnce).as("half of the budget").isBetween(25, 30);
        assertThat(hooked.hooks.standing()).hasSize(150);
        assertThat(budgets.refused()).isZero();
        assertThat(hooked.world.calls("list subscriptions"))
                .as("once before, and once after the last was made")
                .isEqualTo(listed + 2);
    }

    @Test
    void aPersonDoesNotWaitForThem() {
        for (int i = 0; i < 300; i++) {
            hooked.live("event-" + i);
        }
        SyncLink link = hooked.live();
        hooked.hooks.dropAll();
        hooked.world.time.tick(Duration.ofHours(29));
        budgets.grant(400, HOUR, true);
        pass(Duration.ofMinutes(40));

        hooked.engine.links().resync(link.id()).orThrow();
        hooked.engine.runDue();

        assertThat(hooked.now(link.id()).provenAt()).contains(hooked.world.time.instant());
    }

    @Test
    void whatIsNotSubscribedToYetIsPolledAtTheUsualInterval() {
        SyncLink told = hooked.live();
        hooked.hooks.posts(new Signal.AttendeesOf(World.EVENT, Hints.ALL)).forEach(hooked::post);
        hooked.settle();
        spend(told, 100_000, 60_000);
        hooked.hooks.forbid(true);
        SyncLink untold = hooked.live("second");

        for (int minute = 0; minute < 180; minute++) {
            hooked.world.time.tick(Duration.ofMinutes(1));
            hooked.settle();
        }

        assertThat(interval(told)).isEqualTo(HOUR);
        assertThat(interval(untold)).isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void whatAChannelThatIsSubscribedToTellsOfIsPolledHourlyOnceALookKnewIt() {
        RemoteRef channel = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("account"));
        hooked.hooks.coverAllWith(channel);
        SyncLink link = hooked.live();
        hooked.hooks.posts(new Signal.AttendeesOf(World.EVENT, Hints.ALL)).forEach(hooked::post);

        for (int minute = 0; minute < 180; minute++) {
            hooked.world.time.tick(Duration.ofMinutes(1));
            hooked.settle();
        }

        assertThat(interval(link)).isEqualTo(HOUR);
    }

    private Duration interval(SyncLink link) {
        return hooked.engine.links().explain(link.id()).interval().orElseThrow();
    }

    private void pass(Duration time) {
        for (int sweep = 0; sweep < time.dividedBy(SWEEP); sweep++) {
            hooked.world.time.tick(SWEEP);
            hooked.engine.runDue();
        }
    }

    /** The provider grants so many calls an hour, of which so many are spent, as this node learns by an answer. */
    private void spend(SyncLink link, long granted, long used) {
        budgets.grant(granted, HOUR, true);
        budgets.spend(used - 1);
        IntegrationId id = link.binding().integration();
        hooked.engine.integrations().candidates(id, SubjectKind.EVENT, Cursor.START);
    }

    private Integration account(SyncLink link) {
        return hooked.now(link.binding().integration());
    }
}
