package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Who;
import io.holdfast.recovery.IntegrationHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.immutables.value.Value;

/** The card of a connected account in settings: how it is, how many links hang on it, and what can be done with all of them. */
@Value.Immutable
public interface IntegrationView {
    /** {@return which one} */
    IntegrationId integration();

    /** {@return at which provider} */
    ProviderId provider();

    /** {@return who it is there; its label is personal data, which {@code toString} leaves out} */
    Account account();

    /** {@return the connection that is shown, which a disconnect names} */
    long connection();

    /** {@return when that was made} */
    Instant connectedAt();

    /** {@return how it is} */
    IntegrationHealth.Condition condition();

    /** {@return the colour of that} */
    Tone tone();

    /** {@return the word for it} */
    Message label();

    /** {@return what is so, and what to do} */
    Message reason();

    /** {@return the instant that the condition is about; empty if it is about none} */
    Optional<Instant> at();

    /** {@return who is expected to act} */
    Message who();

    /** {@return the host's own reason why it does not serve the workspace for now; empty if it does} */
    Optional<String> lapse();

    /** {@return the links that are bound to it} */
    LinkCounts links();

    /** {@return what the card tells beside all this, each as a line of its own} */
    List<Message> lines();

    /** {@return its buttons, the one that helps first} */
    List<Button> buttons();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /**
     * {@return the same card in a workspace that is not served for now: what would ask the provider can't be pressed}
     *
     * @param why the host's own reason
     */
    default IntegrationView lapsed(String why) {
        Optional<Message> whyNot = Optional.of(Message.of("refusal.not-served.because", why));
        return toBuilder()
                .lapse(why)
                .reason(whyNot.orElseThrow())
                .who(Message.named("who.*", Who.NOBODY))
                .buttons(buttons().stream()
                        .map(one -> Command.inALapse().contains(one.command()) || !one.allowed()
                                ? one
                                : new Button(one.command(), one.label(), whyNot))
                        .toList())
                .build();
    }

    /**
     * {@return the same card of an account that can't be connected beside the one that is: the provider allows one per workspace}
     *
     * @param ended what ended its connection
     * @param connected the account that is connected
     */
    default IntegrationView keptOut(Message ended, Account connected) {
        Optional<Message> whyNot = Optional.of(Message.of(
                "refusal.another-account-connected.named",
                connected.label(),
                account().label()));
        return toBuilder()
                .reason(Message.of("health.disconnected.full", ended, connected.label()))
                .buttons(buttons().stream()
                        .map(one -> (one.command() == Command.RENEW || one.command() == Command.VERIFY) && one.allowed()
                                ? new Button(one.command(), one.label(), whyNot)
                                : one)
                        .toList())
                .build();
    }

    /** Builds an {@link IntegrationView}. */
    final class Builder extends ImmutableIntegrationView.Builder {
        Builder() {}
    }

    /**
     * {@return the card of an integration}
     *
     * @param integration which one
     * @param health how it is
     * @param links the links that are bound to it
     * @param now the instant of asking
     * @param may what whoever looks may do
     */
    static IntegrationView of(
            Integration integration, IntegrationHealth health, LinkCounts links, Instant now, Predicate<Command> may) {
        return builder()
                .integration(integration.id())
                .provider(integration.provider())
                .account(integration.account())
                .connection(integration.connection())
                .connectedAt(integration.connectedAt())
                .condition(health.condition())
                .tone(tone(health.condition()))
                .label(health.label())
                .reason(health.reason())
                .at(health.at())
                .who(Message.named("who.*", health.who()))
                .links(links)
                .addAllLines(links.slowest().filter(each -> integration.isConnected()).map(Lines::lookedFor).stream()
                        .toList())
                .addAllLines(DeliveryLines.of(integration).toList())
                .buttons(buttons(integration, health, links, now, may))
                .build();
    }

    private static Tone tone(IntegrationHealth.Condition condition) {
        return switch (condition) {
            case HEALTHY -> Tone.GOOD;
            case RATE_LIMITED, VERIFYING -> Tone.BUSY;
            case EXPIRING, REFRESH_FAILING, PROVIDER_TROUBLE -> Tone.ATTENTION;
            case MISCONFIGURED -> Tone.BAD;
            case DISCONNECTED -> Tone.OFF;
        };
    }

    private static List<Button> buttons(
            Integration integration, IntegrationHealth health, LinkCounts links, Instant now, Predicate<Command> may) {
        List<Button> buttons = new ArrayList<>();
        if (!integration.isConnected()) {
            if (integration.isAcceptedAgain(now)) {
                buttons.add(button(Command.VERIFY, Message.of("button.verify"), may));
            }
            buttons.add(button(Command.RENEW, Message.of("button.connect-again"), may));
        } else {
            if (isToBeConnectedAgain(integration, health)) {
                buttons.add(button(Command.RENEW, Message.of("button.connect-again"), may));
            }
            long severed = links.of(SyncStatus.DISCONNECTED);
            if (severed > 0) {
                buttons.add(button(Command.RECONNECT, Message.of("button.reconnect-all", severed), may));
            }
            if (links.forRetry() > 0) {
                buttons.add(button(Command.RETRY, Message.of("button.retry-all", links.forRetry()), may));
            }
            buttons.add(button(Command.VERIFY, Message.of("button.verify"), may));
            buttons.add(button(Command.DISCONNECT, Message.of("button.disconnect", links.total()), may));
        }
        Button remove = button(Command.REMOVE, Message.of("button.remove"), may);
        boolean bound = links.total() > 0 && remove.allowed();
        buttons.add(
                bound
                        ? new Button(
                                Command.REMOVE, remove.label(), Optional.of(Message.of("button.remove.links-bound")))
                        : remove);
        return List.copyOf(buttons);
    }

    /** Whether its reason speaks of connecting it again although it is connected. */
    private static boolean isToBeConnectedAgain(Integration integration, IntegrationHealth health) {
        return switch (health.condition()) {
            case EXPIRING -> true;
            case REFRESH_FAILING -> health.who() == Who.WORKSPACE_ADMIN;
            case VERIFYING -> integration.refusedSince().isPresent();
            case HEALTHY, RATE_LIMITED, PROVIDER_TROUBLE, MISCONFIGURED, DISCONNECTED -> false;
        };
    }

    private static Button button(Command command, Message label, Predicate<Command> may) {
        return new Button(
                command, label, may.test(command) ? Optional.empty() : Optional.of(Message.of("button.not-allowed")));
    }
}
