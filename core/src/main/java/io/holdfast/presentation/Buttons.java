package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The buttons of a link's page: what each is called, and why it can't be pressed. */
final class Buttons {
    private Buttons() {}

    /**
     * What helps first, then what comes after it, then the move where another account could take the link over. Where nothing that
     * is pressed helps, what the phase has shows why it can't be pressed.
     */
    static List<Button> ofAlert(PageContext page) {
        Stream<RecoveryAction> steps =
                Stream.concat(Stream.of(page.told().advice().action()), page.told().advice().after().stream());
        List<Command> commands = new ArrayList<>(
                steps.flatMap(step -> command(page, step).stream()).toList());
        if (commands.isEmpty()) {
            commands.add(page.told().status() == SyncStatus.DISCONNECTED ? Command.RECONNECT : Command.RETRY);
        }
        boolean moves =
                page.told().status() == SyncStatus.DISCONNECTED && page.told().accepts(Command.MOVE);
        if (moves && !commands.contains(Command.MOVE)) {
            commands.add(Command.MOVE);
        }
        return commands.stream().map(command -> of(page, command)).toList();
    }

    /** What a page offers of a link however it is. */
    static List<Button> ofPage(PageContext page) {
        Command hold = page.onHold() ? Command.RESUME : Command.SUSPEND;
        return Stream.of(Command.RESYNC, hold, Command.MOVE, Command.REMOVE)
                .map(command -> of(page, command))
                .toList();
    }

    static Button of(PageContext page, Command command) {
        return new Button(command, label(page, command), whyNot(page, command));
    }

    /** What a step of recovery presses; nothing where only time or support helps. */
    static Optional<Command> command(PageContext page, RecoveryAction step) {
        return switch (step) {
            case RETRY -> Optional.of(Command.RETRY);
            case RECONNECT -> Optional.of(Command.RECONNECT);
            case RESUME -> Optional.of(Command.RESUME);
            case MOVE -> page.told().accepts(Command.MOVE) ? Optional.of(Command.MOVE) : Optional.empty();
            case RECONNECT_INTEGRATION -> Optional.of(connecting(page));
            case NONE, WAIT, CONTACT_SUPPORT -> Optional.empty();
        };
    }

    /** What the provider accepts again need only be checked; an account that is gone is connected anew. */
    static Command connecting(PageContext page) {
        return page.bound().map(bound -> connecting(page, bound)).orElse(Command.CONNECT);
    }

    static Command connecting(PageContext page, Integration account) {
        return account.isAcceptedAgain(page.told().at()) ? Command.VERIFY : Command.RENEW;
    }

    private static Message label(PageContext page, Command command) {
        Absences known = page.told().removals();
        return switch (command) {
            case CONNECT, RENEW -> Message.of("button.connect", page.provider());
            case RECONNECT -> Message.of("button.reconnect.opens");
            case APPLY_REMOVALS, KEEP_ATTENDEES -> asked(command, known);
            default -> Message.named("button.*", command);
        };
    }

    private static Message asked(Command command, Absences known) {
        long count = known.question()
                .map(RemovalQuestion::count)
                .or(() -> known.kept().map(KeptAttendees::count))
                .orElse(0L);
        long present = known.question().map(RemovalQuestion::present).orElse(count);
        return Message.named("button.*", command, count, present);
    }

    private static Optional<Message> whyNot(PageContext page, Command command) {
        if (!page.may().test(command)) {
            return Optional.of(Message.of("button.not-allowed"));
        }
        return page.lapse()
                .filter(why -> !Command.inALapse().contains(command))
                .map(why -> Message.of("refusal.not-served.because", why))
                .or(() -> page.told().commands().getOrDefault(command, Optional.empty()));
    }
}
