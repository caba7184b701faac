package io.holdfast.recovery;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.UserRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which commands a link would take, found by asking the life cycle what it would say to each. */
final class PossibleCommands {
    private PossibleCommands() {}

    /** Each command with why it would not be taken; with nothing if it would be. */
    static Map<Command, Optional<Message>> of(
            SyncLink seen, RecoveryPlan plan, Collection<Integration> siblings, SyncPolicy policy, Instant now) {
        Map<Command, Optional<Message>> commands = new EnumMap<>(Command.class);
        for (Command command : Command.ofLifeCycle()) {
            commands.put(
                    command,
                    request(command, seen, plan, siblings)
                            .map(request -> refusal(SyncStateMachine.decide(seen, request, policy, now), plan))
                            .orElse(Optional.of(withoutIntegration(command, plan))));
        }
        if (plan.full()) {
            Optional<Message> another = Optional.of(Message.of("refusal.another-account-connected"));
            commands.put(Command.CONNECT, another);
            if (plan.mustMove()) {
                commands.put(Command.RENEW, another);
                commands.put(Command.VERIFY, another);
            }
        }
        return commands;
    }

    private static Message withoutIntegration(Command command, RecoveryPlan plan) {
        if (command == Command.MOVE) {
            return Message.of("refusal.not-connected.other");
        }
        return Message.of(plan.bound().isEmpty() ? "refusal.not-connected.gone" : "refusal.not-connected");
    }

    /** What pressing it would ask; nothing where there is no integration to ask it with. */
    private static Optional<UserRequest> request(
            Command command, SyncLink seen, RecoveryPlan plan, Collection<Integration> siblings) {
        return switch (command) {
            case RETRY -> Optional.of(new UserRequest.RetryRequested(Actor.HOST));
            case RESYNC -> Optional.of(new UserRequest.ResyncRequested(Actor.HOST));
            case SUSPEND -> Optional.of(new UserRequest.SuspendRequested(Actor.HOST));
            case RESUME -> Optional.of(new UserRequest.ResumeRequested(Actor.HOST));
            case APPLY_REMOVALS -> Optional.of(removal(seen.bookkeeping().absences()));
            case KEEP_ATTENDEES -> Optional.of(keeping(seen.bookkeeping().absences()));
            case RECONNECT -> plan.candidates().stream().findFirst().flatMap(own -> request(own, seen, siblings));
            case MOVE -> plan.moves().stream().findFirst().flatMap(other -> request(other, seen, siblings));
            case CONNECT,
                    RENEW,
                    DISCONNECT,
                    VERIFY,
                    IMPORT,
                    CHANGE_IMPORT_MODE,
                    REMOVE,
                    VIEW,
                    VIEW_CANDIDATES,
                    VIEW_ATTENDEES -> Optional.empty();
        };
    }

    private static Optional<UserRequest> request(
            RecoveryPlan.Candidate with, SyncLink seen, Collection<Integration> siblings) {
        return siblings.stream()
                .filter(one -> one.id().equals(with.integration()))
                .findFirst()
                .<UserRequest>map(to -> Rebinding.request(Actor.HOST, seen, to, siblings, with.move()));
    }

    /** Of those about whom a person is asked, else of those whom a person keeps; numbers that name nobody where there are none. */
    private static UserRequest removal(Absences known) {
        return known.question()
                .map(asked -> new UserRequest.ApplyRemovals(Actor.HOST, asked.scan(), asked.count()))
                .or(() ->
                        known.kept().map(kept -> new UserRequest.ApplyRemovals(Actor.HOST, kept.scan(), kept.count())))
                .orElseGet(() -> new UserRequest.ApplyRemovals(Actor.HOST, 0, 0));
    }

    private static UserRequest keeping(Absences known) {
        return known.question()
                .map(asked -> new UserRequest.KeepAttendees(Actor.HOST, asked.scan(), asked.count()))
                .orElseGet(() -> new UserRequest.KeepAttendees(Actor.HOST, 0, 0));
    }

    /** Where Reconnect would be named, though it never helps, the move is. */
    private static Optional<Message> refusal(Decision decision, RecoveryPlan plan) {
        if (decision instanceof Decision.Moved) {
            return Optional.empty();
        }
        boolean reconnects = decision.fold(
                moved -> false, ignored -> false, refused -> refused.suggestedAction() == RecoveryAction.RECONNECT);
        return Optional.of(
                reconnects && plan.mustMove() ? Message.of("refusal.not-now.move-first") : decision.message());
    }
}
