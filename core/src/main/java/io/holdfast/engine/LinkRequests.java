package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.ManyLinks;
import io.holdfast.model.Command;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.recovery.Explanation;
import io.holdfast.transition.Decision;
import io.holdfast.transition.UserRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Puts what a person asks for to the life cycle of a link, and answers so that the person knows what helps. */
record LinkRequests(Gateway gateway, CredentialKeeper credentials, LinkViews views, CommandGate gate) {
    /** To hold and to resume means the same whatever happened to the account. */
    private static final Set<Command> WHATEVER_THE_ACCOUNT = EnumSet.of(Command.SUSPEND, Command.RESUME);

    Outcome<SyncLink> ask(SyncLinkId id, Command command, UserRequest request) {
        SyncLink link = gateway.links().load(id);
        return gate.pass(
                command,
                link.key().workspace(),
                () -> answered(gateway.links().apply(asSeen(link, command), request), Refusal.Code.NOT_NOW));
    }

    /** The same of a page of links. */
    EachLink.Done<SyncLink> askEach(List<SyncLink> page, Command command, UserRequest request) {
        return gate.passEach(command, page, allowed -> {
            List<SyncLink> seen =
                    WHATEVER_THE_ACCOUNT.contains(command) ? allowed : credentials.disconnectIfSevered(allowed);
            ManyLinks.Taken taken = gateway.many().apply(seen, any -> request);
            Function<SyncLink, Explanation> explaining = views.explaining();
            return id -> answered(taken.of(id), Refusal.Code.NOT_NOW, explaining);
        });
    }

    /** The same of an answer about missing attendees: a refusal names what is asked now. */
    Outcome<SyncLink> askAboutTheMissing(SyncLinkId id, Command command, UserRequest answer) {
        SyncLink link = gateway.links().load(id);
        return gate.pass(command, link.key().workspace(), () -> {
            Decision decision = gateway.links().apply(asSeen(link, command), answer);
            return answered(decision, Refusal.Code.NOT_NOW)
                    .explained(refusal -> Refusals.withQuestion(
                            refusal, decision.link().bookkeeping().absences().question()));
        });
    }

    /** A severance that every page shows already is told first, so that the answer is about what the person sees. */
    private SyncLink asSeen(SyncLink link, Command command) {
        return WHATEVER_THE_ACCOUNT.contains(command) ? link : credentials.disconnectIfSevered(link);
    }

    /** What a decision answers; Reconnect is named only where it would be taken, else what a page advises is. */
    Outcome<SyncLink> answered(Decision decision, Refusal.Code why) {
        return answered(decision, why, views::explain);
    }

    private static Outcome<SyncLink> answered(
            Decision decision, Refusal.Code why, Function<SyncLink, Explanation> explaining) {
        SyncLink link = decision.link();
        return Outcome.of(link.id(), decision, why)
                .explained(refusal -> refusal.suggestedAction() == RecoveryAction.RECONNECT
                        ? Refusals.advising(refusal, explaining.apply(link).advice())
                        : refusal);
    }
}
