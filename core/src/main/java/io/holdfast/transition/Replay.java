package io.holdfast.transition;

import io.holdfast.internal.Text;
import io.holdfast.model.Actor;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.policy.SyncPolicy;
import java.util.List;
import java.util.Optional;

/** Tells a link again from what was written down: its history, or its journal of moves. Pure. */
public final class Replay {
    private Replay() {}

    /**
     * {@return what a person sees at the end of a history, in which each record begins where the one before it ended}
     *
     * @param oldestFirst all records of one link, its birth first
     * @throws IllegalArgumentException if there is no birth, or a record does not follow from the one before; the message
     *     names link and version
     */
    public static VisibleState history(List<TransitionRecord> oldestFirst) {
        Optional<VisibleState> seen = Optional.empty();
        for (TransitionRecord record : oldestFirst) {
            refuseForeign(oldestFirst.get(0).link(), record.link());
            if (!record.before().equals(seen)) {
                throw new IllegalArgumentException(Text.escaped("link "
                        + record.link().value() + ", record of version "
                        + record.version() + ": expected it to begin with " + seen + " but found " + record.before()
                        + "; a record is missing or out of order"));
            }
            seen = Optional.of(record.after());
        }
        return seen.orElseThrow(Replay::withoutBirth);
    }

    /**
     * {@return the link at the end of a journal, each move of which is decided again}
     *
     * @param oldestFirst all moves of one link, its birth first
     * @param policy the policy that they were decided with
     * @throws IllegalArgumentException if there is no birth, or a move is not what its trigger leads to; the message names
     *     link and version
     */
    public static SyncLink journal(List<Decision.Moved> oldestFirst, SyncPolicy policy) {
        SyncLink link =
                oldestFirst.stream().findFirst().map(Decision.Moved::next).orElseThrow(Replay::withoutBirth);
        for (Decision.Moved move : oldestFirst.subList(1, oldestFirst.size())) {
            refuseForeign(link.id(), move.next().id());
            if (!again(link, move, policy).equals(Optional.of(move.next()))) {
                throw new IllegalArgumentException(Text.escaped("link "
                        + link.id().value() + ", move to version "
                        + move.next().version() + ": expected what its trigger leads to from version " + link.version()
                        + " but found another link; a move is missing, out of order, or of another policy"));
            }
            link = move.next();
        }
        return link;
    }

    /** A move without a trigger chooses the import mode, or corrects what a clock that was ahead had set. */
    private static Optional<SyncLink> again(SyncLink link, Decision.Moved move, SyncPolicy policy) {
        return move.trigger()
                .map(trigger -> SyncStateMachine.decide(link, trigger, policy, move.at())
                        .link())
                .or(() -> Optional.of(withoutTrigger(link, move, policy)));
    }

    private static SyncLink withoutTrigger(SyncLink link, Decision.Moved move, SyncPolicy policy) {
        return link.importMode() == move.next().importMode()
                ? SyncStateMachine.corrected(link, policy, move.at())
                        .orElseThrow(Replay::withoutBirth)
                        .next()
                : SyncStateMachine.choose(
                                link,
                                move.next().importMode(),
                                move.record().map(TransitionRecord::actor).orElse(Actor.SYSTEM),
                                move.at())
                        .link();
    }

    private static void refuseForeign(SyncLinkId one, SyncLinkId other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException(Text.escaped("expected all of it to be of link " + one.value()
                    + " but found link " + other.value() + "; pass those of one link"));
        }
    }

    private static IllegalArgumentException withoutBirth() {
        return new IllegalArgumentException(
                "expected the birth of a link first, and only there, but found none; pass all of it, oldest first");
    }
}
