package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.IntegrationView;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.StatusView;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The reconnect dialog names the account from before, says why each other can or can't be chosen, and asks nobody unasked. */
final class ReconnectDialogTest {
    private static final Credential OTHER_KEY = Credential.apiKey("another-key");

    private final World world = new World();
    private final SyncLink link = world.live();
    private final Integration bound =
            world.engine.integrations().get(link.binding().integration());
    private final Links links = world.engine.links();

    @Test
    void whereTheAccountFromBeforeIsConnectedAgainItIsPreselectedAndReconnects() {
        severed();
        world.engine.integrations().renew(bound.id(), World.KEY).orThrow();

        ReconnectDialog dialog = links.dialog(link.id());

        assertThat(text(dialog.title())).isEqualTo("Reconnect this event");
        assertThat(dialog.bound()).contains(bound.account());
        assertThat(dialog.preselected()).contains(bound.id());
        assertThat(dialog.empty()).isEmpty();
        assertThat(dialog.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.standing()).isEqualTo(ReconnectDialog.Standing.BOUND);
            assertThat(choice.button().command()).isEqualTo(Command.RECONNECT);
            assertThat(choice.selectable()).isTrue();
            assertThat(text(choice.button().label())).isEqualTo("Reconnect");
            assertThat(choice.effects()).isNotEmpty();
        });
        links.reconnect(link.id(), dialog.preselected().orElseThrow()).orThrow();
        assertThat(links.view(link.id()).status()).isEqualTo(SyncStatus.PENDING);
    }

    @Test
    void whereNoAccountIsConnectedItSaysWhatToConnect() {
        severed();

        ReconnectDialog dialog = links.dialog(link.id());

        assertThat(text(dialog.title())).isEqualTo("Connect Scripted first");
        assertThat(dialog.preselected()).isEmpty();
        assertThat(dialog.empty().orElseThrow().button().command()).isEqualTo(Command.RENEW);
        assertThat(text(dialog.empty().orElseThrow().text()))
                .contains(bound.account().label());
        assertThat(dialog.choices()).noneMatch(ReconnectDialog.Choice::selectable);
    }

    @Test
    void anotherAccountIsOfferedAsAMoveAndTheProviderIsAskedOnceItIsChosen() {
        Integration other = anotherAccount();
        severed();
        int before = world.provider.calls().size();

        ReconnectDialog dialog = links.dialog(link.id());

        assertThat(world.provider.calls()).hasSize(before);
        assertThat(dialog.preselected()).isEmpty();
        assertThat(dialog.choices())
                .extracting(ReconnectDialog.Choice::standing)
                .containsExactly(ReconnectDialog.Standing.NOT_CONNECTED, ReconnectDialog.Standing.OTHER);
        assertThat(text(dialog.choices().get(1).text())).contains("is asked once you choose it");

        ReconnectDialog.Choice chosen = links.consider(link.id(), other.id());

        assertThat(world.provider.calls()).hasSize(before + 1).endsWith("describe");
        assertThat(text(chosen.text())).startsWith("Can see this event.");
        assertThat(chosen.selectable()).isTrue();
        assertThat(chosen.button().command()).isEqualTo(Command.MOVE);
        links.move(link.id(), other.id()).orThrow();
        assertThat(links.get(link.id()).binding().integration()).isEqualTo(other.id());
    }

    @Test
    void anAccountThatCantSeeTheEventSaysSoAndCantBeChosen() {
        Integration other = anotherAccount();
        severed();
        world.provider.failNext(ProviderException.of(FailureKind.REMOTE_GONE, "expected the event but found none"));

        ReconnectDialog.Choice chosen = links.consider(link.id(), other.id());

        assertThat(chosen.standing()).isEqualTo(ReconnectDialog.Standing.NOT_VISIBLE);
        assertThat(chosen.selectable()).isFalse();
        assertThat(text(chosen.button().whyNot().orElseThrow())).contains("Give it access at Scripted");
    }

    @Test
    void theAccountFromBeforeAndOneThatIsNotConnectedAreConsideredWithoutAsking() {
        severed();
        int before = world.provider.calls().size();

        assertThat(links.consider(link.id(), bound.id()))
                .isEqualTo(links.dialog(link.id()).choices().get(0));
        assertThat(world.provider.calls()).hasSize(before);
        assertThatThrownBy(() -> links.consider(link.id(), IntegrationId.of("nobody's")))
                .isInstanceOf(UnknownIdException.class);
    }

    @Test
    void whoMayNotSpendACredentialMayOpenTheDialogAndConsiderNothing() {
        Integration other = anotherAccount();
        Links reader = world.builder(SyncPolicy.defaults())
                .authorizer((actor, command, workspace) -> command == Command.VIEW)
                .build()
                .actingAs(Actor.member("reader"))
                .links();

        assertThat(reader.dialog(link.id()).choices()).noneMatch(ReconnectDialog.Choice::selectable);
        assertThatThrownBy(() -> reader.consider(link.id(), other.id())).isInstanceOf(RefusedException.class);
    }

    @Test
    void theAccountOfALinkOnHoldIsNotSaidToReadIt() {
        assertThat(text(links.dialog(link.id()).choices().get(0).text())).isEqualTo("It reads this event now.");

        links.suspend(link.id()).orThrow();

        assertThat(text(links.dialog(link.id()).choices().get(0).text())).isEqualTo("The event is bound to it.");
    }

    @Test
    void onHoldItSaysThatReadingWaitsForResumeAndSoDoesTheAnswer() {
        severed();
        links.suspend(link.id()).orThrow();
        world.engine.integrations().renew(bound.id(), World.KEY).orThrow();
        Integration other = anotherAccount();

        ReconnectDialog dialog = links.dialog(link.id());

        assertThat(dialog.choices())
                .hasSize(2)
                .allSatisfy(choice -> assertThat(choice.effects().stream().map(ReconnectDialogTest::text))
                        .contains("It stays on hold. All attendees are read again once it is resumed.")
                        .doesNotContain("All attendees are read again."));
        Outcome<SyncLink> answer = links.reconnect(link.id(), bound.id());
        assertThat(answer.changed()).isTrue();
        assertThat(text(answer.message())).contains("on hold, so everything is read once it is resumed");
        assertThat(text(links.move(link.id(), other.id()).message())).contains("once it is resumed");
        assertThat(links.get(link.id()).due()).isEmpty();
    }

    @Test
    void itSaysThatItWasReadOnlyOnceItWas() {
        assertThat(text(links.dialog(link.id()).text())).startsWith("It was read with");
        SyncLink begun = links.importSubject(World.ACME, SyncSubject.event("another"), bound.id(), World.EVENT.id())
                .orThrow();

        assertThat(text(links.dialog(begun.id()).text())).startsWith("It was to be read with");
        world.integrations.remove(world.engine.integrations().get(bound.id()));
        assertThat(text(links.dialog(begun.id()).text()))
                .isEqualTo("The account that was to read it at Scripted is no longer here.");
    }

    @Test
    void ofAnAccountThatIsGoneNothingSendsBackToIt() {
        Integration other = anotherAccount();
        world.integrations.remove(world.engine.integrations().get(bound.id()));

        Refusal refusal = links.reconnect(link.id(), other.id()).refusal().orElseThrow();

        assertThat(text(refusal.message())).contains("no longer here", "Press Move");
        assertThat(refusal.suggestedAction()).isEqualTo(RecoveryAction.MOVE);
        assertThat(text(links.resync(link.id()).message())).contains("Move it to another one first");
        StatusView view = links.view(link.id());
        assertThat(view.alert().orElseThrow().buttons())
                .singleElement()
                .satisfies(button -> assertThat(button.command()).isEqualTo(Command.MOVE));
        assertThat(text(view.nextStep())).contains("moves it");
        assertThat(links.move(link.id(), other.id()).changed()).isTrue();
    }

    @Test
    void whereOneAccountIsAllowedAndAnotherIsConnectedNothingOffersToConnect() {
        world.provider.capable(
                world.provider.capabilities().toBuilder().onePerWorkspace(true).build());
        severed();
        Integration other = anotherAccount();
        assertThat(world.engine
                        .integrations()
                        .renew(bound.id(), World.KEY)
                        .refusal()
                        .map(Refusal::code))
                .contains(Refusal.Code.ANOTHER_ACCOUNT_CONNECTED);

        StatusView view = links.view(link.id());

        assertThat(view.alert().orElseThrow().buttons())
                .singleElement()
                .satisfies(button -> assertThat(button.command()).isEqualTo(Command.MOVE))
                .satisfies(button -> assertThat(button.allowed()).isTrue());
        assertThat(text(view.helps())).contains("may connect one of the provider only");
        assertThat(links.dialog(link.id())
                        .choice(bound.id())
                        .orElseThrow()
                        .button()
                        .whyNot())
                .contains(Message.of("refusal.another-account-connected"));
        IntegrationView card = world.engine.integrations().view(bound.id());
        assertThat(card.buttons())
                .filteredOn(button -> button.command() == Command.RENEW)
                .singleElement()
                .satisfies(button -> assertThat(text(button.whyNot().orElseThrow()))
                        .contains(other.account().label(), bound.account().label()));
        assertThat(text(card.reason())).contains("Disconnect Another Account before");
        assertThat(links.move(link.id(), other.id()).changed()).isTrue();
    }

    @Test
    void noLabelStandsWhereALogCouldKeepIt() {
        assertThat(links.dialog(link.id()).toString())
                .doesNotContain(bound.account().label())
                .contains("***");
    }

    private Integration anotherAccount() {
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "Another Account"));
        return world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), OTHER_KEY)
                .orThrow();
    }

    private void severed() {
        world.engine.integrations().disconnect(bound.id(), bound.connection()).orThrow();
    }

    private static String text(Message message) {
        return message.text(Locale.ENGLISH);
    }
}
