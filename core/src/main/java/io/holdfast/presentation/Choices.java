package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.presentation.ReconnectDialog.Choice;
import io.holdfast.presentation.ReconnectDialog.Standing;
import io.holdfast.recovery.IntegrationHealth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rows of the reconnect dialog: which account can read a link from now on, and what that does. */
record Choices(PageContext page) {
    ReconnectDialog dialog() {
        Optional<Account> bound = page.bound().map(Integration::account);
        List<Choice> choices = page.siblings().stream()
                .map(this::choice)
                .sorted(Comparator.<Choice, Boolean>comparing(one -> !isBound(one.integration()))
                        .thenComparing(Choice::standing)
                        .thenComparing(one -> one.integration().value()))
                .toList();
        boolean empty = page.siblings().stream().noneMatch(Integration::isConnected);
        return ReconnectDialog.builder()
                .link(page.link().id())
                .provider(page.link().key().provider())
                .kind(page.link().subject().kind())
                .title(empty ? Message.of("dialog.connect-first", page.provider()) : text("dialog.reconnect.*"))
                .text(was(bound))
                .bound(bound)
                .choices(choices)
                .preselected(choices.stream()
                        .filter(one -> one.standing() == Standing.BOUND && one.selectable())
                        .map(Choice::integration)
                        .findFirst())
                .empty(empty ? Optional.of(nothing(bound)) : Optional.empty())
                .build();
    }

    /** With which account; of a first import that never ended nobody can say that it was read. */
    private Message was(Optional<Account> bound) {
        boolean read = page.link().importedAt().isPresent();
        return bound.map(account ->
                        Message.of(read ? "dialog.was-read" : "dialog.was-meant", account.label(), page.provider()))
                .orElseGet(
                        () -> Message.of(read ? "dialog.was-read.nobody" : "dialog.was-meant.nobody", page.provider()));
    }

    /** The row of an account, as far as is known without asking the provider. */
    Choice choice(Integration one) {
        if (!one.isConnected()) {
            Button button = button(Buttons.connecting(page, one));
            Optional<Message> full = page.told().commands().getOrDefault(Command.CONNECT, Optional.empty());
            return new Choice(
                    one.id(),
                    one.account(),
                    Standing.NOT_CONNECTED,
                    tag(Standing.NOT_CONNECTED),
                    why(one),
                    new Button(button.command(), button.label(), button.whyNot().or(() -> full)),
                    List.of());
        }
        return isBound(one.id()) ? bound(one) : other(one);
    }

    private Choice bound(Integration one) {
        return choice(
                one,
                Standing.BOUND,
                reads(one),
                Command.RECONNECT,
                List.of(
                        Message.of(page.onHold() ? "dialog.reads-again.on-hold" : "dialog.reads-again"),
                        Message.of("dialog.nothing-lost")));
    }

    private Message reads(Integration one) {
        return switch (page.told().status()) {
            case DISCONNECTED -> Message.of("dialog.bound.again", one.connectedAt());
            case ACTIVE -> text(page.paused().isEmpty() ? "dialog.bound.*" : "dialog.bound.idle.*");
            case PENDING, FAILED -> text("dialog.bound.idle.*");
        };
    }

    private Choice other(Integration one) {
        Message back = page.bound()
                .map(before -> Message.of("dialog.move.back", before.account().label()))
                .orElseGet(() -> Message.of("dialog.nothing-lost"));
        return choice(
                one,
                Standing.OTHER,
                text("dialog.not-asked.*"),
                Command.MOVE,
                page.onHold()
                        ? List.of(
                                text("dialog.move.reads.*"),
                                Message.of("dialog.reads-again.on-hold"),
                                Message.of("dialog.move.fewer"),
                                back)
                        : List.of(text("dialog.move.reads.*"), Message.of("dialog.move.fewer"), back));
    }

    private Choice choice(Integration one, Standing standing, Message text, Command command, List<Message> effects) {
        Button button = button(command);
        return new Choice(
                one.id(), one.account(), standing, tag(standing), text, button, button.allowed() ? effects : List.of());
    }

    /** Here it acts, while the page's opens this. */
    private Button button(Command command) {
        Button button = Buttons.of(page, command);
        return switch (command) {
            case MOVE -> new Button(command, Message.of("button.move-and-reconnect"), button.whyNot());
            case RECONNECT -> new Button(command, Message.of("button.reconnect"), button.whyNot());
            default -> button;
        };
    }

    private ReconnectDialog.Empty nothing(Optional<Account> bound) {
        Button button = Buttons.of(page, Buttons.connecting(page));
        String text = button.command() == Command.VERIFY ? "dialog.empty.text.check" : "dialog.empty.text";
        return new ReconnectDialog.Empty(
                Message.of("dialog.empty", page.provider()),
                bound.map(account -> Message.of(text, account.label()))
                        .orElseGet(() -> Message.of("dialog.empty.text.nobody", page.provider())),
                button);
    }

    private Message why(Integration one) {
        return one.severance().isPresent()
                ? IntegrationHealth.ended(one, page.told().at())
                : Message.of("dialog.pending");
    }

    static Message tag(Standing standing) {
        return Message.named("dialog.tag.*", standing);
    }

    private boolean isBound(IntegrationId id) {
        return id.equals(page.link().binding().integration());
    }

    private Message text(String key) {
        return Message.named(key, page.link().subject().kind());
    }
}
