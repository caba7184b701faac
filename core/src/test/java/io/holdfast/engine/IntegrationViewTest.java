package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.Button;
import io.holdfast.presentation.IntegrationView;
import io.holdfast.presentation.LinkCounts;
import io.holdfast.presentation.Tone;
import io.holdfast.recovery.IntegrationHealth;
import io.holdfast.webhook.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The card of an account counts its links as a person sees them, and its buttons say how many they mean. */
final class IntegrationViewTest {
    private final World world = new World();
    private final Integration account = world.connected();

    @Test
    void aHealthyAccountShowsItsLinksByStatusAndHowManyARetryOfAllWouldTake() {
        SyncLink held = imported("1");
        world.engine.runDue();
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access"));
        imported("2");
        world.engine.runDue();
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access"));
        SyncLink failedAndHeld = imported("4");
        world.engine.runDue();
        imported("3");
        world.engine.links().suspend(held.id()).orThrow();
        world.engine.links().suspend(failedAndHeld.id()).orThrow();

        IntegrationView card = world.engine.integrations().view(account.id());

        assertThat(card.tone()).isEqualTo(Tone.GOOD);
        assertThat(text(card.label())).isEqualTo("Healthy");
        assertThat(card.links().byStatus()).isEqualTo(Map.of(SyncStatus.ACTIVE, 1L, SyncStatus.PENDING, 3L));
        assertThat(card.links().importFailed()).isEqualTo(2);
        assertThat(card.links().onHold()).isEqualTo(2);
        assertThat(card.buttons())
                .extracting(button -> text(button.label()))
                .containsExactly("Retry 1", "Check now", "Disconnect all 4…", "Remove…");
        assertThat(card.buttons()).extracting(Button::allowed).containsExactly(true, true, true, false);
        assertThat(world.engine.integrations().retryAll(account.id()).orThrow()).hasSize(1);
        assertThat(card.toString()).doesNotContain(account.account().label());
    }

    @Test
    void theCardTellsWhetherDeliveriesCome() {
        HookWorld hooked = new HookWorld();
        SyncLink link = hooked.live();
        IntegrationId id = link.binding().integration();
        assertThat(said(hooked, id)).noneMatch(line -> line.contains("deliver"));

        hooked.changed(new Signal.AttendeesOf(World.EVENT, Hints.ALL));
        hooked.hooks.trials().forEach(hooked::post);
        assertThat(said(hooked, id))
                .anyMatch(line -> line.startsWith("The provider delivers changes, the last one on "))
                .anyMatch(line -> line.startsWith("A trial delivery arrived on "));

        hooked.settle();
        hooked.world.time.tick(Duration.ofDays(1));
        hooked.settle();
        assertThat(said(hooked, id)).anyMatch(line -> line.startsWith("The provider has delivered nothing since "));
        assertThat(hooked.engine.integrations().view(id).tone()).isEqualTo(Tone.GOOD);
    }

    private static List<String> said(HookWorld hooked, IntegrationId id) {
        return hooked.engine.integrations().view(id).lines().stream()
                .map(IntegrationViewTest::text)
                .toList();
    }

    @Test
    void anAccountWhoseCredentialEndsSoonIsConnectedAgainBefore() {
        Integration ends = account.toBuilder(kept -> kept.refreshAt(Optional.empty()))
                .expiresAt(World.START.plusSeconds(3_600))
                .build();
        CredentialPolicy policy = SyncPolicy.defaults().credentials();

        IntegrationView card = IntegrationView.of(
                ends,
                IntegrationHealth.of(ends, policy, World.START),
                new LinkCounts(Map.of(), 0, 0, 0),
                World.START,
                command -> true);

        assertThat(card.condition()).isEqualTo(IntegrationHealth.Condition.EXPIRING);
        assertThat(card.buttons().get(0).command()).isEqualTo(Command.RENEW);
    }

    @Test
    void aSeveredAccountIsConnectedAgainAndThenReconnectsAll() {
        imported("1");
        world.engine.runDue();
        world.engine
                .integrations()
                .disconnect(account.id(), account.connection())
                .orThrow();

        IntegrationView severed = world.engine.integrations().view(account.id());
        assertThat(severed.tone()).isEqualTo(Tone.OFF);
        assertThat(severed.links().of(SyncStatus.DISCONNECTED)).isEqualTo(1);
        assertThat(severed.buttons()).extracting(Button::command).containsExactly(Command.RENEW, Command.REMOVE);

        world.engine.integrations().renew(account.id(), World.KEY).orThrow();

        IntegrationView again = world.engine.integrations().view(account.id());
        assertThat(text(again.buttons().get(0).label())).isEqualTo("Reconnect 1");
        assertThat(world.engine.integrations().reconnectAll(account.id()).orThrow())
                .hasSize(1);
    }

    @Test
    void whoMayNotSeesEachButtonWithTheReason() {
        IntegrationView card = world.builder(SyncPolicy.defaults())
                .authorizer((actor, command, workspace) -> command == Command.VIEW)
                .build()
                .actingAs(Actor.member("reader"))
                .integrations()
                .view(account.id());

        assertThat(card.buttons()).isNotEmpty().noneMatch(Button::allowed);
    }

    private SyncLink imported(String remote) {
        world.provider.event(World.event()
                .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of(remote)))
                .build());
        return world.engine
                .links()
                .importSubject(World.ACME, SyncSubject.event("our-" + remote), account.id(), RemoteId.of(remote))
                .orThrow();
    }

    private static String text(Message message) {
        return message.text(Locale.ENGLISH);
    }
}
