package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.recovery.Explanation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.immutables.value.Value;

/** What a page asks before a link is reconnected or moved: with which account it is read from now on, and what that does. */
@Value.Immutable
public interface ReconnectDialog {
    /**
     * One account of the provider, as a row to choose. Whether another account sees the event or channel is not known before it
     * is chosen: then the provider is asked.
     *
     * @param integration which one
     * @param account who it is; its label is personal data, which {@code toString} leaves out
     * @param standing how it stands to the link
     * @param tag the same in a word or two
     * @param text why it can or can't be chosen
     * @param button what choosing it does, or what mends it where it can't be chosen
     * @param effects what happens once it is pressed, a line each; none where it can't be chosen
     */
    record Choice(
            IntegrationId integration,
            Account account,
            Standing standing,
            Message tag,
            Message text,
            Button button,
            List<Message> effects) {
        public Choice {
            Objects.requireNonNull(integration, "integration");
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(standing, "standing");
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(button, "button");
            effects = List.copyOf(effects);
        }

        /** {@return the row of another account that the provider says can see the event or channel} */
        Choice visible(SubjectKind kind) {
            return new Choice(
                    integration, account, standing, tag, Message.named("dialog.visible.*", kind), button, effects);
        }

        /** {@return the row of another account that can't} */
        Choice notVisible(SubjectKind kind, ProviderId provider) {
            Message why = Message.named("dialog.not-visible.*", kind, PageContext.providerName(provider));
            return new Choice(
                    integration,
                    account,
                    Standing.NOT_VISIBLE,
                    Choices.tag(Standing.NOT_VISIBLE),
                    why,
                    new Button(button.command(), button.label(), Optional.of(why)),
                    List.of());
        }

        /** {@return whether it can be chosen, as far as is known without asking the provider} */
        public boolean selectable() {
            return (standing == Standing.BOUND || standing == Standing.OTHER) && button.allowed();
        }
    }

    /** How an account stands to a link. */
    enum Standing {
        /** The link is bound to it, and it is connected: Reconnect. */
        BOUND,
        /** Another one that is connected: Move. */
        OTHER,
        /** It is not connected. */
        NOT_CONNECTED,
        /** The provider was asked, and says that this account can't see the event or channel. */
        NOT_VISIBLE
    }

    /** {@return the link} */
    SyncLinkId link();

    /** {@return at which provider} */
    ProviderId provider();

    /** {@return whether it is about an event or a channel} */
    SubjectKind kind();

    /** {@return its headline} */
    Message title();

    /** {@return with which account it was read, and what is to be done} */
    Message text();

    /** {@return the account that the link is bound to; empty if that was removed} */
    Optional<Account> bound();

    /** {@return the accounts of the provider, the bound one first, then those that are connected, the others last} */
    List<Choice> choices();

    /** {@return the one that is chosen when the dialog opens: the bound one, where Reconnect would be taken} */
    Optional<IntegrationId> preselected();

    /** {@return what to show in place of the rows; present iff no account of the provider is connected} */
    Optional<Empty> empty();

    /**
     * What to show where no account is connected.
     *
     * @param title its headline
     * @param text what to do
     * @param button where to do it
     */
    record Empty(Message title, Message text, Button button) {
        public Empty {
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(button, "button");
        }
    }

    /**
     * {@return the row of an account; empty if it is none of them}
     *
     * @param integration which one
     */
    default Optional<Choice> choice(IntegrationId integration) {
        return choices().stream()
                .filter(one -> one.integration().equals(integration))
                .findFirst();
    }

    /**
     * {@return the row of another account once the provider was asked whether that sees the event or channel}
     *
     * @param chosen the row before
     * @param visible what the provider said
     */
    default Choice asked(Choice chosen, boolean visible) {
        return visible ? chosen.visible(kind()) : chosen.notVisible(kind(), provider());
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link ReconnectDialog}. */
    final class Builder extends ImmutableReconnectDialog.Builder {
        Builder() {}
    }

    /**
     * {@return the dialog of a link}
     *
     * @param link the link
     * @param explanation how it is
     * @param siblings all integrations of its provider in its workspace, as it was explained with
     * @param may what whoever looks may do
     */
    static ReconnectDialog of(
            SyncLink link, Explanation explanation, Collection<Integration> siblings, Predicate<Command> may) {
        return new Choices(new PageContext(link, explanation, siblings, may)).dialog();
    }
}
