package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StandingSubscription;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.WebhookRoute;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.Subscription;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is had at the provider so that deliveries come: made once, kept, and taken away. */
final class SubscriptionsTest {
    private static final Signal ANYBODY = new Signal.AttendeesOf(World.EVENT, Hints.ALL);

    private final HookWorld hooked = new HookWorld();

    @Test
    void whatALinkFollowsIsSubscribedToOnceItIsLive() {
        Integration account = hooked.connected();
        hooked.settle();
        assertThat(hooked.hooks.standing()).isEmpty();

        SyncLink link = hooked.live();

        assertThat(hooked.hooks.standing()).extracting(Subscription::scope).containsExactly(World.EVENT);
        assertThat(link.binding().integration()).isEqualTo(account.id());
        assertThat(route(link).subscriptions())
                .extracting(StandingSubscription::active)
                .containsExactly(true);
        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
    }

    @Test
    void anotherLinkIsSubscribedToWithinAMinuteAndTheFirstStays() {
        SyncLink link = hooked.live();
        List<Subscription> first = hooked.hooks.standing();

        hooked.live("second");
        hooked.world.time.tick(Duration.ofMinutes(1));
        hooked.settle();

        assertThat(hooked.hooks.standing()).hasSize(2).containsAll(first);
        assertThat(route(link).subscriptions()).hasSize(2);
    }

    @Test
    void oneSubscriptionOfAWholeAccountIsMadeOnce() {
        RemoteRef account = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("account"));
        hooked.hooks.coverAllWith(account);
        hooked.live();
        hooked.live("second");
        hooked.world.time.tick(Duration.ofMinutes(1));
        hooked.settle();

        assertThat(hooked.hooks.standing()).extracting(Subscription::scope).containsExactly(account);
    }

    @Test
    void whatALostAnswerMadeIsFoundAndNotMadeAgain() {
        hooked.hooks.loseAnswers(true);
        SyncLink link = hooked.live();
        assertThat(hooked.hooks.standing()).hasSize(1);
        hooked.hooks.loseAnswers(false);

        hooked.world.time.tick(Duration.ofMinutes(3));
        hooked.settle();

        assertThat(hooked.hooks.standing()).hasSize(1);
        assertThat(route(link).failures()).isZero();
        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
    }

    @Test
    void whatWasMadeTwiceIsRemovedOnce() {
        SyncLink link = hooked.live();
        hooked.hooks.subscribe(address(link), World.EVENT);

        daily();

        assertThat(hooked.hooks.standing()).hasSize(1);
        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
    }

    @Test
    void whatNobodyFollowsAnyMoreIsRemoved() {
        hooked.live();
        SyncLink second = hooked.live("second");
        daily();
        assertThat(hooked.hooks.standing()).hasSize(2);

        hooked.engine.links().remove(second.id()).orThrow();
        daily();

        assertThat(hooked.hooks.standing()).extracting(Subscription::scope).containsExactly(World.EVENT);
    }

    @Test
    void whatDoesNotDeliverIsRenewed() {
        hooked.live();
        hooked.hooks.pauseAll();
        assertThat(hooked.changed(ANYBODY)).isEmpty();

        daily();

        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
        assertThat(hooked.world.calls("renew subscription")).isEqualTo(1);
    }

    @Test
    void whereNothingCanBeRenewedAnotherIsMade() {
        HookWorld plain =
                new HookWorld(WebhookCapabilities.builder().manages(true).build());
        plain.live();
        plain.hooks.pauseAll();

        plain.world.pass(Duration.ZERO);
        plain.world.time.tick(Duration.ofHours(29));
        plain.settle();

        assertThat(plain.world.calls("renew subscription")).isZero();
        assertThat(plain.changed(ANYBODY)).containsExactly(200);
        assertThat(plain.hooks.standing()).hasSize(1);
    }

    @Test
    void whatWasTakenAwayAtTheProviderIsMadeAgainWithinADay() {
        hooked.live();
        hooked.hooks.dropAll();

        daily();

        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
    }

    @Test
    void aDisconnectTakesAwayWhatStands() {
        SyncLink link = hooked.live();

        hooked.engine.integrations().disconnect(link.binding().integration(), 1).orThrow();

        assertThat(hooked.hooks.standing()).isEmpty();
    }

    @Test
    void aReconnectSubscribesAgainAtTheSameAddress() {
        SyncLink link = hooked.live();
        Secret address = address(link);
        hooked.engine.integrations().disconnect(link.binding().integration(), 1).orThrow();
        hooked.connected();
        hooked.engine.links().reconnect(link.id(), link.binding().integration()).orThrow();
        hooked.settle();
        hooked.world.time.tick(Duration.ofMinutes(1));
        hooked.settle();

        assertThat(address(link)).isEqualTo(address);
        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
    }

    @Test
    void aRemovedIntegrationLeavesNoSecretBehind() {
        SyncLink link = hooked.live();
        List<SecretRef> slots = route(link).slots();
        assertThat(slots)
                .hasSize(2)
                .allMatch(slot -> hooked.world.vault.read(slot).isPresent());

        hooked.engine.links().remove(link.id()).orThrow();
        hooked.engine.integrations().remove(link.binding().integration()).orThrow();

        assertThat(slots).allMatch(slot -> hooked.world.vault.read(slot).isEmpty());
        assertThat(hooked.hooks.standing()).isEmpty();
    }

    @Test
    void anAccountThatMayNotSubscribeIsAskedDailyAndItsPollsGoOn() {
        hooked.hooks.forbid(true);
        SyncLink link = hooked.live();

        assertThat(route(link).refusedSince()).contains(World.START);
        assertThat(route(link).checkAt().orElseThrow()).isAfter(World.START.plus(Duration.ofHours(19)));
        assertThat(link.bookkeeping().polls().pollAt()).isPresent();
        hooked.hooks.forbid(false);
        daily();
        assertThat(route(link).refusedSince()).isEmpty();
        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
    }

    @Test
    void aProviderThatFailsIsAskedLaterAndLaterAndItsLinksGoOn() {
        hooked.hooks.loseAnswers(true);
        SyncLink link = hooked.live();
        Duration before = Duration.ZERO;
        for (int failures = 1; failures <= 4; failures++) {
            assertThat(route(link).failures()).isEqualTo(failures);
            Duration wait = Duration.between(
                    hooked.world.time.instant(), route(link).checkAt().orElseThrow());
            assertThat(wait).isGreaterThan(before);
            before = wait;
            hooked.hooks.dropAll();
            hooked.world.time.tick(wait);
            hooked.engine.runDue();
        }
        assertThat(hooked.now(link.id()).status()).isEqualTo(link.status());
    }

    @Test
    void aSecretThatTakesThePlaceOfAnotherIsTakenBesideIt() {
        SyncLink link = hooked.live();
        ScriptedWebhooks.Post old = hooked.hooks.posts(ANYBODY).get(0);
        hooked.hooks.rotateSecrets();
        assertThat(hooked.changed(ANYBODY)).containsExactly(401);

        daily();

        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
        assertThat(hooked.post(old)).isEqualTo(200);
        assertThat(route(link).subscriptions().get(0).secrets()).hasSize(2);
        daily();
        assertThat(hooked.changed(ANYBODY)).containsExactly(200);
        assertThat(hooked.post(old)).isEqualTo(401);
        assertThat(route(link).subscriptions().get(0).secrets()).hasSize(1);
    }

    @Test
    void wherePeopleSubscribeNothingIsAskedAndDeliveriesAreTaken() {
        HookWorld byHand = new HookWorld(WebhookCapabilities.builder().build());
        SyncLink link = byHand.live();
        Secret address = byHand.engine
                .integrations()
                .webhookAddress(link.binding().integration())
                .orElseThrow();
        byHand.hooks.subscribe(address, World.EVENT);
        byHand.settle();

        assertThat(byHand.world.calls("list subscriptions")).isZero();
        assertThat(byHand.route(link.binding().integration()).checkAt()).isEmpty();
        assertThat(byHand.changed(ANYBODY)).containsExactly(200);
        assertThat(byHand.now(link.id()).run()).isPresent();
    }

    @Test
    void anAddressWhoseSecretWasNeverStoredGivesWayToAnother() {
        SyncLink link = hooked.live();
        WebhookRoute before = route(link);
        hooked.world.vault.forget(before.path());

        daily();

        assertThat(route(link).id()).isNotEqualTo(before.id());
        assertThat(hooked.changed(ANYBODY)).contains(200);
        assertThat(hooked.world.integrations.ofRoute(before.id())).isEmpty();
    }

    @Test
    void anIntegrationThatWasConnectedBeforeIsSubscribedToByItsNextRead() {
        World world = new World();
        world.provider.capable(world.provider.capabilities().toBuilder()
                .webhooks(HookWorld.SIGNED)
                .build());
        SyncLink link = world.live();
        SyncEngine later =
                world.builder(SyncPolicy.defaults()).webhooksAt(HookWorld.BASE).build();
        later.links().resync(link.id()).orThrow();

        for (int i = 0; i < 4; i++) {
            later.runDue();
        }

        assertThat(world.provider.webhooks().standing()).hasSize(1);
        IntegrationId id = link.binding().integration();
        assertThat(later.integrations().get(id).bookkeeping().route().map(WebhookRoute::failures))
                .isEqualTo(Optional.of(0));
    }

    private void daily() {
        hooked.world.time.tick(Duration.ofHours(29));
        hooked.settle();
    }

    private WebhookRoute route(SyncLink link) {
        return hooked.route(link.binding().integration());
    }

    private Secret address(SyncLink link) {
        return hooked.engine
                .integrations()
                .webhookAddress(link.binding().integration())
                .orElseThrow();
    }
}
